"""What is arranged for people: nothing, tables by lot, or what we plan, day by day and as people come."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bench.week_chance import Chance
from bench.week_gathering import Gathering, Morning
from bench.week_habits import SEATS, TABLES
from bigre_solvers import matching, seating

type Pair = tuple[int, int]
type Places = NDArray[np.int32]
type NewStop = Callable[[], seating.Stop]

NOWHERE = -1
FEWEST_AT_A_TABLE = 4
# Of three who talk for a quarter of an hour, four times: in an hour, eight others, as many as `Habits.in_talkative`.
GROUP, GROUPS_AFTER_EACH_OTHER = 3, 4


@dataclass(frozen=True, slots=True)
class Sittings:
    """At how many tables one after another one sits: at breakfast, at other meals (2: others at dessert; 0: free)."""

    breakfasts: int = 0
    meals: int = 0

    def at(self, gathering: Gathering, meal: int) -> int:
        """At how many at this meal."""
        return self.breakfasts if gathering.is_breakfast(meal) else self.meals


@dataclass(frozen=True, slots=True)
class Arranged:
    """What of ours is arranged.

    `groups`: who talks with whom in formats made of talks. `mixers`: a speed-meeting each
    day but the last (see `week_gathering.mixers_of`).
    """

    suggestions: bool = False
    sittings: Sittings = Sittings()
    groups: bool = False
    mixers: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """What is arranged for a day: meal → tables of everybody, one after another (`NOWHERE`: as they like); pairs."""

    tables: dict[int, tuple[Places, ...]] = field(default_factory=dict)
    suggested: tuple[Pair, ...] = ()


class Arm(Protocol):
    """Who arranges something, or nothing."""

    mixes: bool

    def day(self, day: int) -> Day:
        """What the morning of a day brings; called once per day, in order."""

    def groups(self, there: NDArray[np.intp]) -> list[Places]:
        """Who talks with whom, round by round, of those who came to a talkative activity; none: as it falls."""


class Nothing:
    """(a): people do as they like."""

    mixes = False

    def day(self, _day: int) -> Day:
        """Nothing."""
        return Day()

    def groups(self, _there: NDArray[np.intp]) -> list[Places]:
        """None."""
        return []


class ByLot(Nothing):
    """(b): at each sitting everybody draws a seat; tables are equally full."""

    def __init__(self, gathering: Gathering, chance: Chance, sittings: Sittings) -> None:
        self.gathering, self.chance, self.sittings = gathering, chance, sittings

    def day(self, day: int) -> Day:
        """The day's tables."""
        return Day({number: self._drawn_for(number) for number in self.gathering.meals_of(day)})

    def _drawn_for(self, number: int) -> tuple[Places, ...]:
        return tuple(self._drawn(number, sitting) for sitting in range(self.sittings.at(self.gathering, number)))

    def _drawn(self, number: int, sitting: int) -> Places:
        starts = self.gathering.meals[number].start
        there = [k for k, one in enumerate(self.gathering.people) if one.is_there(starts)]
        tables = np.full(len(self.gathering.people), NOWHERE, np.int32)
        for place, person in enumerate(sorted(there, key=lambda k: float(self.chance.deals[sitting, number, k]))):
            tables[person] = place % TABLES
        return tables


