"""Plans that repeat themselves under a group: a few rounds are searched for, their images are the others.

People are |G| × orbits, and a few fixed points. Translating a round by each element of G gives |G| rounds, and a pair
meets as soon as any of its images does: so there are |G| times fewer pairs and seats to search through. Whole-group
rounds, whose tables are cosets of a subgroup, are their own images.
Source: the method of differences (Bose 1939; Anderson, Combinatorial Designs, 1990).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np

from bigre_solvers.seating.engine.arrays import Hall, Ints

type Rounds = list[list[list[int]]]


@dataclass(frozen=True)
class Symmetry:
    """A group (the moduli of its cyclic factors), orbits of people, fixed points, and rounds to be searched for.

    `cosets`: per round that is its own image, a step in the first factor: its tables are cosets of what it generates.
    """

    moduli: tuple[int, ...]
    orbits: int
    fixed: int
    rounds: int
    cosets: tuple[int, ...] = ()

    @property
    def order(self) -> int:
        """How many elements the group has."""
        return int(np.prod(self.moduli))

    @property
    def points(self) -> int:
        """How many people such a plan seats."""
        return self.order * self.orbits + self.fixed

    @property
    def length(self) -> int:
        """How many rounds such a plan has."""
        return self.order * self.rounds + len(self.cosets)

    def elements(self) -> list[tuple[int, ...]]:
        """The group's elements; the first is its zero."""
        return list(product(*(range(m) for m in self.moduli)))

    def images(self) -> list[list[int]]:
        """Per element of the group, where it takes each person."""
        elements = self.elements()
        number = {element: k for k, element in enumerate(elements)}
        moved = [[number[self.add(one, shift)] for one in elements] for shift in elements]
        ends = list(range(self.order * self.orbits, self.points))
        return [[o * self.order + k for o in range(self.orbits) for k in one] + ends for one in moved]

    def add(self, one: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
        """The sum of two elements."""
        return tuple((a + b) % m for a, b, m in zip(one, other, self.moduli, strict=True))

    def kinds(self) -> tuple[Ints, Ints]:
        """Pairs by what they are images of: person × person → kind, and how many pairs each kind has."""
        if self.order == 1:
            return every_pair(self.points)
        images = np.array(self.images())
        kind = np.full((self.points, self.points), -1, np.int32)
        sizes: list[int] = []
        for one in range(self.points):
            for other in range(one + 1, self.points):
                if kind[one, other] < 0:
                    here, there = images[:, one], images[:, other]
                    kind[here, there] = kind[there, here] = len(sizes)
                    sizes.append(len({frozenset(pair) for pair in zip(here.tolist(), there.tolist(), strict=True)}))
        return kind, np.array(sizes, np.int32)

    def own_rounds(self, seats: int) -> Rounds:
        """The rounds that are their own images: cosets side by side while they fit, fixed points last."""
        return [list(self.coset_round(step, seats)) for step in self.cosets]

    def coset_round(self, step: int, seats: int) -> Iterator[list[int]]:
        """The tables of one such round."""
        images = self.images()
        size = self.moduli[0] // step
        starts = [k for k, one in enumerate(self.elements()) if one[0] < step]
        subgroup = [k for k, one in enumerate(self.elements()) if one[0] % step == 0 and not any(one[1:])]
        together = seats // size
        for first in range(0, self.orbits, together):
            orbits = range(first, min(self.orbits, first + together))
            for start in starts:
                yield [o * self.order + images[start][k] for o in orbits for k in subgroup]
        if self.fixed:
            yield list(range(self.order * self.orbits, self.points))

    def whole(self, base: Rounds, seats: int) -> Rounds:
        """All rounds: each image of each round found, then those that are their own images."""
        images = self.images()
        turned = [[[image[p] for p in table] for table in tables] for tables in base for image in images]
        return turned + self.own_rounds(seats)


def every_pair(people: int) -> tuple[Ints, Ints]:
    """Each pair as a kind of its own."""
    upper = np.triu_indices(people, 1)
    kind = np.full((people, people), -1, np.int32)
    kind[upper] = np.arange(len(upper[0]))
    return np.maximum(kind, kind.T), np.ones(len(upper[0]), np.int32)


def hall_of(kind: Ints, gain: Ints | np.ndarray, rounds: int, tables: int, seats: int, again: float) -> Hall:
    """A hall of equal tables in which everybody sits alone with nothing to forbid."""
    people = len(kind)
    units = people * rounds
    first = np.repeat(np.arange(rounds, dtype=np.int32) * tables, people)
    return Hall(
        kind=kind,
        gain=gain.astype(np.float64),
        again=np.full(len(gain), again),
        member_at=np.arange(units + 1, dtype=np.int32),
        members=np.tile(np.arange(people, dtype=np.int32), rounds),
        first=first,
        last=(first + tables).astype(np.int32),
        allowed=np.ones((units, tables), np.bool_),
        movable=np.arange(units, dtype=np.int32),
        seats=np.full(rounds * tables, seats, np.int32),
        fewest=np.zeros(rounds * tables, np.int32),
        reach=np.zeros(people, np.int32),
        fairness=0.0,
        guarded=False,
    )
