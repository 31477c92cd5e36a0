"""Contradictions of repeats, alternatives, equipment and travel, each culprit named in one sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from bigre_solvers.timetable.problem import Activity, Pool, Problem, Travel, musts_of


def errors_of_first_order(problem: Problem) -> Iterator[str]:
    """Unknown references and numbers out of range."""
    yield from groups_of_unknown_or_too_few(problem)
    yield from equipment_of_unknown_pools(problem)
    yield from pools_used_twice(problem)
    yield from numbers_of_equipment_out_of_range(problem)
    yield from travels_of_unknown_sites(problem)


def errors_of_second_order(problem: Problem) -> Iterator[str]:
    """What contradicts itself though every reference is known."""
    yield from groups_that_share_an_activity(problem)
    yield from more_units_than_the_pool_has(problem)
    yield from duties_at_two_repeats(problem)
    yield from two_pinned_alternatives(problem)
    yield from pins_without_time_to_travel(problem)
    yield from pins_that_use_more_than_there_is(problem)


def groups_of_unknown_or_too_few(problem: Problem) -> Iterator[str]:
    """Repeats and alternatives are two known activities or more, each named once."""
    known = {activity.key for activity in problem.activities}
    for kind, groups in (("repeats", problem.repeats), ("alternatives", problem.alternatives)):
        for group in groups:
            yield from (f"{kind}: activity {key!r} doesn't exist" for key in group if key not in known)
            yield from (f"{kind}: activity {key!r} is named {n} times" for key, n in Counter(group).items() if n > 1)
            if len(set(group)) < 2:
                yield f"{kind}: a group of {len(set(group))} ({', '.join(group)}): it takes at least 2 activities"


def equipment_of_unknown_pools(problem: Problem) -> Iterator[str]:
    """Every pool that an activity draws from exists."""
    known = {pool.key for pool in problem.pools}
    for activity in problem.activities:
        for key in activity.equipment:
            if key not in known:
                yield f"activity {activity.key!r}: pool {key!r} doesn't exist"


def pools_used_twice(problem: Problem) -> Iterator[str]:
    """No two pools share a key."""
    for key, times in Counter(pool.key for pool in problem.pools).items():
        if times > 1:
            yield f"pool key {key!r} is used {times} times"


def numbers_of_equipment_out_of_range(problem: Problem) -> Iterator[str]:
    """Units aren't negative, and an activity takes at least one of what it takes."""
    for pool in problem.pools:
        if pool.units < 0:
            yield f"pool {pool.key!r}: units is {pool.units}, which is negative"
    for activity in problem.activities:
        for key, units in activity.equipment.items():
            if units < 1:
                yield f"activity {activity.key!r} takes {units} units of {key!r}: it must take at least 1"


def travels_of_unknown_sites(problem: Problem) -> Iterator[str]:
    """A travel joins two sites where spaces lie, is said once, and takes no negative time."""
    sites = {space.site for space in problem.spaces}
    said: dict[frozenset[str], Travel] = {}
    for travel in problem.travels:
        yield from (f"travel: no space lies at site {s!r}" for s in (travel.one, travel.other) if s not in sites)
        if travel.one == travel.other:
            yield f"travel: from {travel.one!r} to itself"
        if travel.ticks < 0:
            yield f"travel: {travel.one!r} to {travel.other!r} takes {travel.ticks} ticks, which is negative"
        before = said.setdefault(frozenset((travel.one, travel.other)), travel)
        if before.ticks != travel.ticks:
            yield f"travel: {travel.one!r} to {travel.other!r} takes {before.ticks} ticks and {travel.ticks} ticks"


def groups_that_share_an_activity(problem: Problem) -> Iterator[str]:
    """An activity belongs to at most one group of repeats or alternatives."""
    times = Counter(key for group in (*problem.repeats, *problem.alternatives) for key in group)
    for key, number in times.items():
        if number > 1:
            yield f"activity {key!r} is in {number} groups of repeats or alternatives: it may be in one"


