"""What each arm prepares: nothing, tables drawn by lot, or our suggestions and tables, planned day by day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from bench.week_chance import Chance, known_before, told_to_the_site
from bench.week_days import NOWHERE, Plan
from bench.week_habits import SEATS, TABLES, Habits
from bench.week_people import Gathering, Morning
from bigre_solvers import matching, seating

type Pair = tuple[int, int]
type NewStop = Callable[[], seating.Stop]

FEWEST_AT_A_TABLE = 4


def by_lot(gathering: Gathering, chance: Chance) -> Plan:
    """At each meal everybody draws a seat; tables are equally full."""
    found = []
    for number, meal in enumerate(gathering.meals):
        there = [k for k, one in enumerate(gathering.people) if one.is_there(meal.start)]
        tables = np.full(len(gathering.people), NOWHERE, np.int32)
        for place, person in enumerate(sorted(there, key=lambda k: float(chance.deals[number, k]))):
            tables[person] = place % TABLES
        found.append(tables)
    return Plan(tables=tuple(found))


def ours(gathering: Gathering, habits: Habits, chance: Chance, seed: int, new_stop: NewStop) -> Plan:
    """Each morning: whom to suggest to whom, then the tables of the day's meals.

    The solvers know what a site would: pairs of which one said so, earlier suggestions, and earlier tables as if
    everybody had kept to them. Who said yes, and who talked with whom, they don't.
    """
    told = _pairs(told_to_the_site(habits, chance, known_before(gathering, habits, chance)))
    suggested: list[tuple[Pair, ...]] = []
    tables: list[NDArray[np.int32]] = []
    met = set(told)
    for day, morning in enumerate(gathering.mornings):
        past = {pair for pairs in suggested for pair in pairs}
        suggested.append(_suggestions(gathering, morning, told, past, seed))
        wanted = {*past, *suggested[-1]} - met
        for result in _seatings(gathering, day, met=met, wanted=wanted, stop=new_stop(), seed=seed):
            tables.append(result)
            met |= _together(result)
    return Plan(tables=tuple(tables), suggested=tuple(suggested))


def _pairs(matrix: NDArray[np.bool_]) -> set[Pair]:
    return {(int(one), int(other)) for one, other in zip(*np.nonzero(np.triu(matrix, 1)), strict=True)}


def _suggestions(
    gathering: Gathering, morning: Morning, told: set[Pair], past: set[Pair], seed: int
) -> tuple[Pair, ...]:
    """The day's pairs, by the numbers of the gathering."""
    keys = [one.key for one in gathering.people]
    numbers = {key: number for number, key in enumerate(keys)}
    asked = {one.key for one in morning.problem.people}

    def keyed(pairs: set[Pair]) -> tuple[tuple[str, str], ...]:
        named = ((keys[one], keys[other]) for one, other in sorted(pairs))
        return tuple(pair for pair in named if asked.issuperset(pair))

    problem = replace(morning.problem, known=keyed(told), past=keyed(past))
    result = matching.solve(problem, seed, morning.vectors)
    people = [numbers[one.key] for one in problem.people]
    found = [sorted((people[one.pair[0]], people[one.pair[1]])) for one in result.suggestions]
    return tuple((one, other) for one, other in found)


def _seatings(
    gathering: Gathering, day: int, *, met: set[Pair], wanted: set[Pair], stop: seating.Stop, seed: int
) -> list[NDArray[np.int32]]:
    """For each meal of the day, everybody's table."""
    meals = [meal for meal in gathering.meals if meal.day == day]
    if not meals:
        return []
    people = gathering.people
    laid = tuple(seating.Table(f"t{number}", SEATS, FEWEST_AT_A_TABLE) for number in range(TABLES))
    problem = seating.Problem(
        people=tuple(seating.Person(one.key, group=str(one.cooperative)) for one in people),
        rounds=tuple(
            seating.Round(str(meal.start), laid, frozenset(one.key for one in people if not one.is_there(meal.start)))
            for meal in meals
        ),
        met=tuple((people[one].key, people[other].key) for one, other in sorted(met)),
        suggested=tuple((people[one].key, people[other].key) for one, other in sorted(wanted)),
    )
    return [_places(one, len(people)) for one in seating.solve(problem, stop, seed).rounds]


def _places(tables: tuple[tuple[int, ...], ...], people: int) -> NDArray[np.int32]:
    found = np.full(people, NOWHERE, np.int32)
    for number, table in enumerate(tables):
        found[list(table)] = number
    return found


def _together(tables: NDArray[np.int32]) -> set[Pair]:
    """Pairs at one table."""
    return _pairs((tables[:, None] == tables[None, :]) & (tables != NOWHERE)[:, None])
