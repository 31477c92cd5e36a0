"""What one suggestion to each person costs at least, and what no choice of usual suggestions exceeds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bigre_solvers.matching.engine.arrays import Floats, Ints, Ties
from bigre_solvers.matching.engine.bounding import bound_at, lower
from bigre_solvers.matching.landscape import Landscape, tied

SWEEPS, STEP = 60, 0.5  # through all prices; how far each goes to where it would be best alone
KEPT = 12  # ties of a person that are worth a choice


@dataclass(frozen=True, slots=True)
class Pricing:
    """`bound`: no choice is worth more (`plain`: nor than half of everybody's own best); `price`: by person."""

    bound: float
    plain: float
    price: Floats


def priced(landscape: Landscape, ties: Ties, room: Ints) -> Pricing:
    """The best prices found, for the best pairs of a landscape and the room that each person has.

    Pairs that the landscape left out are worth no more than both prices, as none is under half of a person's cut: the
    bound holds for all pairs.
    """
    most = int(room.max(initial=0))
    best = np.maximum([landscape.nth_best(n) for n in range(1, most + 1)], 0.0).reshape(most, landscape.size)
    plain = float(sum(best[:n, k].sum() for k, n in enumerate(room.tolist()))) / 2
    least = landscape.cuts() / 2
    start = [best[n - 1, k] / 2 if n else 0.0 for k, n in enumerate(room.tolist())]
    price = np.maximum(np.array(start).reshape(landscape.size), least)
    found, scratch = Pricing(plain, plain, price.copy()), np.empty(most + 1)
    for _ in range(SWEEPS):
        lower(ties, room, price, least, 1, STEP, scratch)
        bound = float(bound_at(ties, room, price))
        if bound < found.bound:
            found = Pricing(bound, plain, price.copy())
    return found


def worth_choosing(ties: Ties, price: Floats) -> Ties:
    """Of each person's ties those few that leave most (or lose least) beside both prices, in that order."""
    people = len(price)
    left = ties.score - price[ties.one] - price[ties.other]
    own = left[ties.tie]
    order = np.lexsort((-own, np.repeat(np.arange(people), np.diff(ties.at))))
    place = np.arange(len(order)) - np.repeat(ties.at[:-1], np.diff(ties.at))
    kept = np.zeros(len(left), np.bool_)
    kept[ties.tie[order[place < KEPT]]] = True
    best = np.flatnonzero(kept)
    best = best[np.argsort(-left[best], kind="stable")]
    return tied(ties.one[best], ties.other[best], ties.score[best], people)
