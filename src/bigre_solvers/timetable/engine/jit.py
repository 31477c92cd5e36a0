"""How the kernels are compiled: to machine code kept on disk, running without the interpreter's lock.

Nor do they count references to arrays, which took a third of the time: so they can't make arrays, nor assign to slices.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, cast

import numba

compiler: Any = numba.njit  # its published type omits the options about wrappers and counting
OPTIONS = {"cache": True, "nogil": True, "no_cfunc_wrapper": True, "_nrt": False}
SHARED = (Path(__file__).with_name("jit.py"), Path(__file__).with_name("chance.py"))  # compiled into every folder

type Stamp = tuple[tuple[str, int, int], ...]


@cache
def stamp_of(folder: Path) -> Stamp:
    """Name, time of change and size of each file that kernels in the folder are compiled from."""
    files = sorted({*folder.glob("*.py"), *SHARED})
    return tuple((file.name, file.stat().st_mtime_ns, file.stat().st_size) for file in files)


def kernel[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """Compiles `function` for other kernels only: a way in from Python would take longer to compile than itself."""
    return cast(
        "Callable[P, R]",
        fresh(compiler(no_cpython_wrapper=True, **OPTIONS)(function)),
    )


def entry[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """Compiles `function`, callable from Python and from kernels, at its first call."""
    return cast("Callable[P, R]", fresh(compiler(**OPTIONS)(function)))


def fresh(dispatcher: Any) -> Any:
    """Makes what is kept on disk void as soon as any kernel of its folder changes: numba alone looks at the own file.

    (Kernels are compiled into their callers, which would go on running what was edited.)
    """
    if hasattr(dispatcher, "_cache"):  # absent when compilation is switched off
        folder = Path(dispatcher.py_func.__code__.co_filename).parent
        dispatcher._cache._cache_file._source_stamp = stamp_of(folder)  # noqa: SLF001 (numba has no public way)
    return dispatcher
