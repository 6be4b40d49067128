"""One place that says how number-crunching functions are compiled."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

import numba

Inputs = ParamSpec("Inputs")
Output = TypeVar("Output")


def compiled(function: Callable[Inputs, Output]) -> Callable[Inputs, Output]:
    """Compile to machine code at the first call; the code is kept on disk for the next start.

    One thread, no fast-math: the same input gives the same bits everywhere.
    """
    return cast("Callable[Inputs, Output]", numba.njit(cache=True, nogil=True)(function))
