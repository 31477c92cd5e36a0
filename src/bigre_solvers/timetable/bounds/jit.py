"""How the kernels of the bounds are compiled: as the engine's, but kept on disk until a file of this folder changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import numba

compiler: Any = numba.njit  # its published type omits the options about wrappers and counting
OPTIONS = {"cache": True, "nogil": True, "no_cfunc_wrapper": True, "_nrt": False}  # no arrays are made, none counted
STAMP = tuple(
    (file.name, file.stat().st_mtime_ns, file.stat().st_size) for file in sorted(Path(__file__).parent.glob("*.py"))
)


def kernel[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """Compiles `function`, for kernels and Python alike; it is void once any file beside it changes."""
    dispatcher = compiler(**OPTIONS)(function)
    if hasattr(dispatcher, "_cache"):  # absent when compilation is switched off
        dispatcher._cache._cache_file._source_stamp = STAMP  # noqa: SLF001 (numba has no public way)
    return cast("Callable[P, R]", dispatcher)
