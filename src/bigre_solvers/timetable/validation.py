"""What makes a problem contradictory, each culprit named in one sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from math import isfinite

from bigre_solvers.timetable.contradictions import errors_of_first_order, errors_of_second_order
from bigre_solvers.timetable.problem import (
    MINUTES_PER_DAY,
    Activity,
    Person,
    Problem,
    Space,
    Weights,
    Window,
    fitting_starts,
    musts_of,
    present,
)


def errors_in(problem: Problem) -> list[str]:
    """Every contradiction of the problem; references are followed only once they are all known."""
    first = [
        *ticks_that_do_not_divide_the_day(problem),
        *windows_that_are_not_in_order(problem),
        *duplicate_keys(problem),
        *unknown_references(problem),
        *numbers_out_of_range(problem),
        *errors_of_first_order(problem),
    ]
    if first:
        return first
    return [
        *activities_longer_than_every_block(problem),
        *pins_out_of_reach(problem),
        *pins_that_double_book(problem),
        *more_musts_than_seats(problem),
        *circular_precedences(problem),
        *errors_of_second_order(problem),
    ]


def ticks_that_do_not_divide_the_day(problem: Problem) -> Iterator[str]:
    """A day is a whole number of ticks."""
    if problem.tick_minutes <= 0 or MINUTES_PER_DAY % problem.tick_minutes:
        yield f"tick_minutes is {problem.tick_minutes}: it must divide a day of {MINUTES_PER_DAY} minutes"


def windows_that_are_not_in_order(problem: Problem) -> Iterator[str]:
    """Windows end after they start, from tick 0 on, and blocks are disjoint and ascending."""
    yield from _bad_windows("blocks", problem.blocks)
    for before, after in zip(problem.blocks, problem.blocks[1:], strict=False):
        if after.start < before.end:
            yield f"blocks {before.start}–{before.end} and {after.start}–{after.end} overlap or aren't in order"
    owners: Iterable[Activity | Space | Person] = (*problem.activities, *problem.spaces, *problem.people)
    for owner in owners:
        yield from _bad_windows(f"availability of {owner.key!r}", owner.availability or ())


def _bad_windows(where: str, windows: Sequence[Window]) -> Iterator[str]:
    for window in windows:
        if window.start < 0 or window.end <= window.start:
            yield f"{where}: the window {window.start}–{window.end} is empty or negative"


def duplicate_keys(problem: Problem) -> Iterator[str]:
    """No two activities, spaces or people share a key."""
    kinds: dict[str, Iterable[Activity | Space | Person]] = {
        "activity": problem.activities,
        "space": problem.spaces,
        "person": problem.people,
    }
    for kind, items in kinds.items():
        for key, times in Counter(item.key for item in items).items():
            if times > 1:
                yield f"{kind} key {key!r} is used {times} times"


def unknown_references(problem: Problem) -> Iterator[str]:
    """Every key named somewhere is the key of something."""
    activities = {activity.key for activity in problem.activities}
    spaces = {space.key for space in problem.spaces}
    people = {person.key for person in problem.people}
    for activity in problem.activities:
        yield from _unknown(f"activity {activity.key!r}: leader", activity.leaders, people)
        pinned = () if activity.pinned_space is None else (activity.pinned_space,)
        yield from _unknown(f"activity {activity.key!r}: pinned space", pinned, spaces)
    for person in problem.people:
        yield from _unknown(f"person {person.key!r}: wished activity", person.wishes, activities)
        yield from _unknown(f"person {person.key!r}: required activity", person.required, activities)
    for precedence in problem.precedences:
        yield from _unknown("precedence: activity", (precedence.before, precedence.after), activities)
    for pair in problem.conflicts:
        yield from _unknown("conflict: activity", pair, activities)


def _unknown(where: str, keys: Iterable[str], known: set[str]) -> Iterator[str]:
    return (f"{where} {key!r} doesn't exist" for key in keys if key not in known)


def numbers_out_of_range(problem: Problem) -> Iterator[str]:
    """Durations are positive; seats, capacities, audiences, weights aren't negative; wishes weigh more than 0."""
    for activity in problem.activities:
        if activity.duration <= 0:
            yield f"activity {activity.key!r} lasts {activity.duration} ticks: it must last at least 1"
        for name, number in (("seats", activity.seats), ("audience", activity.audience)):
            if number is not None and number < 0:
                yield f"activity {activity.key!r}: {name} is {number}, which is negative"
    for space in problem.spaces:
        if space.capacity is not None and space.capacity < 0:
            yield f"space {space.key!r}: capacity is {space.capacity}, which is negative"
    for person in problem.people:
        for key, weight in person.wishes.items():
            if not (isfinite(weight) and weight > 0):
                yield f"person {person.key!r}: the wish for {key!r} weighs {weight}: it must weigh more than 0"
    for name in Weights.__dataclass_fields__:
        weight = getattr(problem.weights, name)
        if not (isfinite(weight) and weight >= 0):
            yield f"the weight of {name} is {weight}: it must be 0 or more"


