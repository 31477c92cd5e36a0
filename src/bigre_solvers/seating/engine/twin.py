"""What the kernel computes, in plain Python: to read, and to test it against.

It draws the same numbers, and counts every cost anew from who sits where.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from itertools import combinations

from bigre_solvers.seating.engine.arrays import FORBIDDEN, MOST_AT_ONCE, Hall
from bigre_solvers.seating.engine.memory import members
from bigre_solvers.timetable.engine.twin_moves import Chance


@dataclass
class Twin:
    """A seating that moves: `tables`: units in the order they sat down; `met_before`: meetings of each kind so far."""

    hall: Hall
    tables: list[list[int]]
    met_before: list[int]
    chance: Chance

    def where(self, unit: int) -> int:
        """The table of a unit."""
        return next(k for k, units in enumerate(self.tables) if unit in units)

    def people(self, units: list[int]) -> list[int]:
        """The people of some units."""
        return [int(person) for unit in units for person in members(self.hall, unit)]

    def cost(self) -> float:
        """What is missed, what is repeated, and squared shortfalls."""
        h, met = self.hall, Counter(dict(enumerate(self.met_before)))
        news = [0] * len(h.reach)
        for units in self.tables:
            for one, other in combinations(self.people(units), 2):
                kind = int(h.kind[one, other])
                met[kind] += 1
                if met[kind] == 1:
                    news[one], news[other] = news[one] + 1, news[other] + 1
        missed = sum(float(gain) for kind, gain in enumerate(h.gain) if met[kind] == 0)
        again = sum(float(h.again[k]) * (times - max(1, self.met_before[k])) for k, times in met.items() if times > 0)
        return missed + again + h.fairness * sum((int(r) - n) ** 2 for r, n in zip(h.reach, news, strict=True))

    def move(self, heat: float) -> None:
        """Tries one move: a unit and, if need be, others of its table exchange places with some of another table."""
        h = self.hall
        unit = int(h.movable[self.chance.below(len(h.movable))])
        here, first = self.where(unit), int(h.first[unit])
        there = first + self.chance.below(int(h.last[unit]) - first)
        if here == there:
            return
        before, cost = [list(units) for units in self.tables], self.cost()
        going, coming = [self.stands_up(here, self.tables[here].index(unit))], list[int]()
        pick = self.chance.below(int(h.seats[there]))
        if pick < len(self.tables[there]):
            coming.append(self.stands_up(there, pick))
        fits = self.make_room(there, going, coming) and self.make_room(here, coming, going)
        fits = fits and self.welcome(here, coming) and self.welcome(there, going)
        if fits:
            stayers = [list(units) for units in self.tables]
            self.tables[there] += going
            self.tables[here] += coming
            delta = self.cost() - cost
            if delta <= 0 or self.chance.draw() < math.exp(-delta / heat):
                return
            self.tables = stayers
        self.tables[here] += going
        self.tables[there] += coming
        assert [set(units) for units in self.tables] == [set(units) for units in before]

    def stands_up(self, table: int, place: int) -> int:
        """The unit at one place of a table; the last of the table takes its place."""
        units = self.tables[table]
        unit, units[place] = units[place], units[-1]
        units.pop()
        return unit

    def make_room(self, table: int, newcomers: list[int], leaving: list[int]) -> bool:
        """Has units leave by chance until the newcomers fit; whether they do."""
        while len(self.people(self.tables[table] + newcomers)) > self.hall.seats[table]:
            if len(leaving) == MOST_AT_ONCE or not self.tables[table]:
                return False
            leaving.append(self.stands_up(table, self.chance.below(len(self.tables[table]))))
        return True

    def welcome(self, table: int, newcomers: list[int]) -> bool:
        """Whether the newcomers may sit at a table, and it is then neither too full nor too empty."""
        h, stay, new = self.hall, self.people(self.tables[table]), self.people(newcomers)
        allowed = all(h.allowed[unit, table - h.first[unit]] for unit in newcomers)
        friendly = all(h.kind[one, other] != FORBIDDEN for one in stay for other in new)
        size = len(stay) + len(new)
        return allowed and friendly and (size == 0 or h.fewest[table] <= size <= h.seats[table])
