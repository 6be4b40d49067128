"""One place that says how number-crunching functions are compiled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast

import numba

Inputs = ParamSpec("Inputs")
Output = TypeVar("Output")
_LEAN: dict[str, Any] = {"_nrt": False, "error_model": "numpy"}
"""The stubs of numba do not know the first switch: no counting of references at run time."""


def compiled(function: Callable[Inputs, Output]) -> Callable[Inputs, Output]:
    """Compile to machine code at the first call; the code is kept on disk for the next start.

    One thread, no fast-math: the same input gives the same bits everywhere.
    """
    return cast("Callable[Inputs, Output]", numba.njit(cache=True, nogil=True)(function))


def borrowing(function: Callable[Inputs, Output]) -> Callable[Inputs, Output]:
    """As `compiled`, for small functions that make no arrays but only use those they are given.

    They become part of the function that calls them; handing over a dozen arrays and counting who holds
    them takes several times longer than what they compute. Dividing by zero gives infinity or NaN, as in
    numpy.
    """
    return cast(
        "Callable[Inputs, Output]", numba.njit(cache=True, nogil=True, forceinline=True, **_LEAN)(function)
    )


def standing(function: Callable[Inputs, Output]) -> Callable[Inputs, Output]:
    """As `borrowing`, for large functions that are called seldom: standing alone, they compile but once."""
    return cast("Callable[Inputs, Output]", numba.njit(cache=True, nogil=True, **_LEAN)(function))
