"""Betters a timetable that exists already: frees a few activities at a time and keeps only moves that are worth it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import count
from random import Random
from time import monotonic

from bigre_solvers.timetable.attend import attend, held_at
from bigre_solvers.timetable.problem import Problem, left_out
from bigre_solvers.timetable.result import Placement, Progress, Result
from bigre_solvers.timetable.shares import activity_costs
from bigre_solvers.timetable.solve import solve
from bigre_solvers.timetable.stop import MaxIterations, Stop

# How many activities are free at once, look after look. The search does not know the price of a move, so that what it
# finds among many free activities is mostly moves that bring nothing.
SIZES = (1, 2, 3, 1, 5)
# How many moves a look tries; of the second that it takes on a hundred activities, most goes into settling attendance.
LOOK = 3_000
# What a move must bring, in units of cost, so that people are not moved for next to nothing.
PRICE = 0.5

type Places = Mapping[str, Placement]


def improve(
    problem: Problem,
    assignment: Places,
    stop: Stop,
    seed: int,
    on_progress: Callable[[Progress], None] | None = None,
    origin: Places | None = None,
) -> Result:
    """A timetable that costs no more than `assignment` and leaves out no more, with few moves away from `origin`.

    `assignment` must break no rule; pins of the problem stay. Each activity that is elsewhere than in `origin`
    (default: `assignment`) weighs `PRICE`, so that a move is made only where it brings more than that.
    Raises `InvalidProblem` when the assignment breaks a rule between what is placed.
    """
    chance, began, origin = Random(seed), monotonic(), assignment if origin is None else origin
    best = attend(problem, assignment, seed)
    for look in count():
        fraction = stop.fraction(look * LOOK, monotonic() - began)
        if on_progress:
            on_progress(Progress(look * LOOK, min(1.0, fraction), best.costs, len(best.unplaced)))
        if fraction >= 1:
            return replace(best, iterations=look * LOOK, seed=seed)
        free = freed(problem, best, SIZES[look % len(SIZES)], chance)
        found = solve(held_except(problem, best.assignment, free), MaxIterations(LOOK), seed + look)
        if rank(problem, found, origin) < rank(problem, best, origin):
            best = found
    raise AssertionError  # the stop always comes


def freed(problem: Problem, result: Result, size: int, chance: Random) -> set[str]:
    """So many placed activities, rather those that cost much where they are."""
    parts = activity_costs(problem, result.assignment, result.attendance)
    costs = {key: sum(found.values()) for key, found in parts.items()}
    least = max(costs.values(), default=0.0) / 20 or 1.0
    # A draw without replacement by weight: the largest of chance to the power of 1 / weight.
    drawn = {key: chance.random() ** (1 / (costs.get(key, 0.0) + least)) for key in sorted(result.assignment)}
    return set(sorted(drawn, key=drawn.__getitem__, reverse=True)[:size])


def held_except(problem: Problem, places: Places, free: set[str]) -> Problem:
    """The problem in which everything placed is pinned where it is, except what is free."""
    return replace(
        problem,
        activities=tuple(
            held_at(one, places[one.key]) if one.key in places and one.key not in free else one
            for one in problem.activities
        ),
    )


def rank(problem: Problem, result: Result, origin: Places) -> tuple[int, float]:
    """How many are left out, then what it costs, its moves included."""
    moved = sum(result.assignment.get(key) != place for key, place in origin.items())
    return len(left_out(problem, result.assignment)), result.cost + PRICE * moved
