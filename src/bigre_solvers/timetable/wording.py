"""An obstacle, found as a tuple of keys, told as a reason with its names and numbers."""

from __future__ import annotations

from collections.abc import Callable

from bigre_solvers.timetable.forbidding import Forbidding
from bigre_solvers.timetable.held import features_needed, in_space, seats_needed
from bigre_solvers.timetable.reasons import (
    AlternativeHeld,
    ConflictsWith,
    NotItsStart,
    OrderBroken,
    OutsideHours,
    OwnWindows,
    PersonAbsent,
    PersonBusy,
    Pinned,
    PoolExhausted,
    ProtectedTime,
    Reason,
    TravelTooShort,
)
from bigre_solvers.timetable.space_reasons import (
    NoSpaceBigEnough,
    NoSpaceWithFeatures,
    SpaceClosed,
    SpacesLackFeatures,
    SpacesTooSmall,
    SpaceTakenBy,
)
from bigre_solvers.timetable.ties import Obstacle


def reason_of(case: Forbidding, obstacle: Obstacle) -> Reason:
    """The reason that names an obstacle, with how many of the starts it takes away."""
    kind, *keys = obstacle
    return REASONS[kind](case, *keys)


def lost(case: Forbidding, *obstacle: str) -> tuple[int, int]:
    """Starts lost to the obstacle, of how many."""
    return case.starts_lost(obstacle), len(case.starts)


def too_small(case: Forbidding) -> Reason:
    """All spaces are too small, or some."""
    seats, small = seats_needed(case.held.ties, case.activity), refused(case, ("seats",))
    if len(small) < len(case.spaces):
        return SpacesTooSmall(seats, small)
    largest = max(case.spaces, key=lambda space: space.capacity or 0)
    return NoSpaceBigEnough(seats, largest.key, largest.capacity or 0)


def lacking(case: Forbidding) -> Reason:
    """No space offers what is needed, or some don't."""
    features, poor = features_needed(case.held.ties, case.activity), refused(case, ("features",))
    if len(poor) < len(case.spaces):
        return SpacesLackFeatures(tuple(sorted(features)), poor)
    offered = frozenset[str]().union(*(space.features for space in case.spaces))
    return NoSpaceWithFeatures(tuple(sorted(features)), tuple(sorted(features - offered)))


def refused(case: Forbidding, obstacle: Obstacle) -> tuple[str, ...]:
    """The spaces that the obstacle rules out."""
    ties = case.held.ties
    return tuple(space.key for space in case.spaces if obstacle in set(in_space(ties, case.activity, space)))


def absent(case: Forbidding, person: str) -> Reason:
    """Somebody isn't there."""
    windows = case.held.ties.people[person].availability
    return PersonAbsent(person, windows or (), *lost(case, "absent", person))


def busy(case: Forbidding, person: str, other: str) -> Reason:
    """Somebody is at another activity."""
    pinned = case.held.ties.activities[other].pinned_start is not None
    return PersonBusy(person, other, pinned, *lost(case, "busy", person, other))


def taken(case: Forbidding, other: str) -> Reason:
    """A space is held by another activity."""
    pinned = not case.is_movable(("taken", other))
    return SpaceTakenBy(case.held.assignment[other].space, other, pinned, *lost(case, "taken", other))


def closed(case: Forbidding, space: str) -> Reason:
    """A space isn't open."""
    windows = case.held.ties.spaces[space].availability
    return SpaceClosed(space, windows or (), *lost(case, "closed", space))


def exhausted(case: Forbidding, key: str) -> Reason:
    """Too few units of a pool are left."""
    starts = {start for (start, _), found in case.pairs.items() if ("pool", key) in found}
    takers = sorted({other for start in starts for other in case.held.drawing(case.activity, key, start)})
    units = next(pool.units for pool in case.held.ties.problem.pools if pool.key == key)
    needed = case.activity.equipment[key]
    return PoolExhausted(key, needed, units, tuple(takers), len(starts), len(case.starts))


def protected(case: Forbidding, number: str) -> Reason:
    """A meal, say, is kept free."""
    one = case.held.ties.problem.protected[int(number)]
    return ProtectedTime(one.name, (one.window,))


def windows(case: Forbidding) -> Reason:
    """The activity isn't available."""
    return OwnWindows(case.activity.availability or (), *lost(case, "windows"))


REASONS: dict[str, Callable[..., Reason]] = {
    "hours": lambda case: OutsideHours(case.starts[0]),
    "not_its_start": lambda case: NotItsStart(case.starts[0]),
    "protected": protected,
    "pinned_start": lambda case: Pinned(case.activity.pinned_start, None),
    "pinned_space": lambda case: Pinned(None, case.activity.pinned_space),
    "windows": windows,
    "absent": absent,
    "features": lacking,
    "seats": too_small,
    "closed": closed,
    "alternative": lambda _case, other: AlternativeHeld(other),
    "order": lambda case, other, side: OrderBroken(other, side, *lost(case, "order", other, side)),
    "conflict": lambda case, other: ConflictsWith(other, *lost(case, "conflict", other)),
    "busy": busy,
    "travel": lambda case, person, other: TravelTooShort(person, other, *lost(case, "travel", person, other)),
    "pool": exhausted,
    "taken": taken,
}
