"""No number of fewer than k people, and none that the others give away."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mutua.rounds.ksafe import k_safe


def test_small_counts_are_hidden_with_a_second_one() -> None:
    assert k_safe([3, 40, 60], 10) == [None, None, 60]


def test_counts_that_are_large_enough_or_nought_are_told() -> None:
    assert k_safe([0, 10, 55], 10) == [0, 10, 55]


@given(st.lists(st.integers(0, 60), min_size=1, max_size=8), st.integers(2, 15))
def test_what_is_told_is_large_enough_and_what_is_not_cannot_be_worked_out(counts: list[int], k: int) -> None:
    told = k_safe(counts, k)
    assert all(shown in {None, count} for shown, count in zip(told, counts, strict=True))
    assert all(shown is None or shown == 0 or shown >= k for shown in told)
    hidden = [count for shown, count in zip(told, counts, strict=True) if shown is None]
    everything = all(shown in {None, 0} for shown in told)
    assert not hidden or everything or (len(hidden) > 1 and sum(hidden) >= k)
