"""One place that says how number-crunching functions are compiled."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

import numba
from llvmlite import ir
from numba import types
from numba.extending import intrinsic
from numpy.typing import NDArray

READ, KEEP, DATA = 0, 3, 1
"""What llvm.prefetch is told: to read, to keep near, data."""
FOLDER = "compiled-"
"""The folder of compiled code is called so, and by the source it was made from."""


def _places() -> Iterator[Path]:
    """Where compiled code may be kept: beside the source, else in the user's cache, else for a while."""
    named = os.environ.get("NUMBA_CACHE_DIR")
    yield Path(named) if named else Path(__file__).parent / "__pycache__"
    yield Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "mutua"
    yield Path(tempfile.gettempdir()) / f"mutua-{os.getuid()}"


def kept_in() -> Path:
    """The folder of code compiled from exactly this source.

    By itself numba sees a change of the function's own file, but not of the functions it calls.
    """
    source = blake2b(digest_size=8)
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        source.update(path.read_bytes())
    for place in _places():
        folder = place / f"{FOLDER}{source.hexdigest()}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return folder
    raise OSError("Compiled code can be kept nowhere; name a folder for it in NUMBA_CACHE_DIR.")


numba.config.CACHE_DIR = str(kept_in())  # type: ignore[attr-defined]

Inputs = ParamSpec("Inputs")
Output = TypeVar("Output")
_ALL: dict[str, Any] = {"cache": True, "nogil": True, "no_cfunc_wrapper": True}
"""Kept on disk for the next start, and no way in from C, which nobody takes."""
_LEAN: dict[str, Any] = {**_ALL, "_nrt": False, "error_model": "numpy"}
"""The stubs of numba do not know the second switch: no counting of references at run time."""
_INNER: dict[str, Any] = {**_LEAN, "no_cpython_wrapper": True}
"""No way in from Python: taking apart what is handed over compiles longer than a small function itself."""


def compiled(function: Callable[Inputs, Output]) -> Callable[Inputs, Output]:
    """Compile to machine code at the first call; the code is kept on disk for the next start.

    One thread, no fast-math: the same input gives the same bits everywhere.
    """
    return cast("Callable[Inputs, Output]", numba.njit(**_ALL)(function))


def entrance(function: Callable[Inputs, Output]) -> Callable[Inputs, Output]:
    """As `compiled`, for functions that make no arrays but only use those they are given.

    Making arrays takes long to compile, as do np.sort and writing one array into a part of another.
    Dividing by zero gives infinity or NaN, as in numpy.
    """
    return cast("Callable[Inputs, Output]", numba.njit(**_LEAN)(function))


def borrowing(function: Callable[Inputs, Output]) -> Callable[Inputs, Output]:
    """As `entrance`, for small functions; called from other compiled functions only, or Python crashes.

    They become part of the function that calls them; handing over a dozen arrays and counting who holds
    them takes several times longer than what they compute.
    """
    return cast("Callable[Inputs, Output]", numba.njit(forceinline=True, **_INNER)(function))


def standing(function: Callable[Inputs, Output]) -> Callable[Inputs, Output]:
    """As `borrowing`, for large functions that are called seldom: standing alone, they compile but once."""
    return cast("Callable[Inputs, Output]", numba.njit(**_INNER)(function))


def _fetch(_context: Any, array: Any, place: Any) -> Any:
    return types.void(array, types.intp), _emit_fetch


def _emit_fetch(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
    array = context.make_array(signature.args[0])(context, builder, arguments[0])
    address = builder.bitcast(builder.gep(array.data, [arguments[1]]), ir.IntType(8).as_pointer())
    number = ir.IntType(32)
    kind = ir.FunctionType(ir.VoidType(), [address.type, number, number, number])
    name = builder.module.declare_intrinsic("llvm.prefetch", (address.type,), kind)
    builder.call(name, [address, number(READ), number(KEEP), number(DATA)])
    return context.get_dummy_value()


fetch = cast("Callable[[NDArray[Any], int], None]", intrinsic(_fetch))
"""fetch(array, place), in compiled code: let the processor fetch the line of memory there meanwhile.

It changes nothing but the time; a place beyond the end of the array does no harm.
"""
