"""How the kernels are compiled: to machine code kept on disk, running without the interpreter's lock."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import numba


def kernel[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """Compiles `function` at its first call; its type, as readers and checkers see it, stays the same."""
    return cast("Callable[P, R]", numba.njit(cache=True, nogil=True)(function))
