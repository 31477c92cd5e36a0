"""Turns a problem into its best seating: a start that keeps every rule, improved until told to stop, explained."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from bigre_solvers.seating.acquaintances import Acquaintances
from bigre_solvers.seating.bounds import bound_of
from bigre_solvers.seating.designs.shape import Shape, shape_of
from bigre_solvers.seating.explain import explanation_of
from bigre_solvers.seating.parties import parties_of
from bigre_solvers.seating.problem import Problem
from bigre_solvers.seating.result import Bound, Progress, Result, Seating
from bigre_solvers.seating.starting import first_tables
from bigre_solvers.timetable.stop import Stop

type Watch = Callable[[Progress], None]


def solve(problem: Problem, stop: Stop, seed: int, on_progress: Watch | None = None) -> Result:
    """The best seating found before `stop`; the same for the same problem, seed and number of iterations.

    `InvalidProblem` when no seating keeps every rule. It stops early once the bound is reached.
    """
    known, bound = Acquaintances(problem), bound_of(problem)
    shape = shape_of(problem, known)
    if shape is not None and not problem.weights.repeats:
        rounds, moves = _solve_plain(problem, shape, bound, stop, seed, on_progress)
    else:
        rounds, moves = _solve_general(problem, known, bound, stop, seed, on_progress)
    new = np.triu(known.new(rounds), 1)
    return Result(
        rounds=rounds,
        pairs=int(new.sum()),
        value=float(known.weights[new].sum()),
        costs=known.costs(rounds),
        bound=bound,
        explanation=explanation_of(problem, known, bound, rounds),
        seed=seed,
        iterations=moves,
    )


def _solve_plain(
    problem: Problem, shape: Shape, bound: Bound, stop: Stop, seed: int, on_progress: Watch | None
) -> tuple[Seating, int]:
    from bigre_solvers.seating.designs.plain import Plain
    from bigre_solvers.seating.engine.allowance import Allowance

    run = Plain(shape, bound.pairs, seed)
    weight = problem.weights.across

    def report(moves: int, fraction: float) -> None:
        if on_progress is not None:
            on_progress(Progress(moves, fraction, run.pairs, weight * (shape.pairs - run.pairs)))

    _load()
    allowance = Allowance(stop, report)
    run.search(allowance)
    return _frozen(run.padded()), allowance.moves


def _solve_general(
    problem: Problem, known: Acquaintances, bound: Bound, stop: Stop, seed: int, on_progress: Watch | None
) -> tuple[Seating, int]:
    from bigre_solvers.seating.engine.allowance import Allowance
    from bigre_solvers.seating.engine.compiled import hall_of
    from bigre_solvers.seating.engine.cooling import cool_to_the_end
    from bigre_solvers.seating.engine.memory import new_state

    chance = np.random.default_rng(seed)
    parties = [parties_of(problem, one) for one in problem.rounds]
    hall, met = hall_of(problem, known, parties)
    starts = [first_tables(problem, known, one, own, chance) for one, own in zip(problem.rounds, parties, strict=True)]
    at = hall.first + np.array([table for tables in starts for table in tables], np.int32)
    state = new_state(hall, at, met, seed)
    total = float(hall.gain.sum())

    def report(moves: int, fraction: float) -> None:
        if on_progress is not None:
            pairs = int(((state.met > 0) & (met == 0)).sum())
            on_progress(Progress(moves, fraction, pairs, float(state.cost[1])))

    _load()
    allowance = Allowance(stop, report)
    unit = float(hall.gain[hall.gain > 0].mean()) if (hall.gain > 0).any() else 1.0
    unit += problem.weights.fairness * 2
    cool_to_the_end(hall, state, allowance, unit, total - bound.value)
    return _read(problem, hall.members, hall.member_at, hall.first, state.best), allowance.moves


def _load() -> None:
    """Has the kernels compiled, or read from disk, before the clock starts."""
    from bigre_solvers.seating.designs.symmetry import Symmetry, hall_of
    from bigre_solvers.seating.engine.memory import new_state
    from bigre_solvers.seating.engine.search import anneal

    kind, images = Symmetry((1,), 2, 0, 1).kinds()
    hall = hall_of(kind, images, 1, 1, 2, 0.0)
    anneal(hall, new_state(hall, np.zeros(2, np.int32), np.zeros(1, np.int32), 1), 0, 1.0, 0.0)


def _read(problem: Problem, members: np.ndarray, member_at: np.ndarray, first: np.ndarray, at: np.ndarray) -> Seating:
    """Round → table → people, from where each unit sits."""
    tables: list[list[int]] = [[] for one in problem.rounds for _ in one.tables]
    for unit, table in enumerate(at.tolist()):
        tables[table] += members[member_at[unit] : member_at[unit + 1]].tolist()
    offset, rounds = 0, []
    for one in problem.rounds:
        rounds.append(tables[offset : offset + len(one.tables)])
        offset += len(one.tables)
    return _frozen(rounds)


def _frozen(rounds: list[list[list[int]]]) -> Seating:
    return tuple(tuple(tuple(sorted(table)) for table in tables) for tables in rounds)
