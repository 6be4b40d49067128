"""Work in parts beside each other: compiled functions let other threads run."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

Part = TypeVar("Part")
Done = TypeVar("Done")


@contextmanager
def side_by_side(work: Callable[[Part], Done], parts: Iterable[Part]) -> Iterator[Iterator[Done]]:
    """What each part comes to, in the order of the parts; as many at once as there are processors.

    Parts that have not begun at the end of the `with` block are left out.
    """
    workers = ThreadPoolExecutor(os.cpu_count())
    try:
        yield workers.map(work, parts)
    finally:
        workers.shutdown(cancel_futures=True)
