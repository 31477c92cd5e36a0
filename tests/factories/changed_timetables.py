"""Published timetables of tiny problems that then change, and the least price of a repair, found by trying all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations
from random import Random

from hypothesis import assume

from bigre_solvers.timetable import (
    Activity,
    InvalidProblem,
    Placement,
    Pool,
    Problem,
    Travel,
    Window,
)
from bigre_solvers.timetable.problem import fitting_starts, musts_of
from tests.factories.timetable_problems import small_problem

type Places = dict[str, Placement]


def rich_problem(seed: int, activities: int = 4) -> Problem:
    """A tiny random problem that also has pools, sites and alternatives."""
    chance = Random(seed)
    plain = small_problem(seed, activities=activities, spaces=2, people=4)
    keys = [one.key for one in plain.activities]
    sites = chance.choice((["x", "x"], ["x", "y"]))
    needs = [{"beamer": chance.choice((1, 2))} if chance.random() < 0.5 else {} for _ in keys]
    return replace(
        plain,
        activities=tuple(replace(one, equipment=need) for one, need in zip(plain.activities, needs, strict=True)),
        spaces=tuple(replace(space, site=site) for space, site in zip(plain.spaces, sites, strict=True)),
        pools=(Pool("beamer", "Beamer", 2),),
        travels=(Travel("x", "y", 2),) if sites == ["x", "y"] else (),
        alternatives=((keys[0], keys[1]),) if chance.random() < 0.3 else (),
    )


def changed(problem: Problem, seed: int) -> Problem:
    """After one change: a space closes, somebody must attend and is away, an activity is longer, new or pinned."""
    chance = Random(seed)
    morning = (Window(7, 40),)
    first, *rest = problem.activities
    what = chance.randrange(5)
    if what == 0:
        return replace(problem, spaces=(replace(problem.spaces[0], availability=morning), *problem.spaces[1:]))
    if what == 1:
        away = replace(problem.people[0], availability=morning, required=(first.key,))
        return replace(problem, people=(away, *problem.people[1:]))
    if what == 2:
        return replace(problem, activities=(replace(first, duration=first.duration + 1), *rest))
    if what == 3:
        new = replace(first, key="new", duration=1, leaders=(problem.people[0].key,))
        return replace(problem, activities=(*problem.activities, new))
    return replace(problem, activities=(replace(first, pinned_start=chance.choice((4, 7, 28)), starts=None), *rest))


def allowed(problem: Problem, places: Mapping[str, Placement]) -> bool:
    """Whether places break no hard rule, people attending only what they must: tick by tick, sharing no code."""
    musts, spaces = musts_of(problem), {space.key: space for space in problem.spaces}
    people = {person.key: person for person in problem.people}
    acts = {activity.key: activity for activity in problem.activities}
    ticks = {key: set(range(place.start, place.start + acts[key].duration)) for key, place in places.items()}
    sites = {key: spaces[place.space].site for key, place in places.items()}
    away = {frozenset((one.one, one.other)): one.ticks for one in problem.travels}

    def covered(windows: tuple[Window, ...] | None, key: str) -> bool:
        return windows is None or ticks[key] <= {t for window in windows for t in range(window.start, window.end)}

    for key, place in places.items():
        one, space = acts[key], spaces[place.space]
        needs = one.features.union(*(people[person].features for person in musts[key]))
        if not (
            place.start in fitting_starts(problem, one)
            and one.pinned_start in (None, place.start)
            and one.pinned_space in (None, place.space)
            and covered(one.availability, key)
            and covered(space.availability, key)
            and all(covered(people[person].availability, key) for person in musts[key])
            and needs <= space.features
            and (space.capacity is None or space.capacity >= max(one.seats or 0, len(musts[key])))
        ):
            return False
    for one_key, other in combinations(places, 2):
        if ticks[one_key] & ticks[other] and (
            places[one_key].space == places[other].space
            or (one_key, other) in problem.conflicts
            or (other, one_key) in problem.conflicts
        ):
            return False
        gap = away.get(frozenset((sites[one_key], sites[other])), 0)
        near = {tick + later for tick in ticks[one_key] for later in range(-gap, gap + 1)}
        if musts[one_key] & musts[other] and near & ticks[other]:
            return False
    for rule in problem.precedences:
        if rule.before in places and rule.after in places and max(ticks[rule.before]) >= min(ticks[rule.after]):
            return False
    if any(sum(key in places for key in group) > 1 for group in problem.alternatives):
        return False
    return all(
        sum(acts[key].equipment.get(pool.key, 0) for key in places if tick in ticks[key]) <= pool.units
        for pool in problem.pools
        for tick in range(problem.horizon)
    )


def touched_by(problem: Problem) -> dict[str, float]:
    """How many must be there or wish it, one at least."""
    return {
        key: float(max(1, len(people | {p.key for p in problem.people if key in p.wishes})))
        for key, people in musts_of(problem).items()
    }


def price(problem: Problem, before: Mapping[str, Placement], after: Mapping[str, Placement]) -> tuple[int, float]:
    """How many are left out (a group of alternatives counts once), and whom it touches that placed ones move."""
    touched = touched_by(problem)
    grouped = {key for group in problem.alternatives for key in group}
    units = [*problem.alternatives, *((a.key,) for a in problem.activities if a.key not in grouped)]
    out = [unit for unit in units if not any(key in after for key in unit)]
    moved = sum(touched[key] for key in touched if key in before and after.get(key) != before[key])
    return len(out), moved


def least_price(problem: Problem, before: Mapping[str, Placement]) -> tuple[int, float]:
    """The least price of all timetables, one activity after the other, except those that cost more already."""
    touched, best = touched_by(problem), [(len(problem.activities) + 1, 0.0)]
    alternatives = {key for group in problem.alternatives for key in group}

    def extend(places: Places, left: tuple[Activity, ...], out: int, weight: float) -> None:
        if (out, weight) > best[0]:
            return
        if not left:
            best[0] = min(best[0], price(problem, before, places))
            return
        key, old = left[0].key, before.get(left[0].key)
        options = [Placement(s, space.key) for s in fitting_starts(problem, left[0]) for space in problem.spaces]
        for option in sorted(options, key=lambda option: option != old):
            if allowed(problem, {**places, key: option}):
                moved = touched[key] if old not in (None, option) else 0.0
                extend({**places, key: option}, left[1:], out, weight + moved)
        alone = key not in alternatives
        extend(places, left[1:], out + alone, weight + (touched[key] if old else 0.0))

    extend({}, problem.activities, 0, 0.0)
    return best[0]


def published(problem: Problem, seed: int) -> Places:
    """A valid timetable with as much as fits in a random order."""
    chance = Random(seed)
    places: Places = {}
    for activity in chance.sample(problem.activities, len(problem.activities)):
        options = [Placement(s, space.key) for s in fitting_starts(problem, activity) for space in problem.spaces]
        fitting = [option for option in options if allowed(problem, {**places, activity.key: option})]
        if fitting:
            places[activity.key] = chance.choice(fitting)
    return places


def after_a_change(seed: int) -> tuple[Problem, Places]:
    """A changed problem and the timetable that was published before."""
    problem = rich_problem(seed)
    places = published(problem, seed)
    try:
        return changed(problem, seed), places
    except InvalidProblem:
        assume(False)
        raise
