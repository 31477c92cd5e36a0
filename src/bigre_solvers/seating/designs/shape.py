"""The plain case: everybody is there in every round, tables are alike, and pairs all count the same."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from bigre_solvers.seating.acquaintances import Acquaintances
from bigre_solvers.seating.designs.symmetry import Rounds
from bigre_solvers.seating.problem import Problem


@dataclass(frozen=True)
class Shape:
    """So many people over so many rounds, each with so many tables for `fewest` to `seats` people."""

    people: int
    seats: int
    tables: int
    fewest: int
    rounds: int

    @property
    def pairs(self) -> int:
        """How many pairs of people there are."""
        return self.people * (self.people - 1) // 2

    def met(self, plan: Rounds) -> int:
        """How many pairs meet in a plan."""
        return len({pair for tables in plan for table in tables for pair in combinations(sorted(table), 2)})

    def fits(self, plan: Rounds) -> bool:
        """Whether a plan has no more rounds and tables than there are, and no table too many or too few people."""
        return len(plan) <= self.rounds and all(
            len(tables) <= self.tables and all(self.fewest <= len(table) <= self.seats for table in tables)
            for tables in plan
        )


def shape_of(problem: Problem, known: Acquaintances) -> Shape | None:
    """The shape of a plain problem; None when anything sets people, tables, rounds or pairs apart."""
    limits = {(table.seats, table.fewest) for one in problem.rounds for table in one.tables}
    counts = {len(one.tables) for one in problem.rounds}
    bound = problem.together or problem.apart or problem.pins or problem.met or problem.weights.fairness
    absent = any(one.absent for one in problem.rounds)
    picky = any(person.needs for person in problem.people)
    if bound or absent or picky or len(limits) != 1 or len(counts) != 1 or known.size < 2:
        return None
    weights = known.weights[np.triu_indices(known.size, 1)]
    if weights.min() != weights.max() or weights.min() <= 0:
        return None
    ((seats, fewest),), (tables,) = limits, counts
    return Shape(known.size, min(seats, known.size), tables, max(1, fewest), len(problem.rounds))
