"""Why activities were left out: at each start that they could have had, what stands against them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bigre_solvers.timetable.problem import (
    Activity,
    Person,
    Problem,
    Space,
    fitting_starts,
    musts_of,
    present,
)
from bigre_solvers.timetable.reasons import (
    ConflictsWith,
    NoSpaceBigEnough,
    NoSpaceWithFeatures,
    NoStart,
    OrderBroken,
    PersonAbsent,
    PersonBusy,
    PlaceLeft,
    Reason,
    SpacesTaken,
)
from bigre_solvers.timetable.result import Placement, Unplaced

type Obstacle = tuple[str, ...]


@dataclass
class Held:
    """What is placed, found by the person who must be there and by the space."""

    problem: Problem
    assignment: Mapping[str, Placement]
    activities: dict[str, Activity] = field(init=False)
    people: dict[str, Person] = field(init=False)
    musts: dict[str, frozenset[str]] = field(init=False)
    by_person: dict[str, list[str]] = field(init=False)
    by_space: dict[str, list[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.activities = {activity.key: activity for activity in self.problem.activities}
        self.people = {person.key: person for person in self.problem.people}
        self.musts = musts_of(self.problem)
        self.by_person, self.by_space = {}, {}
        for key, placement in self.assignment.items():
            self.by_space.setdefault(placement.space, []).append(key)
            for person in self.musts[key]:
                self.by_person.setdefault(person, []).append(key)

    def interval(self, key: str) -> tuple[int, int]:
        """First tick of a placed activity, and the tick after its last."""
        start = self.assignment[key].start
        return start, start + self.activities[key].duration

    def meets(self, key: str, start: int, end: int) -> bool:
        """Whether a placed activity shares a tick with start … end."""
        begin, finish = self.interval(key)
        return begin < end and start < finish


def explain(problem: Problem, assignment: Mapping[str, Placement]) -> tuple[Unplaced, ...]:
    """Each activity that the assignment leaves out, with its reasons, weightiest first."""
    left_out = [activity for activity in problem.activities if activity.key not in assignment]
    held = Held(problem, assignment) if left_out else None
    return tuple(Unplaced(activity.key, reasons_for(held, activity)) for activity in left_out if held)


def reasons_for(held: Held, activity: Activity) -> tuple[Reason, ...]:
    """No suitable space, no start at all, or what takes each start away."""
    spaces, missing = suitable_spaces(held, activity)
    starts = own_starts(held.problem, activity)
    if missing is not None:
        return (missing,)
    if not starts:
        return (NoStart(activity.pinned_start),)
    return tuple(obstacles_over(held, activity, starts, spaces))


def suitable_spaces(held: Held, activity: Activity) -> tuple[list[Space], Reason | None]:
    """Spaces with the features and seats needed (and the pinned one only); why there is none, if so."""
    musts = held.musts[activity.key]
    features = activity.features.union(*(held.people[key].features for key in musts))
    seats = len(musts) if activity.seats is None else activity.seats
    spaces = [s for s in held.problem.spaces if activity.pinned_space in (None, s.key)]
    equipped = [space for space in spaces if features <= space.features]
    large = [space for space in equipped if space.capacity is None or space.capacity >= seats]
    if features and not equipped:
        offered = frozenset[str]().union(*(space.features for space in spaces))
        return [], NoSpaceWithFeatures(tuple(sorted(features)), tuple(sorted(features - offered)))
    if not large:
        largest = max(equipped, key=lambda space: space.capacity or 0, default=None)
        return [], NoSpaceBigEnough(seats, largest.key if largest else None, (largest and largest.capacity) or 0)
    return large, None


def own_starts(problem: Problem, activity: Activity) -> list[int]:
    """Starts by blocks, pin and the activity's own windows."""
    return [
        start
        for start in fitting_starts(problem, activity)
        if activity.pinned_start in (None, start) and present(activity.availability, start, start + activity.duration)
    ]


def obstacles_over(held: Held, activity: Activity, starts: list[int], spaces: list[Space]) -> Iterator[Reason]:
    """The obstacles of all starts, counted; spaces count at the starts that nothing else forbids."""
    lost: Counter[Obstacle] = Counter()
    remaining = []
    for start in starts:
        found = set(obstacles_at(held, activity, start))
        lost.update(found)
        if not found:
            remaining.append(start)
    for obstacle, number in sorted(lost.items(), key=lambda item: (-item[1], item[0])):
        yield as_reason(held, obstacle, number, len(starts))
    if remaining:
        yield space_reason(held, activity, remaining, spaces)


def obstacles_at(held: Held, activity: Activity, start: int) -> Iterator[Obstacle]:
    """People absent or busy, conflicting activities, and order rules that forbid this start."""
    end = start + activity.duration
    for key in sorted(held.musts[activity.key]):
        if not present(held.people[key].availability, start, end):
            yield "absent", key
        yield from (("busy", key, other) for other in held.by_person.get(key, ()) if held.meets(other, start, end))
    for pair in held.problem.conflicts:
        for other in pair if activity.key in pair else ():
            if other != activity.key and other in held.assignment and held.meets(other, start, end):
                yield "conflict", other
    for rule in held.problem.precedences:
        if rule.before == activity.key and rule.after in held.assignment and end > held.interval(rule.after)[0]:
            yield "order", rule.after, "before"
        if rule.after == activity.key and rule.before in held.assignment and start < held.interval(rule.before)[1]:
            yield "order", rule.before, "after"


def as_reason(held: Held, obstacle: Obstacle, number: int, starts: int) -> Reason:
    """The obstacle as data, with how many of the starts it takes away."""
    match obstacle:
        case ("absent", person):
            return PersonAbsent(person, held.people[person].availability or (), number, starts)
        case ("busy", person, other):
            pinned = held.activities[other].pinned_start is not None
            return PersonBusy(person, other, pinned, number, starts)
        case ("conflict", other):
            return ConflictsWith(other, number, starts)
        case (_, other, side):
            return OrderBroken(other, side, number, starts)
    raise AssertionError(obstacle)


def space_reason(held: Held, activity: Activity, starts: list[int], spaces: list[Space]) -> Reason:
    """Every suitable space is taken or closed at these starts, or a place that is left."""
    takers: set[str] = set()
    for start in starts:
        end = start + activity.duration
        for space in spaces:
            taking = [key for key in held.by_space.get(space.key, ()) if held.meets(key, start, end)]
            if not taking and present(space.availability, start, end):
                return PlaceLeft(start, space.key)
            takers.update(taking)
    keys = tuple(space.key for space in spaces)
    return SpacesTaken(keys, tuple(sorted(takers)), activity.seats, len(starts), len(starts))
