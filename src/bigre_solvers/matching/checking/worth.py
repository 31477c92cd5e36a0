"""What two people are worth to each other, counted plainly: slow, and sharing no code with the solver."""

from __future__ import annotations

from functools import cached_property
from math import atan2, cos, hypot, radians, sin

import numpy as np
from numpy.typing import NDArray

from bigre_solvers.matching.problem import Line, Person, Problem

EARTH_KM = 6371.0088
LISTS = {"trade": "trades", "way": "ways", "sector": "sectors", "cooperative": "cooperatives"}
DIMENSIONS = ("territory", *LISTS)


class Worth:
    """Judges pairs of people by number."""

    def __init__(self, problem: Problem, vectors: NDArray[np.float32] | None) -> None:
        self.problem, self.people, self.weights = problem, problem.people, problem.weights
        self.vectors = vectors

    @cached_property
    def barred(self) -> set[frozenset[int]]:
        """Pairs that are never suggested."""
        number = {person.key: k for k, person in enumerate(self.people)}
        problem = self.problem
        return {frozenset((number[a], number[b])) for a, b in (*problem.known, *problem.forbidden, *problem.past)}

    @cached_property
    def first_line(self) -> list[int]:
        """Where the vectors of each person start."""
        starts = [0]
        for person in self.people:
            starts.append(starts[-1] + len(person.offers) + len(person.needs))
        return starts

    def can_talk(self, one: int, other: int) -> bool:
        """Whether they share a language, or one of them names none."""
        mine, theirs = self.people[one].languages, self.people[other].languages
        return not mine or not theirs or not mine.isdisjoint(theirs)

    def admissible(self, one: int, other: int) -> bool:
        """Whether they may be suggested to each other."""
        return one != other and self.can_talk(one, other) and frozenset((one, other)) not in self.barred

    def km(self, one: int, other: int) -> float | None:
        """How far apart they live."""
        here, there = self.people[one].point, self.people[other].point
        if here is None or there is None:
            return None
        (a, b), (c, d) = ((radians(x), radians(y)) for x, y in (here, there))
        across = hypot(cos(c) * sin(d - b), cos(a) * sin(c) - sin(a) * cos(c) * cos(d - b))
        return EARTH_KM * atan2(across, sin(a) * sin(c) + cos(a) * cos(c) * cos(d - b))

    def alike(self, dimension: str, one: int, other: int) -> float | None:
        """From 0 (different) to 1 (alike); None: unknown."""
        if dimension == "territory":
            km = self.km(one, other)
            return None if km is None else 0.5 ** (km / self.weights.near_km)
        mine, theirs = self.numbers(one, dimension), self.numbers(other, dimension)
        return float(bool(mine & theirs)) if mine and theirs else None

    def numbers(self, person: int, dimension: str) -> frozenset[int]:
        """What somebody named in a dimension."""
        found: frozenset[int] = getattr(self.people[person], LISTS[dimension])
        return found

    def cosine(self, seeker: int, need: int, giver: int, offer: int) -> float:
        """How near the texts of a need and an offer are."""
        if self.vectors is None:
            return 0.0
        row = self.first_line[seeker] + len(self.people[seeker].offers) + need
        return float(np.dot(self.vectors[row], self.vectors[self.first_line[giver] + offer]))

    def match(self, seeker: int, need: int, giver: int, offer: int) -> float:
        """How well an offer meets a need."""
        mine, theirs = self.people[seeker].needs[need], self.people[giver].offers[offer]
        if mine.tags & theirs.tags:
            return 1.0
        low, high = self.weights.threshold, self.weights.certain
        share = (self.cosine(seeker, need, giver, offer) - low) / (high - low)
        return self.weights.text * min(1.0, max(0.0, share))

    def gets(self, seeker: int, giver: int) -> float:
        """How well the best offer of one meets a need of the other."""
        needs: tuple[Line, ...] = self.people[seeker].needs
        offers: tuple[Line, ...] = self.people[giver].offers
        return max(
            (self.match(seeker, k, giver, m) for k in range(len(needs)) for m in range(len(offers))), default=0.0
        )

    def to_one(self, one: int, other: int, gets: float, gives: float) -> float:
        """What the other is worth to one."""
        person: Person = self.people[one]
        total = self.weights.need * gets + self.weights.offer * gives
        for dimension in DIMENSIONS:
            alike = self.alike(dimension, one, other)
            stance = getattr(person.stances, dimension)
            if alike is None:
                continue
            if stance == "like":
                total += getattr(self.weights, dimension) * alike
            if stance == "unlike":
                total += getattr(self.weights, dimension) * (1 - alike)
            if stance == "either" and dimension == "cooperative":
                total += self.weights.elsewhere * (1 - alike)
        return float(total)

    def together(self, one: int, other: int) -> float:
        """What a pair is worth."""
        gets, gives = self.gets(one, other), self.gets(other, one)
        mine, theirs = self.to_one(one, other, gets, gives), self.to_one(other, one, gives, gets)
        mean, least = (mine + theirs) / 2, min(mine, theirs)
        return mean + self.weights.mutual * (least - mean)

    def differ_in_most(self, one: int, other: int) -> bool:
        """Whether they differ in most of what is known of both, in two things at least, the cooperative if known."""
        known = [dimension for dimension in DIMENSIONS if self.alike(dimension, one, other) is not None]
        differing = [dimension for dimension in known if self.differ(dimension, one, other)]
        apart = self.alike("cooperative", one, other) != 1.0
        return apart and len(differing) >= 2 and len(differing) > len(known) / 2

    def differ(self, dimension: str, one: int, other: int) -> bool:
        """Whether they are known to differ in a dimension."""
        if dimension == "territory":
            km = self.km(one, other)
            return km is not None and km >= self.weights.far_km
        return self.alike(dimension, one, other) == 0.0

    def outdone(self, one: int, other: int, margin: float) -> bool:
        """Whether `per_person` more are worth as much to one, or more by a margin (less, where it is negative)."""
        left, bar = self.problem.per_person, self.together(one, other) + margin
        for third in range(len(self.people)):
            if third != other and self.admissible(one, third) and self.together(one, third) >= bar:
                left -= 1
                if left == 0:
                    return True
        return False

    def may_surprise(self, one: int, other: int, margin: float) -> bool:
        """Whether a pair may be an unexpected suggestion: they differ, and both have enough others worth as much."""
        return self.differ_in_most(one, other) and self.outdone(one, other, margin) and self.outdone(other, one, margin)
