"""Sorting of our own gives what numpy's gives."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mutua.matching.sorting import rising, sorted_by

NUMBERS = st.lists(st.integers(0, 20), max_size=40).map(lambda some: np.array(some, dtype=np.int64))


@given(NUMBERS)
def test_rising_numbers_are_the_different_ones(numbers: np.ndarray) -> None:
    assert rising(numbers).tolist() == sorted(set(numbers.tolist()))


@given(NUMBERS, st.randoms(use_true_random=False))
def test_sorted_by_keeps_the_order_of_equals(keys: np.ndarray, random: object) -> None:
    order = np.arange(len(keys))
    random.shuffle(order)  # type: ignore[attr-defined]
    expected = sorted(order.tolist(), key=lambda place: keys[place])
    assert sorted_by(keys, order).tolist() == expected
