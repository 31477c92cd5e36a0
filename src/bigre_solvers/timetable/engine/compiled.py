"""From a problem to its arrays: which starts and spaces each activity may have, and whom it concerns."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from bigre_solvers.timetable.criteria import wishes
from bigre_solvers.timetable.engine.arrays import (
    NO_LIMIT,
    Arrays,
    Audience,
    Flags,
    Floats,
    Ints,
    Rules,
    Sites,
    Spaces,
    Turns,
    rows,
)
from bigre_solvers.timetable.engine.relations import (
    LEAST_WISH,
    alternatives_first,
    clashing,
    concerned,
    equipment_taken,
    ordered,
)
from bigre_solvers.timetable.engine.sites import Whereabouts, whereabouts
from bigre_solvers.timetable.engine.turns import compile_turns
from bigre_solvers.timetable.engine.weighing import compile_comfort, compile_fairness, costs_of_leaving_out
from bigre_solvers.timetable.problem import Activity, Problem, Space, Window, fitting_starts, musts_of


def outside(windows: tuple[Window, ...] | None, ticks: int) -> Ints:
    """Per tick (and one more), how many ticks before it lie outside the windows."""
    away = np.ones(ticks, np.int32) if windows is not None else np.zeros(ticks, np.int32)
    for window in windows or ():
        away[window.start : window.end] = 0
    return np.concatenate(([0], np.cumsum(away))).astype(np.int32)


def table(all_windows: Iterable[tuple[Window, ...] | None], ticks: int) -> Ints:
    """`outside`, a row for each owner of windows."""
    found = [outside(windows, ticks) for windows in all_windows]
    return np.array(found, np.int32).reshape(len(found), ticks + 1)


def block_of_ticks(problem: Problem) -> Ints:
    """The block that each tick belongs to, -1 for none."""
    blocks = np.full(problem.horizon + 1, -1, np.int32)
    for number, block in enumerate(problem.blocks):
        blocks[block.start : block.end] = number
    return blocks


def suitable_spaces(problem: Problem) -> list[list[int]]:
    """Per activity, spaces with its seats, features and pin, and what those who must be there need; smallest first."""
    musts = musts_of(problem)
    needs = {person.key: person.features for person in problem.people}
    by_size = sorted(range(len(problem.spaces)), key=lambda number: capacity(problem.spaces[number]))
    found = []
    for activity in problem.activities:
        features = activity.features.union(*(needs[key] for key in musts[activity.key]))
        seats = len(musts[activity.key]) if activity.seats is None else activity.seats
        found.append([n for n in by_size if suits(problem.spaces[n], activity, seats, features)])
    return found


def suits(space: Space, activity: Activity, seats: int, features: frozenset[str]) -> bool:
    """Whether the space is large and equipped enough, and not ruled out by a pin."""
    pinned = activity.pinned_space in (None, space.key)
    return pinned and capacity(space) >= seats and features <= space.features


def capacity(space: Space) -> int:
    """How many the space holds, as a number."""
    return NO_LIMIT if space.capacity is None else min(space.capacity, NO_LIMIT)


def possible_starts(problem: Problem, absent: Ints, closed: Ints, spaces: list[list[int]]) -> list[list[int]]:
    """Per activity, starts allowed by blocks, pin, its windows, those who must be there, and some open space."""
    numbers = {person.key: number for number, person in enumerate(problem.people)}
    musts = musts_of(problem)
    found = []
    for activity, suitable in zip(problem.activities, spaces, strict=True):
        starts = np.array(fitting_starts(problem, activity), np.int64)
        if activity.pinned_start is not None:
            starts = starts[starts == activity.pinned_start]
        ends = starts + activity.duration
        own = outside(activity.availability, problem.horizon)
        allowed = own[ends] == own[starts]
        for key in musts[activity.key]:
            allowed &= absent[numbers[key], ends] == absent[numbers[key], starts]
        allowed &= np.any(closed[suitable][:, ends] == closed[suitable][:, starts], axis=0)
        found.append([int(start) for start in starts[allowed]])
    return found


def misfits(problem: Problem) -> Floats:
    """`room_fit`, weighted, for each activity and space: the share of empty seats, or of people without one."""
    audience = np.array([-1 if a.audience is None else a.audience for a in problem.activities], float)[:, None]
    size = np.array([capacity(space) for space in problem.spaces], float)[None, :]
    empty = np.maximum(0.0, size - audience) / np.maximum(size, 1)
    without = np.maximum(0.0, audience - size) / np.maximum(audience, 1)
    share = np.where(audience <= size, empty, without)
    share[np.broadcast_to((audience < 0) | (size >= NO_LIMIT), share.shape)] = 0.0
    return problem.weights.room_fit * share


def welcomes(problem: Problem) -> tuple[Ints, Flags]:
    """For people who need features: their row (-1: no need) and, per row, the spaces that offer them."""
    needs = np.full(len(problem.people), -1, np.int32)
    distinct: dict[frozenset[str], int] = {}
    for number, person in enumerate(problem.people):
        if person.features:
            needs[number] = distinct.setdefault(person.features, len(distinct))
    welcome = [[features <= space.features for space in problem.spaces] for features in distinct]
    return needs, np.array(welcome, np.bool_).reshape(len(distinct), len(problem.spaces))


def start_table(starts: list[list[int]], ticks: int) -> Flags:
    """Which activity may start at which tick."""
    allowed = np.zeros((len(starts), ticks + 1), np.bool_)
    for number, ticks_allowed in enumerate(starts):
        allowed[number, ticks_allowed] = True
    return allowed


def rank(activity: Activity) -> int:
    """Who chooses a space first: pinned in a space, then pinned at a start, then the others."""
    return 0 if activity.pinned_space is not None else 1 if activity.pinned_start is not None else 2


def compile_rules(problem: Problem, starts: list[list[int]], where: Whereabouts) -> Rules:
    """When activities may be held, and what binds them."""
    start_at, start_values = rows(starts)
    against, gaps = clashing(problem, where)
    clash_at, clashes = rows(against)
    others, sides = ordered(problem)
    order_at, order = rows(others)
    return Rules(
        duration=np.array([activity.duration for activity in problem.activities], np.int32),
        fixed=np.array([activity.pinned_start is not None for activity in problem.activities], np.bool_),
        can_start=start_table(starts, problem.horizon),
        start_at=start_at,
        starts=start_values,
        block_of=block_of_ticks(problem),
        opens=np.array([block.start for block in problem.blocks], np.int32),
        closes=np.array([block.end for block in problem.blocks], np.int32),
        clash_at=clash_at,
        clashes=clashes,
        gaps=rows(gaps)[1],
        order_at=order_at,
        order=order,
        side=rows(sides)[1],
        equipment=equipment_taken(problem),
    )


def compile_spaces(problem: Problem, suitable: list[list[int]], closed: Ints) -> Spaces:
    """Where activities may be held."""
    suit_at, suits_values = rows(suitable)
    misfit = misfits(problem)
    return Spaces(
        rank=np.array([rank(activity) for activity in problem.activities], np.int32),
        seats=np.array([NO_LIMIT if a.seats is None else min(a.seats, NO_LIMIT) for a in problem.activities], np.int32),
        suit_at=suit_at,
        suits=suits_values,
        capacity=np.array([capacity(space) for space in problem.spaces], np.int32),
        closed=closed,
        misfit=misfit,
        any_misfit=bool(misfit.any()),
    )


def compile_audience(problem: Problem, absent: Ints) -> tuple[Audience, Turns]:
    """Who wishes or must attend what, and the repeats among which they choose."""
    people, worth, must = concerned(problem)
    person_at, person = rows(people)
    needs, welcome = welcomes(problem)
    audience = Audience(
        person_at=person_at,
        person=person,
        weight=np.array([value for one in worth for value in one], np.float64),
        must=np.array([value for one in must for value in one], np.bool_),
        activity=np.repeat(np.arange(len(people), dtype=np.int32), np.diff(person_at)),
        entry_at=np.searchsorted(np.sort(person), np.arange(len(problem.people) + 1)).astype(np.int32),
        entry=np.argsort(person, kind="stable").astype(np.int32),
        absent=absent,
        needs=needs,
        welcome=welcome,
    )
    return audience, compile_turns(problem, people, must)


def compile_problem(problem: Problem) -> Arrays:
    """The arrays of a problem."""
    absent = table((person.availability for person in problem.people), problem.horizon)
    closed = table((space.availability for space in problem.spaces), problem.horizon)
    suitable = suitable_spaces(problem)
    where = whereabouts(problem, suitable)
    audience, turns = compile_audience(problem, absent)
    weights = problem.weights
    wish_total = max(weights.wishes, LEAST_WISH) * wishes(problem, {}, {})
    others = 10 * (weights.theme_spread + weights.room_fit + weights.late_then_early) * len(problem.activities)
    daily = weights.end_of_day + weights.long_runs + weights.lonely_days
    others += daily * sum(len(people) for people in musts_of(problem).values())
    others += (weights.worst_off + weights.worst_off_groups) * len(problem.people)
    unplaced_cost = float(100.0 + 2 * wish_total + others)
    return Arrays(
        rules=compile_rules(problem, possible_starts(problem, absent, closed, suitable), where),
        spaces=compile_spaces(problem, suitable, closed),
        audience=audience,
        turns=turns,
        sites=Sites(where.at, where.travel),
        comfort=compile_comfort(problem),
        fairness=compile_fairness(problem),
        unplaced_cost=unplaced_cost,
        unplaced=costs_of_leaving_out(problem, unplaced_cost),
        stands_for=alternatives_first(problem),
        wish_total=float(wish_total),
    )
