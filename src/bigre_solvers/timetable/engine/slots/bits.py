"""Sets of small numbers as bits, 64 to a word."""

from __future__ import annotations

import numpy as np

from bigre_solvers.timetable.engine.arrays import Ints, Words
from bigre_solvers.timetable.engine.jit import kernel

ONE = np.uint64(1)
LOW = np.uint64(63)
DE_BRUIJN = 0x03F79D71B4CB0A89


def places() -> Ints:
    """For the six highest bits of (a power of two × the De Bruijn number): the exponent of that power."""
    found = np.zeros(64, np.int32)
    for exponent in range(64):
        found[(DE_BRUIJN << exponent) % (1 << 64) >> 58] = exponent
    return found


EXPONENT = places()
FACTOR = np.uint64(DE_BRUIJN)
SHIFT = np.uint64(58)


@kernel
def lowest(word: np.uint64) -> int:
    """The place of the lowest bit that is set; `word` isn't 0."""
    return int(EXPONENT[((word ^ (word & (word - ONE))) * FACTOR) >> SHIFT])


@kernel
def flip(sets: Words, row: int, number: int) -> None:
    """Puts the number into the set of that row, or takes it out."""
    sets[row, number >> 6] ^= ONE << (np.uint64(number) & LOW)


@kernel
def has(sets: Words, row: int, number: int) -> bool:
    """Whether the number is in the set of that row."""
    return ((sets[row, number >> 6] >> (np.uint64(number) & LOW)) & ONE) != 0
