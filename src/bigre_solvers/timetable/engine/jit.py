"""How the kernels are compiled: to machine code kept on disk, running without the interpreter's lock."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import numba


def kernel[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """Compiles `function` for other kernels only: no way in from Python, which would take longer to compile than itself."""
    compiled = numba.njit(cache=True, nogil=True, no_cpython_wrapper=True, no_cfunc_wrapper=True)(function)
    return cast(Callable[P, R], compiled)


def entry[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """Compiles `function`, callable from Python and from kernels, at its first call."""
    return cast(Callable[P, R], numba.njit(cache=True, nogil=True, no_cfunc_wrapper=True)(function))
