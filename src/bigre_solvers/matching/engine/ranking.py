"""The kernels that keep the best few others of each person, in heaps."""

from __future__ import annotations

from bigre_solvers.matching.engine.arrays import Ranks
from bigre_solvers.timetable.engine.jit import entry, kernel


@kernel
def push(r: Ranks, person: int, rank: float, other: int, beside: float) -> None:
    """Keeps an other if they are among the person's best."""
    if rank <= r.least[person]:
        return
    size, most = r.kept[person], r.rank.shape[1]
    if size < most:
        place = size
        r.kept[person] = size + 1
        while place > 0 and r.rank[person, (place - 1) // 2] > rank:
            move(r, person, (place - 1) // 2, place)
            place = (place - 1) // 2
    else:
        place, below = 0, least_below(r, person, 0)
        while below >= 0 and r.rank[person, below] < rank:
            move(r, person, below, place)
            place, below = below, least_below(r, person, below)
    r.rank[person, place] = rank
    r.other[person, place] = other
    r.beside[person, place] = beside
    if r.kept[person] == most:
        r.least[person] = r.rank[person, 0]


@kernel
def least_below(r: Ranks, person: int, place: int) -> int:
    """The lesser of both places below one, or -1."""
    left = 2 * place + 1
    if left >= r.kept[person]:
        return -1
    if left + 1 < r.kept[person] and r.rank[person, left + 1] < r.rank[person, left]:
        return left + 1
    return left


@kernel
def move(r: Ranks, person: int, source: int, target: int) -> None:
    """Copies one place of a heap to another."""
    r.rank[person, target] = r.rank[person, source]
    r.other[person, target] = r.other[person, source]
    r.beside[person, target] = r.beside[person, source]


@entry
def gather(r: Ranks, more: Ranks) -> None:
    """Keeps the best of both."""
    for person in range(len(more.kept)):
        for k in range(more.kept[person]):
            push(r, person, more.rank[person, k], more.other[person, k], more.beside[person, k])
