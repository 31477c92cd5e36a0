"""Ticks seen alone: in each, which activities could run and how large, who could come, how many fit into the spaces."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bigre_solvers.timetable.bounds.places import Place
from bigre_solvers.timetable.problem import Person, Problem, Space, Window, present
from bigre_solvers.timetable.shares import repeats_by_activity, wishes_of

MOST_LEVELS = 6


@dataclass(frozen=True, slots=True, order=True)
class Row:
    """An activity held with at most `seats` attending of their own will (None: no limit) in one of `spaces`."""

    activity: str
    seats: int | None
    spaces: frozenset[str]


@dataclass(frozen=True, slots=True)
class Hall:
    """Of these rows, at most `most` run at once: no more spaces (or units of equipment) serve any of them."""

    rows: frozenset[int]
    most: int


@dataclass(frozen=True, slots=True)
class Moment:
    """`count` ticks that are alike: rows that could run (by number), `comers` by activity, and what limits rows."""

    count: int
    rows: tuple[int, ...]
    comers: Mapping[str, frozenset[str]]
    halls: tuple[Hall, ...]
    spaces: int


def rows_of(place: Place, wishing: int) -> list[Row]:
    """How an activity could be held: in a space that has room for all who wish it, or in smaller ones.

    Spaces of which many sizes exist are taken together, each counted as the largest of its band.
    """
    musts, seats = len(place.musts), place.activity.seats
    needed = wishing + musts if seats is None else min(wishing + musts, seats)
    small = sorted({space.capacity for space in place.spaces if space.capacity is not None and space.capacity < needed})
    width = -(-len(small) // MOST_LEVELS) or 1
    bands = [small[first : first + width] for first in range(0, len(small), width)]
    found = [Row(place.activity.key, band[-1] - musts, at_least(place.spaces, band[0])) for band in bands]
    limit = None if seats is None else seats - musts
    ample = at_least(place.spaces, needed)
    return [*found, Row(place.activity.key, limit, ample)] if ample else found


def at_least(spaces: tuple[Space, ...], size: int) -> frozenset[str]:
    """The spaces that hold so many."""
    return frozenset(space.key for space in spaces if space.capacity is None or space.capacity >= size)


def moments_of(problem: Problem, places: Mapping[str, Place], rows: list[Row]) -> list[Moment]:
    """All ticks in which anything could run, those that are alike taken together."""
    comers = comers_by_tick(problem, places)
    opened = {
        tick: frozenset(space.key for space in problem.spaces if present(space.availability, tick, tick + 1))
        for tick in comers
    }
    alike = Counter((frozenset(comers[tick].items()), opened[tick]) for tick in sorted(comers))
    found = []
    for (running, spaces), count in alike.items():
        there = dict(running)
        numbers = [number for number, row in enumerate(rows) if row.activity in there and row.spaces & spaces]
        halls = (*halls_of_spaces(rows, numbers, spaces), *halls_of_pools(problem, places, rows, numbers))
        found.append(Moment(count, tuple(numbers), there, halls, len(spaces)))
    return found


def comers_by_tick(problem: Problem, places: Mapping[str, Place]) -> dict[int, dict[str, frozenset[str]]]:
    """Tick → activity that could run then → who wishes it (or a repeat of it) and could stay throughout."""
    staying: dict[tuple[str, tuple[Window, ...] | None], frozenset[int]] = {}
    found: dict[int, dict[str, set[str]]] = defaultdict(dict)
    for key, place in places.items():
        for tick in place.ticks:
            found[tick][key] = set()
    for person, key in wishing_pairs(problem):
        place = places[key]
        if any(person.features <= space.features for space in place.spaces):
            known = staying.get((key, person.availability))
            if known is None:
                known = staying[key, person.availability] = ticks_there(place, person.availability)
            for tick in known:
                found[tick][key].add(person.key)
    return {tick: {key: frozenset(one) for key, one in running.items()} for tick, running in found.items()}


def wishing_pairs(problem: Problem) -> Iterator[tuple[Person, str]]:
    """Each person with each activity that would grant a wish of theirs."""
    repeats = repeats_by_activity(problem)
    for person in problem.people:
        for wish in wishes_of(person, repeats):
            yield from ((person, key) for key in wish.activities)


def ticks_there(place: Place, windows: tuple[Window, ...] | None) -> frozenset[int]:
    """The ticks at which someone with these windows could be at the activity, from its start to its end."""
    length = place.activity.duration
    starts = (start for start in place.starts if present(windows, start, start + length))
    return frozenset(tick for start in starts for tick in range(start, start + length))


def halls_of_spaces(rows: list[Row], numbers: list[int], opened: frozenset[str]) -> Iterator[Hall]:
    """Rows that only some spaces suit are at most as many as these spaces (Hall), where that says something."""
    suitable = {number: rows[number].spaces & opened for number in numbers}
    for spaces in sorted({*suitable.values(), opened}, key=sorted):
        inside = frozenset(number for number in numbers if suitable[number] <= spaces)
        if len({rows[number].activity for number in inside}) > len(spaces):
            yield Hall(inside, len(spaces))


def halls_of_pools(
    problem: Problem, places: Mapping[str, Place], rows: list[Row], numbers: list[int]
) -> Iterator[Hall]:
    """Activities that take equipment from a pool are at most as many as the least of them allows."""
    for pool in problem.pools:
        units = {number: places[rows[number].activity].activity.equipment.get(pool.key, 0) for number in numbers}
        takers = {number: taken for number, taken in units.items() if taken > 0}
        if takers:
            yield Hall(frozenset(takers), pool.units // min(takers.values()))