def activities_longer_than_every_block(problem: Problem) -> Iterator[str]:
    """Each activity fits inside some block."""
    longest = max((block.end - block.start for block in problem.blocks), default=0)
    for activity in problem.activities:
        if activity.duration > longest:
            yield (
                f"activity {activity.key!r} ({activity.label}) lasts {activity.duration * problem.tick_minutes} "
                f"minutes: longer than every block (the longest has {longest * problem.tick_minutes})"
            )


def pins_out_of_reach(problem: Problem) -> Iterator[str]:
    """A pinned activity lies inside a block, and starts where it is allowed to."""
    for activity in problem.activities:
        if activity.pinned_start is not None and activity.pinned_start not in fitting_starts(problem, activity):
            yield (
                f"activity {activity.key!r} ({activity.label}) is pinned at tick {activity.pinned_start}, "
                "where it may not start or doesn't fit inside a block"
            )


def pins_that_double_book(problem: Problem) -> Iterator[str]:
    """No two pinned activities that overlap share someone who must be there, a space, or a conflict."""
    musts = musts_of(problem)
    people = {person.key: person for person in problem.people}
    never = {frozenset(pair) for pair in problem.conflicts}
    pinned = sorted((a for a in problem.activities if a.pinned_start is not None), key=lambda a: a.pinned_start or 0)
    for activity in pinned:
        start = activity.pinned_start or 0
        for key in sorted(musts[activity.key]):
            if not present(people[key].availability, start, start + activity.duration):
                yield f"{people[key].label} ({key!r}) must be at pinned {activity.key!r}, and is absent then"
    for one, other in combinations(pinned, 2):
        if (other.pinned_start or 0) >= (one.pinned_start or 0) + one.duration:
            continue
        for key in sorted(musts[one.key] & musts[other.key]):
            yield (
                f"{people[key].label} ({key!r}) must be at both {one.key!r} and {other.key!r}, "
                "which are pinned and overlap"
            )
        if one.pinned_space is not None and one.pinned_space == other.pinned_space:
            yield f"{one.key!r} and {other.key!r} are pinned in {one.pinned_space!r} and overlap"
        if frozenset((one.key, other.key)) in never:
            yield f"{one.key!r} and {other.key!r} may not overlap, and are pinned so that they do"


def more_musts_than_seats(problem: Problem) -> Iterator[str]:
    """An activity has a seat for each of those who must be there."""
    musts = musts_of(problem)
    for activity in problem.activities:
        if activity.seats is not None and len(musts[activity.key]) > activity.seats:
            yield (
                f"activity {activity.key!r} has {activity.seats} seats and "
                f"{len(musts[activity.key])} people who must be there"
            )


def circular_precedences(problem: Problem) -> Iterator[str]:
    """No activity comes, directly or not, before itself."""
    after: dict[str, set[str]] = {activity.key: set() for activity in problem.activities}
    for precedence in problem.precedences:
        after[precedence.before].add(precedence.after)
    left = set(after)
    while left:
        last = {key for key in left if not after[key] & left}
        if not last:
            yield f"these activities each come before one another: {', '.join(sorted(left))}"
            return
        left -= last
