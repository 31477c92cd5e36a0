"""The problem as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import log

import numpy as np

from bigre_solvers.matching.engine.arrays import COOPERATIVE, EARTH_KM, Crowd, Floats, Ints, Words
from bigre_solvers.matching.problem import Dimension, Line, Person, Problem, Stance, Weights

EVERY = (1 << 64) - 1


def crowd_of(problem: Problem, seed: int) -> Crowd:
    """Everybody, as kernels read them."""
    people = problem.people
    offers, needs = [person.offers for person in people], [person.needs for person in people]
    set_at, sets = rows(
        sorted(numbers)
        for person in people
        for numbers in (person.trades, person.ways, person.sectors, person.cooperatives)
    )
    barred_at, barred = rows(barred_of(problem))
    offer_tag_at, offer_tags = rows(sorted(line.tags) for own in offers for line in own)
    need_tag_at, need_tags = rows(sorted(line.tags) for own in needs for line in own)
    base, slope = stances_of(problem)
    weights = problem.weights
    return Crowd(
        base=base,
        slope=slope,
        languages=spoken(people),
        placed=np.array([person.point is not None for person in people], np.bool_),
        direction=directions(people),
        set_at=set_at,
        sets=sets,
        set_bits=set_bits(set_at, sets, len(people)),
        barred_at=barred_at,
        barred=barred,
        offer_at=starts(offers),
        need_at=starts(needs),
        all_offer_bits=bits_of(offers),
        all_need_bits=bits_of(needs),
        offer_tag_at=offer_tag_at,
        offer_tags=offer_tags,
        need_tag_at=need_tag_at,
        need_tags=need_tags,
        weight=measures(weights),
        fading=np.array([log(2) * 2 * EARTH_KM / weights.near_km]),
        farthest=np.array([2.0 ** (-weights.far_km / weights.near_km)]),
        seed=np.array([seed % (1 << 64)], np.uint64),
    )


def measures(weights: Weights) -> Floats:
    """The weights that are the same for everybody, in the order of their places."""
    steepness = 1 / (weights.certain - weights.threshold)
    return np.array([weights.need, weights.offer, weights.mutual, weights.text, weights.threshold, steepness])


def stances_of(problem: Problem) -> tuple[Floats, Floats]:
    """Person × dimension: what difference is worth, and what likeness is worth beyond that."""
    base = np.zeros((len(problem.people), len(Dimension)))
    slope = np.zeros_like(base)
    for k, person in enumerate(problem.people):
        for column, dimension in enumerate(Dimension):
            stance, weight = person.stances[dimension], getattr(problem.weights, dimension)
            if stance is Stance.LIKE:
                slope[k, column] = weight
            elif stance is Stance.UNLIKE:
                base[k, column], slope[k, column] = weight, -weight
        if person.stances.cooperative is Stance.EITHER:
            elsewhere = problem.weights.elsewhere
            base[k, COOPERATIVE], slope[k, COOPERATIVE] = elsewhere, -elsewhere
    return base, slope


def set_bits(at: Ints, numbers: Ints, people: int) -> Words:
    """Person × list: a bit per number; different numbers may share a bit, equal ones always do."""
    bits = np.zeros(people * 4, np.uint64)
    np.bitwise_or.at(
        bits, np.repeat(np.arange(people * 4), np.diff(at)), np.uint64(1) << (numbers % 64).astype(np.uint64)
    )
    return bits.reshape(people, 4)


def rows(lists: Iterable[Sequence[int]]) -> tuple[Ints, Ints]:
    """Lists one behind the other: where each starts, and all their numbers."""
    every = list(lists)
    flat = [number for one in every for number in one]
    return starts(every), np.array(flat, np.int32)


def starts(lists: Sequence[Sequence[object]]) -> Ints:
    """Where each list starts when they stand one behind the other, and where the last ends."""
    return np.concatenate([[0], np.cumsum([len(one) for one in lists])]).astype(np.int32)


def barred_of(problem: Problem) -> list[list[int]]:
    """For each person, those who are never suggested to them."""
    number = {person.key: k for k, person in enumerate(problem.people)}
    found: list[set[int]] = [set() for _ in problem.people]
    for one, other in (*problem.known, *problem.forbidden, *problem.past):
        found[number[one]].add(number[other])
        found[number[other]].add(number[one])
    return [sorted(one) for one in found]


def spoken(people: Sequence[Person]) -> Words:
    """For each person, a bit per language; all of them for who names none: nothing is known against anyone."""
    bit = {code: k for k, code in enumerate(sorted(frozenset[str]().union(*(one.languages for one in people))))}
    words = [sum(1 << bit[code] for code in person.languages) or EVERY for person in people]
    return np.array(words, np.uint64)


def directions(people: Sequence[Person]) -> Floats:
    """Where people live, as unit vectors from the middle of the Earth."""
    points = np.radians([person.point or (0.0, 0.0) for person in people]).reshape(len(people), 2)
    north, east = points[:, 0], points[:, 1]
    return np.column_stack([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)])


def bits_of(lines: Sequence[Sequence[Line]]) -> Words:
    """For each person, a bit per tag of any line; different tags may share a bit, equal ones always do."""
    words = [0] * len(lines)
    for k, own in enumerate(lines):
        for tag in frozenset[int]().union(*(line.tags for line in own)):
            words[k] |= 1 << (tag % 64)
    return np.array(words, np.uint64)


def split(problem: Problem, vectors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The vectors of offers and those of needs, each in the order of people."""
    offered = np.array([k < len(one.offers) for one in problem.people for k in range(len(one.offers) + len(one.needs))])
    offered = offered.astype(np.bool_).reshape(len(vectors))
    return np.ascontiguousarray(vectors[offered]), np.ascontiguousarray(vectors[~offered])
