"""Work in a process of its own: of one process only one thread at a time runs plain Python."""

from __future__ import annotations

import os
from collections.abc import Callable
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from typing import TypeVar

Done = TypeVar("Done")


def begun(work: Callable[[], Done], *, apart: bool) -> Callable[[], Done]:
    """Begin the work in a copy of this process; calling what is returned waits for its result.

    Where it is not to go `apart`, where processes cannot be copied or the copy fails, the work is done at
    that call. Not for programs whose other threads may hold a lock that the work needs, as servers do: the
    copy takes over the lock and not the thread that would open it. The result goes through pickle.
    """
    if not apart or "fork" not in get_all_start_methods():
        return work
    receiving, sending = get_context("fork").Pipe(duplex=False)
    copy = get_context("fork").Process(target=_send, args=(work, sending), daemon=True)
    copy.start()
    sending.close()

    def result() -> Done:
        try:
            done: Done = receiving.recv()
        except EOFError:
            done = work()
        copy.join()
        return done

    return result


def _send(work: Callable[[], object], sending: Connection) -> None:
    """In the copy: whatever goes wrong will go wrong again, and be told, in the process that waits."""
    try:
        sending.send(work())
    except BaseException:  # noqa: BLE001 - an interrupt too is told by the process that waits
        os._exit(1)
