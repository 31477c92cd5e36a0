"""Why two people are suggested to each other, as data."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from bigre_solvers.matching.problem import Dimension, Person, Problem, Stance
from bigre_solvers.matching.result import Kind, Reason

EARTH_KM = 6371.0088
ORDER = {kind: place for place, kind in enumerate(Kind)}
SETS = (Dimension.TRADE, Dimension.SECTOR, Dimension.WAY, Dimension.COOPERATIVE)
NUMBERS = {
    Dimension.TRADE: "trades",
    Dimension.SECTOR: "sectors",
    Dimension.WAY: "ways",
    Dimension.COOPERATIVE: "cooperatives",
}
type Both = tuple[tuple[Reason, ...], tuple[Reason, ...]]
type Link = tuple[float, int, int, int | None]  # how well a need and an offer match, their places, their equal tag


class Explaining:
    """Finds the reasons for pairs of one problem."""

    def __init__(self, problem: Problem, vectors: NDArray[np.float32]) -> None:
        self.people, self.weights = problem.people, problem.weights
        self.vectors = vectors
        counts = [len(person.offers) + len(person.needs) for person in problem.people]
        self.first = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)

    def both(self, one: int, other: int, *, unexpected: bool) -> Both:
        """Reasons for each of two people, strongest first; at least one."""
        gets, gives = self.link(one, other), self.link(other, one)
        return (
            self.ordered(self.people[one], self.people[other], gets, gives, unexpected),
            self.ordered(self.people[other], self.people[one], gives, gets, unexpected),
        )

    def ordered(
        self, one: Person, other: Person, gets: Link | None, gives: Link | None, unexpected: bool
    ) -> tuple[Reason, ...]:
        """What speaks for the other, to one."""
        found = [
            *self.exchanged(gets, gives),
            *self.in_sets(one, other, unexpected),
            *self.in_space(one, other, unexpected),
            *(Reason(Kind.SHARED_LANGUAGE, language=code) for code in sorted(one.languages & other.languages)),
        ]
        return tuple(sorted(found, key=lambda one: (-one.weight, ORDER[one.kind]))) or (Reason(Kind.LITTLE_TOLD),)

    def exchanged(self, gets: Link | None, gives: Link | None) -> Iterator[Reason]:
        """What one looks for and the other offers, and the reverse."""
        for link, kind, weight in (
            (gets, Kind.THEY_OFFER_WHAT_YOU_SEEK, self.weights.need),
            (gives, Kind.THEY_SEEK_WHAT_YOU_OFFER, self.weights.offer),
        ):
            if link is not None:
                match, need, offer, tag = link
                yield Reason(kind, rounded(weight * match), offer=offer, need=need, tag=tag)

    def in_sets(self, one: Person, other: Person, unexpected: bool) -> Iterator[Reason]:
        """Likeness and difference in trades, sectors, ways and cooperatives."""
        for dimension in SETS:
            mine, theirs = getattr(one, NUMBERS[dimension]), getattr(other, NUMBERS[dimension])
            stance, weight = one.stances[dimension], getattr(self.weights, dimension)
            common = sorted(mine & theirs)
            if common and stance is not Stance.UNLIKE:
                yield Reason(Kind(f"same_{dimension}"), weight * (stance is Stance.LIKE), of=common[0])
            if mine and theirs and not common:
                if stance is Stance.UNLIKE:
                    yield Reason(Kind(f"other_{dimension}"), weight)
                elif dimension is Dimension.COOPERATIVE and stance is Stance.EITHER:
                    yield Reason(Kind.OTHER_COOPERATIVE, self.weights.elsewhere)
                elif unexpected:
                    yield Reason(Kind(f"other_{dimension}"))

    def in_space(self, one: Person, other: Person, unexpected: bool) -> Iterator[Reason]:
        """Nearness and distance."""
        if one.point is None or other.point is None:
            return
        km, stance, weight = kilometres(one.point, other.point), one.stances.territory, self.weights.territory
        near = 2.0 ** (-km / self.weights.near_km)
        if km <= self.weights.near_km and stance is not Stance.UNLIKE:
            yield Reason(Kind.NEAR, rounded(weight * near * (stance is Stance.LIKE)), km=round(km))
        if km >= self.weights.far_km and (unexpected or stance is Stance.UNLIKE):
            yield Reason(Kind.FAR, rounded(weight * (1 - near) * (stance is Stance.UNLIKE)), km=round(km))

    def link(self, seeker: int, giver: int) -> Link | None:
        """The best match of what one looks for with what the other offers."""
        needs, offers = self.people[seeker].needs, self.people[giver].offers
        if not needs or not offers:
            return None
        for k, need in enumerate(needs):
            for m, offer in enumerate(offers):
                if need.tags & offer.tags:
                    return 1.0, k, m, min(need.tags & offer.tags)
        cosines = self.need_rows(seeker) @ self.offer_rows(giver).T
        k, m = divmod(int(np.argmax(cosines)), len(offers))
        weights = self.weights
        share = (float(cosines[k, m]) - weights.threshold) / (weights.certain - weights.threshold)
        return (weights.text * min(1.0, share), k, m, None) if share > 0 and weights.text > 0 else None

    def offer_rows(self, person: int) -> NDArray[np.float32]:
        """The vectors of what somebody offers."""
        start = int(self.first[person])
        return self.vectors[start : start + len(self.people[person].offers)]

    def need_rows(self, person: int) -> NDArray[np.float32]:
        """The vectors of what somebody looks for."""
        start = int(self.first[person]) + len(self.people[person].offers)
        return self.vectors[start : int(self.first[person + 1])]


def rounded(weight: float) -> float:
    """A weight, without what only the machine's arithmetic tells."""
    return round(weight, 6)


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The way along the great circle (haversine)."""
    north, other_north = math.radians(one[0]), math.radians(other[0])
    east = math.radians(other[1] - one[1])
    half = math.sin((other_north - north) / 2) ** 2
    half += math.cos(north) * math.cos(other_north) * math.sin(east / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
