"""The problem as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple

import numpy as np

from bigre_solvers.matching.engine.arrays import Crowd, Floats, Ints, Words
from bigre_solvers.matching.problem import Dimension, Line, Person, Problem, Stance

SIGNS = {Stance.LIKE: 1, Stance.UNLIKE: -1, Stance.EITHER: 0}
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
    stances = [[SIGNS[person.stances[dimension]] for dimension in Dimension] for person in people]
    return Crowd(
        stance=np.array(stances, np.int8).reshape(len(people), len(Dimension)),
        languages=spoken(people),
        placed=np.array([person.point is not None for person in people], np.bool_),
        direction=directions(people),
        set_at=set_at,
        sets=sets,
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
        weight=np.array(astuple(problem.weights), np.float64),
        farthest=np.array([2.0 ** (-problem.weights.far_km / problem.weights.near_km)]),
        seed=np.array([seed % (1 << 64)], np.uint64),
    )


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
