"""For whom a programme is worst: the share of their wishes that people, groups and activities miss."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from bigre_solvers.timetable.problem import Activity, Person, Problem

if TYPE_CHECKING:
    from bigre_solvers.timetable.criteria import Assignment, Attendance
    from bigre_solvers.timetable.result import Placement

type ActivityCosts = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing that a person wishes: granted by attending any of `activities` (repeats of one another)."""

    activities: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Share:
    """The weight that someone wished, and what of it they are granted; `key` is a person's or a group's."""

    key: str
    wished: float
    granted: float

    @property
    def missed(self) -> float:
        """The shortfall: from 0 (every wish granted) to 1 (none)."""
        return 1 - self.granted / self.wished if self.wished else 0.0


@dataclass(frozen=True, slots=True)
class GroupShare:
    """How many members of a group wish something, and the mean of the shares that they miss."""

    key: str
    members: int
    missed: float


def repeats_by_activity(problem: Problem) -> dict[str, tuple[str, ...]]:
    """Activity key → the group of repeats that it belongs to, for those that are held several times."""
    return {key: group for group in problem.repeats for key in group}


def wishes_of(person: Person, repeats: Mapping[str, tuple[str, ...]]) -> tuple[Wish, ...]:
    """The things that a person wishes: repeats are one thing, of the weight of the weightiest."""
    weights: dict[tuple[str, ...], float] = {}
    for key, weight in person.wishes.items():
        thing = repeats.get(key, (key,))
        weights[thing] = max(weight, weights.get(thing, 0.0))
    return tuple(Wish(thing, weight) for thing, weight in weights.items())


def wish_count(person: Person, repeats: Mapping[str, tuple[str, ...]]) -> int:
    """By how many things wished or required the person's cost is divided, at least 1."""
    return max(1, len({repeats.get(key, (key,)) for key in (*person.wishes, *person.required)}))


def person_shares(problem: Problem, assignment: Assignment, attendance: Attendance) -> tuple[Share, ...]:
    """The share of each person who wishes something, in the problem's order; only what is held is granted."""
    repeats = repeats_by_activity(problem)
    found = []
    for person in problem.people:
        attended = assignment.keys() & set(attendance.get(person.key, ()))
        wished = wishes_of(person, repeats)
        granted = sum(wish.weight for wish in wished if not attended.isdisjoint(wish.activities))
        if wished:
            found.append(Share(person.key, sum(wish.weight for wish in wished), granted))
    return tuple(found)


def group_shares(problem: Problem, assignment: Assignment, attendance: Attendance) -> tuple[GroupShare, ...]:
    """The share of each group with a member who wishes something, by key; people without group count in none."""
    group_of = {person.key: person.group for person in problem.people}
    missed: dict[str, list[float]] = {}
    for share in person_shares(problem, assignment, attendance):
        if group_of[share.key]:
            missed.setdefault(group_of[share.key], []).append(share.missed)
    return tuple(GroupShare(key, len(one), sum(one) / len(one)) for key, one in sorted(missed.items()))


def worst_off[S: (Share, GroupShare)](shares: Sequence[S], one_in: int = 10) -> list[S]:
    """Those who miss most, worst first (equal ones by key): one in ten of them, rounded up."""
    ordered = sorted(shares, key=lambda share: (-share.missed, share.key))
    return ordered[: how_many_worst(len(ordered), one_in)]


def how_many_worst(count: int, one_in: int = 10) -> int:
    """How many of `count` belong to the worst-off tenth: rounded up, so that it is empty only of nobody."""
    return -(-count // one_in)


def worst_tenth_cost(missed: Iterable[float]) -> float:
    """The sum of the shortfalls of the worst-off tenth: what `worst_off` and `worst_off_groups` cost."""
    ordered = sorted(missed, reverse=True)
    return float(sum(ordered[: how_many_worst(len(ordered))]))


def activity_costs(problem: Problem, assignment: Assignment, attendance: Attendance) -> ActivityCosts:
    """Activity → criterion → its part of the weighted cost, zeros left out.

    Parts add up to the cost of their criterion: a missed wish is shared among the repeats that could grant it, a clash
    of themes between both activities, a short night between what is led late and what is led early.
    Costs of people alone (`worst_off`…) and comfort have no part here.
    """
    found: ActivityCosts = {activity.key: {} for activity in problem.activities}
    parts = {
        "wishes": missed_wishes,
        "theme_spread": theme_clashes,
        "late_then_early": short_nights,
        "room_fit": misfits,
    }
    for name, part in parts.items():
        weight = getattr(problem.weights, name)
        for key, cost in part(problem, assignment, attendance):
            if weight * cost > 0:
                found[key][name] = found[key].get(name, 0.0) + weight * cost
    return found


def missed_wishes(problem: Problem, assignment: Assignment, attendance: Attendance) -> Iterator[tuple[str, float]]:
    """The wishes for each activity that stay ungranted, over the number that their person made."""
    repeats = repeats_by_activity(problem)
    for person in problem.people:
        attended = assignment.keys() & set(attendance.get(person.key, ()))
        for wish in wishes_of(person, repeats):
            if attended.isdisjoint(wish.activities):
                cost = wish.weight / wish_count(person, repeats) / len(wish.activities)
                yield from ((key, cost) for key in wish.activities)


def theme_clashes(problem: Problem, assignment: Assignment, attendance: Attendance) -> Iterator[tuple[str, float]]:
    """Half a clash to each of two activities at the same time, per theme that they share."""
    for one, other in combinations(held_activities(problem, assignment), 2):
        if runs_during(one, assignment[one.key], other, assignment[other.key]):
            clashes = len(one.themes & other.themes)
            yield from ((one.key, clashes / 2), (other.key, clashes / 2))


def runs_during(one: Activity, here: Placement, other: Activity, there: Placement) -> bool:
    """Whether two placed activities share a tick."""
    return here.start < there.start + other.duration and there.start < here.start + one.duration


def short_nights(problem: Problem, assignment: Assignment, attendance: Attendance) -> Iterator[tuple[str, float]]:
    """Half of each short night to what its leader leads late, half to what they lead early."""
    late: dict[tuple[str, int], list[str]] = {}
    early: dict[tuple[str, int], list[str]] = {}
    for activity in held_activities(problem, assignment):
        day, tick = divmod(assignment[activity.key].start, problem.ticks_per_day)
        for person in set(activity.leaders):
            if (tick + activity.duration) * problem.tick_minutes > problem.late_minute:
                late.setdefault((person, day), []).append(activity.key)
            if tick * problem.tick_minutes < problem.early_minute:
                early.setdefault((person, day - 1), []).append(activity.key)
    for night in late.keys() & early.keys():
        for side in (late[night], early[night]):
            yield from ((key, 0.5 / len(side)) for key in side)


def misfits(problem: Problem, assignment: Assignment, attendance: Attendance) -> Iterator[tuple[str, float]]:
    """The share of empty seats, or of the expected people for whom there is no seat."""
    capacity = {space.key: space.capacity for space in problem.spaces}
    for activity in held_activities(problem, assignment):
        size = capacity[assignment[activity.key].space]
        if size is not None and activity.audience is not None:
            yield activity.key, abs(size - activity.audience) / max(size, activity.audience, 1)


def held_activities(problem: Problem, assignment: Assignment) -> list[Activity]:
    """The activities that have a place, in the problem's order."""
    return [activity for activity in problem.activities if activity.key in assignment]
