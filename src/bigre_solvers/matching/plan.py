"""Suggestions while they are being made: who has whom, and how many."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from bigre_solvers.matching.engine.arrays import Ints

type Couple = tuple[int, int]


class Plan:
    """Usual and unexpected suggestions, by person."""

    def __init__(self, people: int) -> None:
        self.usual: list[dict[int, float]] = [{} for _ in range(people)]
        self.unexpected: list[dict[int, float]] = [{} for _ in range(people)]
        self.count: Ints = np.zeros(people, np.int32)

    def add(self, one: int, other: int, score: float, *, unexpected: bool = False) -> None:
        """Suggests two people to each other."""
        side = self.unexpected if unexpected else self.usual
        side[one][other] = side[other][one] = score
        self.count[[one, other]] += 1

    def drop(self, one: int, other: int) -> None:
        """Takes a usual suggestion back."""
        del self.usual[one][other], self.usual[other][one]
        self.count[[one, other]] -= 1

    def partners(self, person: int) -> list[int]:
        """Everybody suggested to a person."""
        return [*self.usual[person], *self.unexpected[person]]

    def room(self, per_person: int) -> Ints:
        """Person → how many usual suggestions they are to have."""
        return np.array([max(0, per_person - len(one)) for one in self.unexpected], np.int32)

    def couples(self) -> Iterator[tuple[Couple, float, bool]]:
        """Each suggestion once: who, its rounded score, whether it is unexpected; in order."""
        found = [
            ((one, other), round(score, 6), unexpected)
            for unexpected, side in ((False, self.usual), (True, self.unexpected))
            for one, own in enumerate(side)
            for other, score in own.items()
            if one < other
        ]
        return iter(sorted(found))

    def value(self, per_person: int) -> float:
        """What usual suggestions are worth that are, for both, among as many of the best as they are to have."""
        room, seen = self.room(per_person).tolist(), [0] * len(self.usual)
        usual = [(-score, pair) for pair, score, unexpected in self.couples() if not unexpected]
        total = 0.0
        for less, (one, other) in sorted(usual):
            total -= less if seen[one] < room[one] and seen[other] < room[other] else 0.0
            seen[one] += 1
            seen[other] += 1
        return total
