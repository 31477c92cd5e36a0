"""Which symmetrical plans are worth searching for: those in which every pair could meet, the smallest search first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations_with_replacement

from bigre_solvers.seating.designs.shape import Shape
from bigre_solvers.seating.designs.symmetry import Symmetry
from bigre_solvers.seating.problem import Table
from bigre_solvers.seating.sizes import fullest_sizes, pairs_in

MOST_TRIALS = 40
LARGEST_SEARCH = 2500  # people × rounds, beyond which images of pairs take longer than they save
OWN_ROUNDS = 2
SPARE_PEOPLE = 4
BETWEEN_PLAIN = 3


@dataclass(frozen=True)
class Trial:
    """A symmetry and the number of tables in the rounds that are searched for."""

    symmetry: Symmetry
    tables: int


def trials_of(shape: Shape, pairs: int) -> tuple[list[Trial], list[Trial]]:
    """What to try for a shape in which at most so many pairs can meet: symmetrical trials, and plain ones."""
    least = -(-shape.people // shape.seats)
    plain = [Trial(Symmetry((1,), shape.people, 0, shape.rounds), t) for t in (least, least + 1) if t <= shape.tables]
    if shape.people * shape.rounds > LARGEST_SEARCH:
        return [], plain[:1]
    everybody = pairs == shape.pairs
    found = [
        trial
        for symmetry in symmetries(shape, everybody)
        for trial in tables_for(shape, symmetry, everybody)
        if not everybody or (own_rounds_may_be(shape, symmetry) and could_cover(shape, trial))
    ]
    found.sort(key=lambda trial: (trial.symmetry.rounds * trial.symmetry.points, trial.symmetry.fixed))
    return found[:MOST_TRIALS], plain


def woven(found: list[Trial], plain: list[Trial]) -> list[Trial]:
    """Plain trials after every few symmetrical ones, and last."""
    parts = [found[k : k + BETWEEN_PLAIN] for k in range(0, len(found), BETWEEN_PLAIN)] or [[]]
    return [trial for k, part in enumerate(parts) for trial in (*part, plain[k % len(plain)])]


def symmetries(shape: Shape, everybody: bool) -> Iterator[Symmetry]:
    """Every group, number of people (a few too many are left out again) and kind of rounds that make up the shape."""
    most = min(shape.people + SPARE_PEOPLE, shape.tables * shape.seats) if everybody else shape.people
    for order in range(2, shape.rounds + 1):
        base, own = divmod(shape.rounds, order)
        for moduli in abelian(order):
            for points in range(shape.people, most + 1):
                orbits, fixed = divmod(points, order)
                if orbits == 0 or fixed > shape.seats or (own and not everybody) or own > OWN_ROUNDS:
                    continue
                steps = [s for s in range(1, moduli[0] + 1) if moduli[0] % s == 0 and moduli[0] // s <= shape.seats]
                for cosets in combinations_with_replacement(steps, own):
                    yield Symmetry(moduli, orbits, fixed, base, cosets)


def abelian(order: int, least: int = 2) -> Iterator[tuple[int, ...]]:
    """The abelian groups of an order: cyclic factors, each a divisor of the next."""
    yield (order,)
    for first in range(least, order):
        if order % first == 0:
            for rest in abelian(order // first, first):
                if rest[0] % first == 0:
                    yield (first, *rest)


def tables_for(shape: Shape, symmetry: Symmetry, everybody: bool) -> Iterator[Trial]:
    """As few tables as hold everybody, or one more."""
    least = -(-symmetry.points // shape.seats)
    for tables in (least, least + 1) if everybody else (least,):
        if tables <= shape.tables:
            yield Trial(symmetry, tables)


def own_rounds_may_be(shape: Shape, symmetry: Symmetry) -> bool:
    """Whether the rounds that are their own images have neither too many tables nor too few people at any."""
    return all(
        len(tables) <= shape.tables and min(map(len, tables)) >= shape.fewest
        for tables in symmetry.own_rounds(shape.seats)
    )


def could_cover(shape: Shape, trial: Trial) -> bool:
    """Whether the rounds hold as many pairs as must meet."""
    symmetry = trial.symmetry
    sizes = fullest_sizes(symmetry.points, tuple(Table("", shape.seats, 1) for _ in range(trial.tables)))
    if sizes is None:
        return False
    held = symmetry.rounds * symmetry.order * pairs_in(sizes)
    own = sum(pairs_in(tuple(map(len, tables))) for tables in symmetry.own_rounds(shape.seats))
    return held + own >= symmetry.points * (symmetry.points - 1) // 2
