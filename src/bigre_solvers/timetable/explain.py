"""Why not? The smallest set of named constraints that keeps an activity from being held, or held there and then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bigre_solvers.timetable.covering import smallest_cover
from bigre_solvers.timetable.forbidding import Forbidding
from bigre_solvers.timetable.held import Held, in_space
from bigre_solvers.timetable.problem import Activity, Problem, fitting_starts, left_out
from bigre_solvers.timetable.reasons import NoStart, Reason
from bigre_solvers.timetable.result import Placement, Unplaced
from bigre_solvers.timetable.space_reasons import NoSpaceBigEnough, PlaceLeft, SpacesTaken
from bigre_solvers.timetable.ties import Obstacle, Ties
from bigre_solvers.timetable.wording import REASONS, reason_of

ONE, MOVABLE = 100_000, 100
RANK = {kind: rank for rank, kind in enumerate(REASONS)}
OF_SPACES = {"pinned_space", "features", "seats", "closed", "taken"}


@dataclass(frozen=True, slots=True)
class WhyNot:
    """What forbids an activity every start and space asked about; `PlaceLeft` alone when one of them is free.

    `constraints`: each named constraint, the one that takes most starts away first. `told`: the same in fewer words,
    what concerns spaces in one reason. `movable`: whether it could help to hold other activities elsewhere; if not,
    nothing you move will. `smallest`: proven that no smaller set forbids everything.
    """

    constraints: tuple[Reason, ...]
    told: tuple[Reason, ...]
    movable: bool
    smallest: bool


def explain(problem: Problem, assignment: Mapping[str, Placement]) -> tuple[Unplaced, ...]:
    """Each activity that the assignment leaves out, with its reasons; of alternatives the first, if none is held."""
    missing = left_out(problem, assignment)
    held = Held(Ties(problem), assignment) if missing else None
    return tuple(
        Unplaced(key, why_not_here(held, held.ties.activities[key], None, None).told) for key in missing if held
    )


def why_not(
    problem: Problem,
    assignment: Mapping[str, Placement],
    activity_key: str,
    start: int | None = None,
    space: str | None = None,
) -> WhyNot:
    """Why the activity isn't held at this start, in this space, or (None) at any, all others staying where they are.

    First the least that can't be moved, if that alone forbids everything; else the least as things stand, and
    among equally few what can't be moved. The activity's own place, if it has one, counts for nothing.
    """
    held = Held(Ties(problem), {key: place for key, place in assignment.items() if key != activity_key})
    return why_not_here(held, held.ties.activities[activity_key], start, space)


def why_not_here(held: Held, activity: Activity, start: int | None, space: str | None) -> WhyNot:
    """`why_not`, for things found once for several activities."""
    problem = held.ties.problem
    starts = fitting_starts(problem, activity) if start is None else (start,)
    spaces = [one for one in problem.spaces if space in (None, one.key)]
    if not spaces:
        return alone(NoSpaceBigEnough(activity.seats or len(held.ties.musts[activity.key]), None, 0))
    if not starts:
        return alone(NoStart(activity.pinned_start))
    case = Forbidding(held, activity, starts, spaces)
    free = next((pair for pair, obstacles in case.pairs.items() if not obstacles), None)
    if free is not None:
        return alone(PlaceLeft(*free), movable=True)
    return covered(case, summed_up=space is None)


def alone(reason: Reason, *, movable: bool = False) -> WhyNot:
    """A single reason that is enough."""
    return WhyNot((reason,), (reason,), movable=movable, smallest=True)


def covered(case: Forbidding, *, summed_up: bool) -> WhyNot:
    """The smallest set that forbids every pair; without what could be moved, if that is enough."""
    rows = set(case.pairs.values())
    found = sorted(frozenset().union(*rows), key=lambda one: (RANK[one[0]], one))
    movable = {one for one in found if case.is_movable(one)}
    hopeless = all(row - movable for row in rows)
    if hopeless:
        rows = {row - movable for row in rows}
    number = {one: n for n, one in enumerate(found)}
    costs = [ONE + MOVABLE * (one in movable) + RANK[one[0]] for one in found]
    cover, smallest = smallest_cover((frozenset(number[one] for one in row) for row in rows), costs)
    chosen = sorted((found[n] for n in cover), key=lambda one: (-case.starts_lost(one), RANK[one[0]], one))
    told = told_together(case, chosen) if summed_up else tuple(reason_of(case, one) for one in chosen)
    return WhyNot(tuple(reason_of(case, one) for one in chosen), told, movable=not hopeless, smallest=smallest)


def told_together(case: Forbidding, chosen: Sequence[Obstacle]) -> tuple[Reason, ...]:
    """The reasons; as soon as a space is taken, one for all that rules out spaces at the starts left."""
    takers = tuple(sorted(one[1] for one in chosen if one[0] == "taken"))
    if not takers:
        return tuple(reason_of(case, one) for one in chosen)
    others = [one for one in chosen if one[0] not in OF_SPACES]
    left = {start for (start, _), found in case.pairs.items() if not found.intersection(others)}
    suitable = tuple(one.key for one in case.spaces if not any(in_space(case.held.ties, case.activity, one)))
    together = SpacesTaken(suitable, takers, case.activity.seats, len(left), len(case.starts))
    return (*(reason_of(case, one) for one in others), together)
