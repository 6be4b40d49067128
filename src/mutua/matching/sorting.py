"""Sorting where what numpy and numba have for it takes too long."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mutua.matching.compiled import borrowing


def rising(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """The different ones of these whole numbers, rising.

    As np.unique, which looks each one up in a table: of five million that takes eighty times as long.
    """
    found: NDArray[np.int64] = np.sort(numbers, axis=None)
    first = np.ones(len(found), dtype=np.bool_)
    first[1:] = found[1:] != found[:-1]
    return found[first]


@borrowing
def sort_part(items: NDArray[np.intp], begin: int, end: int) -> None:
    """Sort items[begin:end], a few hundred at most, where they are (D. L. Shell, 1959).

    For compiled functions: numba's own sorting takes seconds to compile.
    """
    gap = 1
    while gap < (end - begin) // 3:
        gap = 3 * gap + 1
    while gap:
        for place in range(begin + gap, end):
            item, before = items[place], place - gap
            while before >= begin and items[before] > item:
                items[before + gap] = items[before]
                before -= gap
            items[before + gap] = item
        gap //= 3
