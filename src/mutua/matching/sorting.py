"""Sorting inside compiled functions: numba's own takes seconds to compile."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mutua.matching.compiled import borrowing


@borrowing
def sort_part(items: NDArray[np.intp], begin: int, end: int) -> None:
    """Sort items[begin:end], a few hundred at most, where they are (D. L. Shell, 1959)."""
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
