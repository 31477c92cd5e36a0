"""The unexpected suggestions: people who differ in most of what is known, and whom neither's best few must name."""

from __future__ import annotations

import numpy as np

from bigre_solvers.matching.engine.arrays import Choice, Floats, Ties
from bigre_solvers.matching.engine.choosing import choose_in_order
from bigre_solvers.matching.landscape import Landscape, tied, ties_of
from bigre_solvers.matching.plan import Plan

MOST_UNEXPECTED = 2  # the second only where the other would have none
MARGIN = 1e-5  # scores this close are the same: more than rounding


def add_surprises(plan: Plan, landscape: Landscape, per_person: int) -> None:
    """Gives everybody one unexpected suggestion, as far as there is somebody for them."""
    # With so many others worth as much, the pair is not needed among the best few; where all are alike, any will do.
    bar = landscape.nth_best(per_person + 1)
    ties, scores = strange_ties(landscape, bar)
    choice = empty_choice(ties, np.full(landscape.size, 1, np.int32), MOST_UNEXPECTED)
    choose_in_order(ties, choice, False)
    choice.room[:] = MOST_UNEXPECTED
    choose_in_order(ties, choice, True)
    for tie in np.flatnonzero(choice.chosen).tolist():
        plan.add(int(ties.one[tie]), int(ties.other[tie]), float(scores[tie]), unexpected=True)
    for person in range(landscape.size):
        if not plan.unexpected[person]:
            look_everywhere(plan, landscape, bar, person)


def strange_ties(landscape: Landscape, bar: Floats) -> tuple[Ties, Floats]:
    """Pairs of the landscape that may be unexpected suggestions, most interesting first, and their scores."""
    ties, scores = ties_of(landscape.strange, np.empty(0, np.int64), landscape.size)
    fit = scores <= np.minimum(bar[ties.one], bar[ties.other]) + MARGIN
    return tied(ties.one[fit], ties.other[fit], ties.score[fit], landscape.size), scores[fit]


def look_everywhere(plan: Plan, landscape: Landscape, bar: Floats, person: int) -> None:
    """Gives a person the most interesting of all who may have one more unexpected suggestion."""
    scores, unlike = landscape.row(person)
    free = np.array([len(one) < MOST_UNEXPECTED for one in plan.unexpected])
    fit = (unlike > 0) & (scores <= np.minimum(bar, bar[person]) + MARGIN) & free
    if fit.any():
        other = int(np.argmax(np.where(fit, unlike, -1.0)))
        plan.add(person, other, float(scores[other]), unexpected=True)


def empty_choice(ties: Ties, room: np.ndarray, most: int) -> Choice:
    """Nothing chosen yet."""
    people = len(room)
    return Choice(
        np.zeros(len(ties.score), np.bool_), room, np.zeros(people, np.int32), np.zeros((people, most), np.int32)
    )
