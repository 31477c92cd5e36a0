"""The problem as the bound sees it: each tick alone, tied together only by prices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from bigre_solvers.timetable.bounds.moments import Moment, Row, moments_of, rows_of
from bigre_solvers.timetable.bounds.places import Place
from bigre_solvers.timetable.bounds.tick import Dive, Ints, Tick, Tolls, dive_for, tolls_for
from bigre_solvers.timetable.bounds.worth import Worth
from bigre_solvers.timetable.problem import Problem

type Pair = tuple[str, str]


@dataclass(frozen=True)
class Pricing:
    """One moment, ready for kernels: by entry (comer) its worth per tick, row, duration and thing (-1: none)."""

    count: int
    tick: Tick
    rows: Ints
    worth: Ints
    row_of: Ints
    duration_of: Ints
    thing_of: Ints
    dive: Dive
    tolls: Tolls
    chosen: Ints
    attended: Ints


@dataclass(frozen=True)
class Relaxation:
    """Activities (`duration`; `choice`: their group of alternatives, or -1), rows (`activity_of`, `seats`), moments."""

    duration: Ints
    choice: Ints
    activity_of: Ints
    seats: Ints
    limited: NDArray[np.bool_]
    things: int
    pricings: tuple[Pricing, ...]


def relaxed(problem: Problem, places: Mapping[str, Place], worth: Worth) -> Relaxation:
    """All arrays of the relaxation."""
    wishing: dict[str, int] = dict.fromkeys(places, 0)
    for _, key in worth.of:
        wishing[key] += 1
    rows = [row for key, place in places.items() for row in rows_of(place, wishing[key])]
    number = {key: one for one, key in enumerate(places)}
    building = Building(places, rows, apart(problem, places), worth)
    chosen_of = {key: one for one, group in enumerate(problem.alternatives) for key in group}
    return Relaxation(
        duration=np.array([place.activity.duration for place in places.values()], np.int64),
        choice=np.array([chosen_of.get(key, -1) for key in places], np.int64),
        activity_of=np.array([number[row.activity] for row in rows], np.int64),
        seats=np.array([0 if row.seats is None else row.seats for row in rows], np.int64),
        limited=np.array([row.seats is not None for row in rows], np.bool_),
        things=len(worth.things),
        pricings=tuple(building.pricing(moment) for moment in moments_of(problem, places, rows)),
    )


def apart(problem: Problem, places: Mapping[str, Place]) -> dict[str, set[str]]:
    """Activity → those that never run at the same time: conflicts, orders, alternatives, one person in both."""
    found: dict[str, set[str]] = {key: set() for key in places}
    pairs = [*problem.conflicts, *((one.before, one.after) for one in problem.precedences)]
    pairs += [pair for group in problem.alternatives for pair in combinations(group, 2)]
    pairs += [(one, other) for one, other in combinations(places, 2) if places[one].musts & places[other].musts]
    for one, other in pairs:
        if one != other:
            found[one].add(other)
            found[other].add(one)
    return found


@dataclass(frozen=True)
class Building:
    """What arrays of moments are made from."""

    places: Mapping[str, Place]
    rows: Sequence[Row]
    foes: Mapping[str, set[str]]
    worth: Worth

    def pricing(self, moment: Moment) -> Pricing:
        """The arrays of one moment."""
        comers = [self.comers(moment, self.rows[row].activity) for row in moment.rows]
        musts = [sorted(self.places[self.rows[row].activity].musts) for row in moment.rows]
        people = {key: one for one, key in enumerate(dict.fromkeys(key for keys in (*comers, *musts) for key in keys))}
        tick = self.tick(moment, comers, musts, people)
        entries = [(row, person) for row, keys in zip(moment.rows, comers, strict=True) for person in keys]
        durations = [self.places[self.rows[row].activity].activity.duration for row, _ in entries]
        things = {pair: one for one, pairs in enumerate(self.worth.things) for pair in pairs}
        pairs = [(person, self.rows[row].activity) for row, person in entries]
        return Pricing(
            count=moment.count,
            tick=tick,
            rows=np.array(moment.rows, np.int64),
            worth=np.array([self.per_tick(pair, d) for pair, d in zip(pairs, durations, strict=True)], np.int64),
            row_of=np.array([row for row, _ in entries], np.int64),
            duration_of=np.array(durations, np.int64),
            thing_of=np.array([things.get(pair, -1) for pair in pairs], np.int64),
            dive=dive_for(tick, len(people)),
            tolls=tolls_for(tick, len(people)),
            chosen=np.zeros(tick.rooms + 1, np.int64),
            attended=np.zeros(len(entries), np.int64),
        )

    def comers(self, moment: Moment, activity: str) -> list[str]:
        """Who might come of their own will."""
        return sorted(person for person in moment.comers[activity] if (person, activity) in self.worth.of)

    def per_tick(self, pair: Pair, duration: int) -> int:
        """The worth of one tick, rounded up."""
        worth = self.worth.of[pair] * self.worth.scale / duration
        return -(-worth.numerator // worth.denominator)

    def tick(self, moment: Moment, comers: list[list[str]], musts: list[list[str]], people: Mapping[str, int]) -> Tick:
        """The moment's lists, joined end to end."""
        names = [self.rows[row].activity for row in moment.rows]
        order = {name: one for one, name in enumerate(dict.fromkeys(names))}
        comer_at, comer = joined([people[key] for key in keys] for keys in comers)
        must_at, must = joined([people[key] for key in keys] for keys in musts)
        foe_at, foe = joined(
            [at for at, other in enumerate(names) if at != row and (other == name or other in self.foes[name])]
            for row, name in enumerate(names)
        )
        hall_at, hall = joined([at for at, one in enumerate(moment.halls) if row in one.rows] for row in moment.rows)
        return Tick(
            comer_at,
            comer,
            must_at,
            must,
            foe_at,
            foe,
            hall_at,
            hall,
            np.array([one.most for one in moment.halls], np.int64),
            np.array([order[name] for name in names], np.int64),
            min(len(order), moment.spaces),
        )


def joined(lists: Iterable[list[int]]) -> tuple[Ints, Ints]:
    """Lists end to end, after where each begins."""
    whole = list(lists)
    at = np.zeros(len(whole) + 1, np.int64)
    at[1:] = np.cumsum([len(one) for one in whole])
    return at, np.array([number for one in whole for number in one], np.int64)
