"""How many new pairs can meet at most, and what they can weigh: three arguments, each of which holds alone.

1. Pairs who can't meet don't (`possible`).
2. A table of s people holds s(s-1)/2 pairs, so a round holds no more than its fullest sizes do. Of those, a group of
   g people over T tables makes the fewest pairs of its own when spread evenly: that many aren't across groups.
3. Someone meets no more people than the seats beside them, all rounds together.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bigre_solvers.seating.acquaintances import Acquaintances
from bigre_solvers.seating.problem import Problem, Round
from bigre_solvers.seating.result import Bound
from bigre_solvers.seating.sizes import fullest_sizes, pairs_in

EVERYBODY = "everybody who can meet has met"
TABLES = "tables hold no more pairs"
PEOPLE = "people have no more seats beside them"


def bound_of(problem: Problem) -> Bound:
    """The bound on new pairs and on their weight."""
    known = Acquaintances(problem)
    upper = np.triu(known.possible, 1)
    held = sum(pairs_held(one, int(present.sum())) for one, present in zip(problem.rounds, known.present, strict=True))
    own = sum(own_pairs(problem, one) for one in problem.rounds)
    limits = {
        EVERYBODY: int(upper.sum()),
        TABLES: held,
        PEOPLE: int(known.reach.sum()) // 2,
    }
    reason = min(limits, key=lambda name: limits[name])
    return Bound(limits[reason], min(value_by_tables(known, upper, held, own), value_by_people(known)), reason)


def pairs_held(one: Round, present: int) -> int:
    """The most pairs that share a table in a round."""
    return pairs_in(fullest_sizes(present, one.tables) or ())


def own_pairs(problem: Problem, one: Round) -> int:
    """The fewest pairs of one group that share a table in a round, whatever the seating."""
    sizes: dict[str, int] = {}
    for person in problem.people:
        if person.group and person.key not in one.absent:
            sizes[person.group] = sizes.get(person.group, 0) + 1
    return sum(even_pairs(size, len(one.tables)) for size in sizes.values())


def even_pairs(people: int, tables: int) -> int:
    """Pairs when people are spread as evenly as can be."""
    each, more = divmod(people, tables)
    return more * (each + 1) * each // 2 + (tables - more) * each * (each - 1) // 2


def value_by_tables(known: Acquaintances, upper: NDArray[np.bool_], held: int, own: int) -> float:
    """The heaviest pairs that the tables hold, of which no more across groups than group sizes leave."""
    same = own_group(known)
    across = np.sort(known.weights[upper & ~same])[::-1][: held - own]
    rest = np.sort(known.weights[upper & same])[::-1]
    return float(np.sort(np.concatenate([across, rest]))[::-1][:held].sum())


def own_group(known: Acquaintances) -> NDArray[np.bool_]:
    """Person × person → whether they are of one group, suggested or not."""
    groups = np.array([person.group for person in known.problem.people], np.str_)
    same: NDArray[np.bool_] = (groups[:, None] == groups[None, :]) & (groups[:, None] != "")
    return same


def value_by_people(known: Acquaintances) -> float:
    """Each person's heaviest acquaintances, as many as they can make; each pair counted by halves."""
    weights = np.sort(np.where(known.possible, known.weights, 0.0), axis=1)[:, ::-1]
    within_reach = np.arange(known.size)[None, :] < known.reach[:, None]
    return float((weights * within_reach).sum() / 2)
