"""Plans that algebra gives at once: everybody in pairs, and the parallel lines of affine planes and spaces.

Leaving people out of such a plan keeps every other pair's meeting, so a plan for more people serves fewer.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from bigre_solvers.seating.designs.fields import field, prime_power
from bigre_solvers.seating.designs.symmetry import Rounds

LARGEST_FIELD = 128


def classical_plans(people: int, seats: int, rounds: int) -> Iterator[Rounds]:
    """Plans of at most so many rounds in which no pair meets twice."""
    if seats < 2:
        return
    if seats == 2:
        yield round_robin(people)[:rounds]
    dimension = 2
    while seats**dimension < people:
        dimension += 1
    if prime_power(seats) and seats**dimension <= 4 * people:
        yield seated(affine_space(seats, dimension, rounds), people)
    q = next((q for q in range(max(seats, -(-people // seats)), LARGEST_FIELD) if prime_power(q)), None)
    if q is not None:
        yield seated(net(q, seats, rounds), people)


def round_robin(people: int) -> Rounds:
    """Everybody meets everybody in pairs: the circle method; with an odd number one sits alone each time."""
    circle = people + people % 2 - 1
    plan: Rounds = []
    for turn in range(circle):
        pairs = [[(turn + k) % circle, (turn - k) % circle] for k in range(1, (circle + 1) // 2)]
        plan.append([*pairs, [turn, circle] if circle < people else [turn]])
    return plan


def net(q: int, columns: int, rounds: int) -> Rounds:
    """For q × columns people: in round m a table is a line y = m·x + c of the affine plane of order q."""
    sums, products = field(q)
    return [
        [[x * q + sums[products[m][x]][c] for x in range(columns)] for c in range(q)] for m in range(min(q, rounds))
    ]


def affine_space(q: int, dimension: int, rounds: int) -> Rounds:
    """All lines of the affine space: a round per direction, everybody meets everybody exactly once."""
    sums, products = field(q)
    points = list(product(range(q), repeat=dimension))
    number = {point: k for k, point in enumerate(points)}
    plan: Rounds = []
    for direction in directions(q, dimension):
        if len(plan) == rounds:
            break
        lead = direction.index(1)
        starts = [point for point in points if point[lead] == 0]
        plan.append(
            [
                [
                    number[tuple(sums[a][products[t][d]] for a, d in zip(start, direction, strict=True))]
                    for t in range(q)
                ]
                for start in starts
            ]
        )
    return plan


def directions(q: int, dimension: int) -> Iterator[tuple[int, ...]]:
    """One vector per direction: those whose first coordinate that isn't zero is one."""
    for vector in product(range(q), repeat=dimension):
        if next((c for c in vector if c), 0) == 1:
            yield vector


def seated(plan: Rounds, people: int) -> Rounds:
    """The plan without those it has too many; tables that nobody is left at are gone."""
    kept = ([[p for p in table if p < people] for table in tables] for tables in plan)
    return [[table for table in tables if table] for tables in kept]
