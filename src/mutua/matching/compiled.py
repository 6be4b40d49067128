"""One place that says how number-crunching functions are compiled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast

import numba

Inputs = ParamSpec("Inputs")
Output = TypeVar("Output")
_WITHOUT_COUNTING: dict[str, Any] = {"_nrt": False}
"""Numba's run time counts references; its stubs do not know the switch."""


def compiled(function: Callable[Inputs, Output]) -> Callable[Inputs, Output]:
    """Compile to machine code at the first call; the code is kept on disk for the next start.

    One thread, no fast-math: the same input gives the same bits everywhere.
    """
    return cast("Callable[Inputs, Output]", numba.njit(cache=True, nogil=True)(function))


def borrowing(function: Callable[Inputs, Output]) -> Callable[Inputs, Output]:
    """As `compiled`, for functions that make no arrays but only use those they are given.

    Without counting who holds which array, a small function of many arrays is several times faster.
    Dividing by zero gives infinity or NaN, as in numpy.
    """
    return cast(
        "Callable[Inputs, Output]",
        numba.njit(cache=True, nogil=True, error_model="numpy", **_WITHOUT_COUNTING)(function),
    )