class Ours:
    """(c): suggestions each morning, the day's tables, and groups of those who come to talk.

    The solvers know what a site would: pairs of which one `told` it, earlier suggestions, and earlier tables and groups
    as if everybody had kept to them. Who said yes, and who talked with whom, they don't.
    """

    def __init__(
        self, gathering: Gathering, told: NDArray[np.bool_], arranged: Arranged, new_stop: NewStop, seed: int
    ) -> None:
        self.gathering, self.arranged, self.new_stop, self.seed = gathering, arranged, new_stop, seed
        self.mixes = arranged.mixers
        self.told = _pairs(told)
        self.met = set(self.told)
        self.suggested: set[Pair] = set()

    def day(self, day: int) -> Day:
        """Introductions, then tables where they count."""
        suggested: tuple[Pair, ...] = ()
        if self.arranged.suggestions:
            suggested = self._suggestions(self.gathering.mornings[day])
            self.suggested |= set(suggested)
        return Day(self._tables(day), suggested)

    def groups(self, there: NDArray[np.intp]) -> list[Places]:
        """Groups of three, made at the door of those who are there."""
        if not self.arranged.groups or len(there) <= GROUP:
            return []
        laid = _laid(-(-len(there) // GROUP), GROUP, GROUP - 1)
        rounds = tuple(seating.Round(str(k), laid) for k in range(GROUPS_AFTER_EACH_OTHER))
        return self._seated(there.tolist(), rounds)

    def _tables(self, day: int) -> dict[int, tuple[Places, ...]]:
        meals = self.gathering.meals_of(day)
        people, laid = self.gathering.people, _laid(TABLES, SEATS, FEWEST_AT_A_TABLE)
        sittings = [number for number in meals for _ in range(self.arranged.sittings.at(self.gathering, number))]
        if not sittings:
            return {}
        starts = (self.gathering.meals[number].start for number in sittings)
        away = (frozenset(str(k) for k, one in enumerate(people) if not one.is_there(start)) for start in starts)
        rounds = tuple(seating.Round(str(place), laid, absent) for place, absent in enumerate(away))
        seated = self._seated(range(len(people)), rounds)
        return {
            number: tuple(places for places, at in zip(seated, sittings, strict=True) if at == number)
            for number in sittings
        }

    def _seated(self, who: Sequence[int], rounds: tuple[seating.Round, ...]) -> list[Places]:
        """Round by round everybody's table, which the site then takes for met."""
        asked = set(who)

        def keyed(pairs: set[Pair]) -> tuple[tuple[str, str], ...]:
            return tuple((str(one), str(other)) for one, other in sorted(pairs) if one in asked and other in asked)

        people = self.gathering.people
        problem = seating.Problem(
            people=tuple(seating.Person(str(k), group=str(people[k].cooperative)) for k in who),
            rounds=rounds,
            met=keyed(self.met),
            suggested=keyed(self.suggested - self.met),
        )
        result = seating.solve(problem, self.new_stop(), self.seed)
        found = [_places(one, who, len(people)) for one in result.rounds]
        for one in found:
            self.met |= _together(one)
        return found

    def _suggestions(self, morning: Morning) -> tuple[Pair, ...]:
        """The day's pairs, by the numbers of the gathering."""
        keys = [one.key for one in self.gathering.people]
        numbers = {key: number for number, key in enumerate(keys)}
        asked = {one.key for one in morning.problem.people}

        def keyed(pairs: set[Pair]) -> tuple[tuple[str, str], ...]:
            named = ((keys[one], keys[other]) for one, other in sorted(pairs))
            return tuple(pair for pair in named if asked.issuperset(pair))

        problem = replace(morning.problem, known=keyed(self.told), past=keyed(self.suggested))
        result = matching.solve(problem, self.seed, morning.vectors)
        people = [numbers[one.key] for one in problem.people]
        found = [sorted((people[one.pair[0]], people[one.pair[1]])) for one in result.suggestions]
        return tuple((one, other) for one, other in found)


def _laid(tables: int, seats: int, fewest: int) -> tuple[seating.Table, ...]:
    return tuple(seating.Table(f"t{number}", seats, fewest) for number in range(tables))


def _pairs(matrix: NDArray[np.bool_]) -> set[Pair]:
    return {(int(one), int(other)) for one, other in zip(*np.nonzero(np.triu(matrix, 1)), strict=True)}


def _places(tables: tuple[tuple[int, ...], ...], who: Sequence[int], people: int) -> Places:
    """Numbers of a problem's people at its tables → table of each person of the gathering."""
    found = np.full(people, NOWHERE, np.int32)
    for number, table in enumerate(tables):
        found[[who[k] for k in table]] = number
    return found


def _together(tables: Places) -> set[Pair]:
    """Pairs at one table."""
    return _pairs((tables[:, None] == tables[None, :]) & (tables != NOWHERE)[:, None])
