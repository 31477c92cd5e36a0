"""What limits a seating, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from bigre_solvers.seating.acquaintances import Acquaintances
from bigre_solvers.seating.problem import Problem
from bigre_solvers.seating.result import Bound, Seating


def explanation_of(problem: Problem, known: Acquaintances, bound: Bound, rounds: Seating) -> tuple[str, ...]:
    """How near the bound it is, who can't meet, who meets fewest, and how often people meet again."""
    return tuple(_sentences(problem, known, bound, rounds))


def _sentences(problem: Problem, known: Acquaintances, bound: Bound, rounds: Seating) -> Iterator[str]:
    new, met = known.new(rounds), known.meetings(rounds)
    pairs = int(new.sum()) // 2
    yield f"{pairs} new pairs of {bound.pairs} at most: {bound.reason}"
    never = int((~known.possible & ~known.known).sum() - known.size) // 2
    if never:
        yield f"{never} pairs can't meet: they are never there together, or are kept apart"
    again = (int(met.sum()) - int(new.sum())) // 2
    if again:
        yield f"{again} meetings are of people who had met already"
    there = np.flatnonzero(known.reach > 0)
    if len(there):
        least = int(there[np.argmin(new.sum(axis=1)[there])])
        met_by = int(new[least].sum())
        yield f"{problem.people[least].key!r} makes the fewest acquaintances: {met_by} of {known.reach[least]} possible"
