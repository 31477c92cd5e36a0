"""How far apart activities may have to be: sites where they may be held, and travel between these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bigre_solvers.timetable.engine.arrays import Ints
from bigre_solvers.timetable.problem import Problem


@dataclass(frozen=True)
class Whereabouts:
    """Per activity the number of its set of possible sites, and ticks between any two such sets (0 × 0: no travel).

    An activity that may be held on several sites counts as being as far as the farthest of them: what is planned
    so always leaves time to travel, wherever it is held.
    """

    at: Ints  # A
    travel: Ints  # sets × sets

    def ticks_between(self, one: int, other: int) -> int:
        """Ticks to allow between two activities."""
        return int(self.travel[self.at[one], self.at[other]]) if self.travel.size else 0


def whereabouts(problem: Problem, suitable: Sequence[Sequence[int]]) -> Whereabouts:
    """Where each activity may be held, given the numbers of its suitable spaces."""
    ticks = {frozenset((travel.one, travel.other)): travel.ticks for travel in problem.travels}
    if not any(ticks.values()):
        return Whereabouts(np.zeros(len(suitable), np.int32), np.zeros((0, 0), np.int32))
    sets: dict[frozenset[str], int] = {}
    at = [sets.setdefault(frozenset(problem.spaces[n].site for n in spaces), len(sets)) for spaces in suitable]
    pairs = [[[ticks.get(frozenset((a, b)), 0) for a in one for b in other] for other in sets] for one in sets]
    farthest = [[max(found, default=0) for found in row] for row in pairs]
    return Whereabouts(np.array(at, np.int32), np.array(farthest, np.int32).reshape(len(sets), len(sets)))
