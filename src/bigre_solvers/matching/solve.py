"""Turns a problem into suggestions: unexpected ones first, then the best the others can be, then those left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bigre_solvers.matching.explain import Explaining
from bigre_solvers.matching.lacking import shortages_of
from bigre_solvers.matching.plan import Plan
from bigre_solvers.matching.problem import InvalidProblem, Problem, lines_of
from bigre_solvers.matching.result import Result, Suggestion

if TYPE_CHECKING:
    from bigre_solvers.matching.landscape import Landscape
    from bigre_solvers.matching.pricing import Pricing

PASSES = 30  # through all ties, at most


def solve(problem: Problem, seed: int, vectors: NDArray[np.float32] | None = None, *, cores: int = 2) -> Result:
    """The same suggestions for the same problem, seed and vectors, on any number of cores.

    `vectors`: a unit vector for each of `lines_of(problem)`; without them only equal tags match. `InvalidProblem` when
    they aren't that.
    """
    from bigre_solvers.matching.engine.compiled import crowd_of, split
    from bigre_solvers.matching.filling import Filling
    from bigre_solvers.matching.landscape import Landscape
    from bigre_solvers.matching.surprises import add_surprises

    rows = checked(problem, vectors)
    offers, needs = split(problem, rows)
    landscape = Landscape(crowd_of(problem, seed), offers, needs, problem.per_person, cores)
    plan = Plan(len(problem.people))
    if problem.surprise:
        add_surprises(plan, landscape, problem.per_person)
    pricing = add_usual(plan, landscape, problem.per_person)
    Filling(plan, landscape, problem.fewest, problem.per_person, problem.most).fill()
    explaining = Explaining(problem, rows)
    return Result(
        suggestions=tuple(
            Suggestion(pair, score, unexpected, explaining.both(*pair, unexpected=unexpected))
            for pair, score, unexpected in plan.couples()
        ),
        shortages=shortages_of(problem, plan),
        value=plan.value(problem.per_person),
        bound=pricing.bound,
        plain_bound=pricing.plain,
        seed=seed,
    )


def checked(problem: Problem, vectors: NDArray[np.float32] | None) -> NDArray[np.float32]:
    """Vectors in the form that the rest relies on."""
    count = len(lines_of(problem))
    if vectors is None:
        return np.zeros((count, 1), np.float32)
    rows = np.asarray(vectors, np.float32)
    if rows.ndim != 2 or len(rows) != count:
        raise InvalidProblem([f"vectors have the shape {rows.shape}: give one for each of the {count} lines"])
    if not np.allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-3):
        raise InvalidProblem(["a vector isn't of length 1: divide each by its length"])
    return rows


def add_usual(plan: Plan, landscape: Landscape, per_person: int) -> Pricing:
    """Chooses as many ties for each person as they are to have, those that leave most beside their prices first.

    Then ties are exchanged while that pays.
    """
    from bigre_solvers.matching.engine.choosing import choose_in_order, improve
    from bigre_solvers.matching.landscape import codes, ties_of
    from bigre_solvers.matching.pricing import priced, worth_choosing
    from bigre_solvers.matching.surprises import empty_choice

    taken = np.array([pair for pair, _, _ in plan.couples()], np.int64).reshape(-1, 2)
    ties, _ = ties_of(landscape.best, codes(taken[:, 0], taken[:, 1], landscape.size), landscape.size)
    room = plan.room(per_person)
    pricing = priced(landscape, ties, room)
    ties = worth_choosing(ties, pricing.price)
    choice = empty_choice(ties, room, per_person)
    choose_in_order(ties, choice, False)
    improve(ties, choice, PASSES)
    for tie in np.flatnonzero(choice.chosen).tolist():
        plan.add(int(ties.one[tie]), int(ties.other[tie]), float(ties.score[tie]))
    return pricing
