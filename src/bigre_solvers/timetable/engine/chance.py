"""Random numbers that depend on the seed alone (xorshift64*, Vigna 2016)."""

from __future__ import annotations

import numpy as np

from bigre_solvers.timetable.engine.arrays import Words
from bigre_solvers.timetable.engine.jit import kernel


@kernel
def draw(random: Words) -> float:
    """A number from 0 up to 1."""
    word = random[0]
    word ^= word >> np.uint64(12)
    word ^= word << np.uint64(25)
    word ^= word >> np.uint64(27)
    random[0] = word
    return float((word * np.uint64(2685821657736338717)) >> np.uint64(11)) / 9007199254740992.0


@kernel
def below(random: Words, n: int) -> int:
    """An integer from 0 up to `n`."""
    return int(draw(random) * n)
