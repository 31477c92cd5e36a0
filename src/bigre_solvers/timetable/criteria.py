"""The soft criteria, in plain Python: what a timetable costs by each, before its weight."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations, pairwise

from bigre_solvers.timetable.problem import Problem, musts_of
from bigre_solvers.timetable.result import Placement
from bigre_solvers.timetable.shares import (
    group_shares,
    person_shares,
    repeats_by_activity,
    wish_count,
    wishes_of,
    worst_tenth_cost,
)

type Assignment = Mapping[str, Placement]
type Attendance = Mapping[str, tuple[str, ...]]


def wishes(problem: Problem, assignment: Assignment, attendance: Attendance) -> float:
    """Each person costs the weight of the wishes they miss, divided by how many things they wish or must attend."""
    total = 0.0
    repeats = repeats_by_activity(problem)
    for person in problem.people:
        attended = set(attendance.get(person.key, ()))
        missed = sum(wish.weight for wish in wishes_of(person, repeats) if attended.isdisjoint(wish.activities))
        total += missed / wish_count(person, repeats)
    return total


def theme_spread(problem: Problem, assignment: Assignment, attendance: Attendance) -> float:
    """Each pair of activities at the same time costs 1 per theme they share."""
    by_theme: dict[str, list[tuple[int, int]]] = {}
    for activity in problem.activities:
        if activity.key in assignment:
            start = assignment[activity.key].start
            for theme in activity.themes:
                by_theme.setdefault(theme, []).append((start, start + activity.duration))
    return float(sum(overlapping_pairs(intervals) for intervals in by_theme.values()))


def overlapping_pairs(intervals: list[tuple[int, int]]) -> int:
    """How many pairs of intervals share a tick."""
    return sum(one[0] < other[1] and other[0] < one[1] for one, other in combinations(intervals, 2))


def late_then_early(problem: Problem, assignment: Assignment, attendance: Attendance) -> float:
    """Each night after which someone who led late leads early costs 1."""
    late: set[tuple[str, int]] = set()
    early: set[tuple[str, int]] = set()
    for activity in problem.activities:
        if activity.key not in assignment:
            continue
        day, tick = divmod(assignment[activity.key].start, problem.ticks_per_day)
        if (tick + activity.duration) * problem.tick_minutes > problem.late_minute:
            late.update((person, day) for person in activity.leaders)
        if tick * problem.tick_minutes < problem.early_minute:
            early.update((person, day) for person in activity.leaders)
    return float(sum((person, day + 1) in early for person, day in late))


def room_fit(problem: Problem, assignment: Assignment, attendance: Attendance) -> float:
    """Each activity costs its share of empty seats, or of the expected people for whom there is no seat."""
    capacity = {space.key: space.capacity for space in problem.spaces}
    total = 0.0
    for activity in problem.activities:
        if activity.key not in assignment or activity.audience is None:
            continue
        size = capacity[assignment[activity.key].space]
        if size is not None:
            total += abs(size - activity.audience) / max(size, activity.audience, 1)
    return total


def worst_off(problem: Problem, assignment: Assignment, attendance: Attendance) -> float:
    """The shortfalls of the worst-off tenth of people, summed.

    A shortfall is the share (0 to 1) of the weight of their wishes that someone misses. Those who wish nothing don't
    count; of n who do, the tenth is the n / 10, rounded up, who miss most.
    """
    return worst_tenth_cost(share.missed for share in person_shares(problem, assignment, attendance))


def worst_off_groups(problem: Problem, assignment: Assignment, attendance: Attendance) -> float:
    """The same over groups: a group's shortfall is the mean of those of its members who wish something."""
    return worst_tenth_cost(share.missed for share in group_shares(problem, assignment, attendance))


def end_of_day(problem: Problem, assignment: Assignment, attendance: Attendance) -> float:
    """Each activity that someone must attend and that ends when the last block of its day ends costs them 1."""
    last: dict[int, int] = {}
    for block in problem.blocks:
        day = block.start // problem.ticks_per_day
        last[day] = max(last.get(day, 0), block.end)
    days = days_with_duties(problem, assignment)
    return float(sum(end == last.get(day) for (_, day), duties in days.items() for _, end in duties))


def long_runs(problem: Problem, assignment: Assignment, attendance: Attendance) -> float:
    """Each activity beyond the second that someone must attend in a row, without a break that day, costs 1."""
    return float(sum(beyond_the_second(duties) for duties in days_with_duties(problem, assignment).values()))


def lonely_days(problem: Problem, assignment: Assignment, attendance: Attendance) -> float:
    """Each day on which someone must attend exactly one activity costs 1."""
    return float(sum(len(duties) == 1 for duties in days_with_duties(problem, assignment).values()))


def days_with_duties(problem: Problem, assignment: Assignment) -> dict[tuple[str, int], list[tuple[int, int]]]:
    """Per person and day, start and end of the activities that they must attend, in order."""
    durations = {activity.key: activity.duration for activity in problem.activities}
    days: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for key, people in musts_of(problem).items():
        if key in assignment:
            start = assignment[key].start
            for person in people:
                duties = days.setdefault((person, start // problem.ticks_per_day), [])
                duties.append((start, start + durations[key]))
    return {whose: sorted(duties) for whose, duties in days.items()}


def beyond_the_second(duties: list[tuple[int, int]]) -> int:
    """How many of these follow, without a break, one that follows another without a break."""
    follows = [before[1] == after[0] for before, after in pairwise(duties)]
    return sum(one and other for one, other in pairwise(follows))


CRITERIA = {
    "wishes": wishes,
    "theme_spread": theme_spread,
    "late_then_early": late_then_early,
    "room_fit": room_fit,
    "worst_off": worst_off,
    "worst_off_groups": worst_off_groups,
    "end_of_day": end_of_day,
    "long_runs": long_runs,
    "lonely_days": lonely_days,
}


def weighted_costs(problem: Problem, assignment: Assignment, attendance: Attendance) -> dict[str, float]:
    """Criterion → weighted cost of the timetable, for those that weigh something."""
    return {
        name: getattr(problem.weights, name) * criterion(problem, assignment, attendance)
        for name, criterion in CRITERIA.items()
        if getattr(problem.weights, name) > 0
    }
