"""Numbers about people that point at nobody: none below k, and none that the others give away."""

from __future__ import annotations

from collections.abc import Sequence


def k_safe(counts: Sequence[int], k: int) -> list[int | None]:
    """The counts of a list whose sum is known, with None where one must not be told.

    Counts from 1 to k − 1 are not told. If that leaves a sum of fewer than k untold, or one single gap, the
    next smallest count goes untold, too (complementary suppression). Nought may be told.
    """
    told: list[int | None] = [None if 0 < count < k else count for count in counts]
    while 0 < _untold(counts, told) < k or told.count(None) == 1:
        rest = [place for place, count in enumerate(told) if count]
        if not rest:
            break
        told[min(rest, key=lambda place: (counts[place], place))] = None
    return told


def _untold(counts: Sequence[int], told: Sequence[int | None]) -> int:
    return sum(count for count, shown in zip(counts, told, strict=True) if shown is None)
