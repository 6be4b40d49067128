"""Python's collector of forgotten objects, and the commands that do without it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collection() -> Iterator[None]:
    """Meanwhile nobody looks for circles of objects, and afterwards not among those there are by then.

    Loading makes half a million objects that stay. Looking through them again and again, and once more at the
    end of the process, is a quarter of what a short command takes; and it finds nothing, as all that is large
    lies in arrays, which go as soon as nobody uses them.
    """
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if collected:
            gc.enable()
