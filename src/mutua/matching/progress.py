"""How long work tells how far it is."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Called now and then. phase: its name; share: done of it, 0 to 1; gap: what the best matching so far
    may still be short of the best of all, as a share of it, where that is known.

    Whatever it raises ends the work; nothing is written before the end.
    """

    def __call__(self, phase: str, share: float, gap: float | None = None) -> None: ...


def silent(phase: str, share: float, gap: float | None = None) -> None:
    """Tell nobody."""
