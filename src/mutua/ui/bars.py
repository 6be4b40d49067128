"""Counts as bars, for the component c-bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, what it counts, and how long it is, 0 to 100 of the longest."""

    label: str
    value: int
    share: float


def bars(counts: Sequence[tuple[str, int]]) -> list[Bar]:
    """Bars in the given order; the largest count fills the width."""
    largest = max((count for _label, count in counts), default=0)
    return [Bar(label, count, 100 * count / largest if largest else 0) for label, count in counts]
