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

PASSES = 30  # through all ties, at most
SWEEPS, STEP = 40, 0.5  # through all prices


def solve(problem: Problem, seed: int, vectors: NDArray[np.float32] | None = None) -> Result:
    """The same suggestions for the same problem, seed and vectors.

    `vectors`: a unit vector for each of `lines_of(problem)`; without them only equal tags match. `InvalidProblem` when
    they aren't that.
    """
    from bigre_solvers.matching.engine.compiled import crowd_of, split
    from bigre_solvers.matching.filling import Filling
    from bigre_solvers.matching.landscape import Landscape
    from bigre_solvers.matching.surprises import add_surprises

    rows = checked(problem, vectors)
    offers, needs = split(problem, rows)
    landscape = Landscape(crowd_of(problem, seed), offers, needs, problem.per_person)
    plan = Plan(len(problem.people))
    if problem.surprise:
        add_surprises(plan, landscape, problem.per_person)
    add_usual(plan, landscape, problem.per_person)
    Filling(plan, landscape, problem.fewest, problem.per_person, problem.most).fill()
    bound, plain = bounds_of(plan, landscape, problem.per_person)
    explaining = Explaining(problem, rows)
    return Result(
        suggestions=tuple(
            Suggestion(pair, round(score, 6), unexpected, explaining.both(*pair, unexpected=unexpected))
            for pair, score, unexpected in plan.couples()
        ),
        shortages=shortages_of(problem, plan),
        value=plan.value(problem.per_person),
        bound=bound,
        plain_bound=plain,
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


def add_usual(plan: Plan, landscape: Landscape, per_person: int) -> None:
    """Chooses ties best first and exchanges them while that pays, as many for each person as they are to have."""
    from bigre_solvers.matching.engine.choosing import choose_best_first, improve
    from bigre_solvers.matching.landscape import codes, ties_of
    from bigre_solvers.matching.surprises import empty_choice

    taken = np.array([pair for pair, _, _ in plan.couples()], np.int64).reshape(-1, 2)
    ties, _ = ties_of(landscape.best, codes(taken[:, 0], taken[:, 1], landscape.size), landscape.size)
    choice = empty_choice(ties, plan.room(per_person), per_person)
    choose_best_first(ties, choice, False)
    improve(ties, choice, PASSES)
    for tie in np.flatnonzero(choice.chosen).tolist():
        plan.add(int(ties.one[tie]), int(ties.other[tie]), float(ties.score[tie]))


def bounds_of(plan: Plan, landscape: Landscape, per_person: int) -> tuple[float, float]:
    """What no choice of usual suggestions exceeds: by prices, and as half of everybody's own best.

    Pairs outside the landscape are worth less than both prices, as no price is under half of a person's cut.
    """
    from bigre_solvers.matching.engine.bounding import bound_at, lower
    from bigre_solvers.matching.landscape import ties_of

    ties, _ = ties_of(landscape.best, np.empty(0, np.int64), landscape.size)
    room, least = plan.room(per_person), landscape.cuts() / 2
    last = np.array([landscape.nth_best(n) for n in range(1, per_person + 1)]).reshape(per_person, landscape.size)
    last = np.maximum(last, 0.0)
    plain = float(sum(last[:n, k].sum() for k, n in enumerate(room.tolist()))) / 2
    price = np.array([last[max(0, n - 1), k] / 2 for k, n in enumerate(room.tolist())]).reshape(landscape.size)
    price, found = np.maximum(price, least), plain
    scratch = np.empty(per_person + 1)
    for _ in range(SWEEPS):
        found = min(found, float(bound_at(ties, room, price)))
        lower(ties, room, price, least, 1, STEP, scratch)
    return found, plain