def more_units_than_the_pool_has(problem: Problem) -> Iterator[str]:
    """No activity takes more than there is."""
    pools = {pool.key: pool for pool in problem.pools}
    for activity in problem.activities:
        for key, units in activity.equipment.items():
            if units > pools[key].units:
                yield (
                    f"activity {activity.key!r} ({activity.label}) takes {units} units of {key!r} "
                    f"({pools[key].label}), which has {pools[key].units}"
                )


def duties_at_two_repeats(problem: Problem) -> Iterator[str]:
    """Nobody who doesn't lead must attend two repeats of the same activity."""
    leaders = {activity.key: set(activity.leaders) for activity in problem.activities}
    for group in problem.repeats:
        for person in problem.people:
            duties = sorted(set(person.required).intersection(group))
            if len(duties) > 1 and not any(person.key in leaders[key] for key in group):
                yield f"{person.label} ({person.key!r}) must be at {' and '.join(map(repr, duties))}, which are repeats"


def two_pinned_alternatives(problem: Problem) -> Iterator[str]:
    """Of alternatives, one is held: no two are pinned."""
    pinned = {activity.key for activity in problem.activities if activity.pinned_start is not None}
    for group in problem.alternatives:
        held = [repr(key) for key in group if key in pinned]
        if len(held) > 1:
            yield f"{' and '.join(held)} are alternatives and pinned: only one of them can be held"


def pins_without_time_to_travel(problem: Problem) -> Iterator[str]:
    """Between two pinned activities, whoever must be at both has time to go from one site to the other."""
    musts = musts_of(problem)
    pinned = sorted((a for a in problem.activities if a.pinned_start is not None), key=lambda a: a.pinned_start or 0)
    for one, other in combinations(pinned, 2):
        pause = (other.pinned_start or 0) - (one.pinned_start or 0) - one.duration
        needed = least_travel(problem, one, other)
        for key in sorted(musts[one.key] & musts[other.key]) if 0 <= pause < needed else ():
            yield (
                f"{key!r} must be at both {one.key!r} and {other.key!r}, which are pinned {pause} ticks apart "
                f"on sites {needed} ticks apart"
            )


def least_travel(problem: Problem, one: Activity, other: Activity) -> int:
    """The fewest ticks from a site where one may be held to a site where the other may."""
    return min(
        (travel_ticks(problem, a, b) for a in sites_of(problem, one) for b in sites_of(problem, other)), default=0
    )


def sites_of(problem: Problem, activity: Activity) -> set[str]:
    """The sites of the spaces that its pin and features leave to the activity."""
    spaces = [space for space in problem.spaces if activity.pinned_space in (None, space.key)]
    return {space.site for space in spaces if activity.features <= space.features}


def travel_ticks(problem: Problem, one: str, other: str) -> int:
    """How long it takes between two sites."""
    return max((t.ticks for t in problem.travels if {t.one, t.other} == {one, other}), default=0)


def pins_that_use_more_than_there_is(problem: Problem) -> Iterator[str]:
    """At no tick do pinned activities together take more than a pool has."""
    for pool in problem.pools:
        pinned = [a for a in problem.activities if a.pinned_start is not None and pool.key in a.equipment]
        for activity in pinned:
            running = [a for a in pinned if runs_at(a, activity.pinned_start or 0)]
            if sum(a.equipment[pool.key] for a in running) > pool.units and is_first(activity, running):
                yield overdrawn(pool, running)


def runs_at(activity: Activity, tick: int) -> bool:
    """Whether a pinned activity runs at the tick."""
    start = activity.pinned_start or 0
    return start <= tick < start + activity.duration


def is_first(activity: Activity, running: list[Activity]) -> bool:
    """Whether it is the first of those that start when it does, so that each shortage is said once."""
    return activity is next(one for one in running if one.pinned_start == activity.pinned_start)


def overdrawn(pool: Pool, running: list[Activity]) -> str:
    """The sentence about pinned activities that take too much."""
    keys = ", ".join(repr(activity.key) for activity in running)
    taken = sum(activity.equipment[pool.key] for activity in running)
    return f"{keys} are pinned at the same time and take {taken} units of {pool.key!r}, which has {pool.units}"
