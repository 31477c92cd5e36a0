"""How a number of people splits over tables: which sizes may be, and which hold the most pairs."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from bigre_solvers.seating.problem import Table

IMPOSSIBLE = -(1 << 40)


def fullest_sizes(people: int, tables: tuple[Table, ...]) -> tuple[int, ...] | None:
    """How many sit at each table so that most pairs share one; None when they can't be split."""
    return _fullest(people, tuple((table.seats, table.fewest) for table in tables))


@lru_cache(maxsize=64)
def _fullest(people: int, tables: tuple[tuple[int, int], ...]) -> tuple[int, ...] | None:
    most = np.full(people + 1, IMPOSSIBLE, np.int64)
    most[0] = 0
    chosen = []
    for seats, fewest in tables:
        better, choice = most.copy(), np.zeros(people + 1, np.int32)
        for size in range(max(1, fewest), min(seats, people) + 1):
            gained = most[: people + 1 - size] + size * (size - 1) // 2
            improved = gained > better[size:]
            better[size:][improved] = gained[improved]
            choice[size:][improved] = size
        most = better
        chosen.append(choice)
    if most[people] < 0:
        return None
    sizes, left = [], people
    for choice in reversed(chosen):
        sizes.append(int(choice[left]))
        left -= sizes[-1]
    return tuple(reversed(sizes))


def pairs_in(sizes: tuple[int, ...]) -> int:
    """How many pairs share a table."""
    return sum(size * (size - 1) // 2 for size in sizes)
