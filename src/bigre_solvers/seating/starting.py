"""A first seating of a round that keeps every rule: by chance and greed, else by constraint programming."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from bigre_solvers.seating.acquaintances import Acquaintances
from bigre_solvers.seating.parties import Party
from bigre_solvers.seating.problem import InvalidProblem, Problem, Round
from bigre_solvers.seating.sizes import fullest_sizes

TRIES = 60
EFFORT = 60.0  # of CP-SAT's deterministic seconds


def first_tables(
    problem: Problem, known: Acquaintances, one: Round, parties: Sequence[Party], chance: np.random.Generator
) -> list[int]:
    """Per party the table where it sits, counted in the round; `InvalidProblem` when no seating keeps every rule."""
    sizes = fullest_sizes(sum(len(party.people) for party in parties), one.tables)
    seats = [table.seats for table in one.tables]
    fewest = [table.fewest for table in one.tables]
    for attempt in range(TRIES):
        room = list(sizes) if sizes is not None and attempt < TRIES // 2 else seats
        found = greedy(parties, room, fewest, known.apart, chance)
        if found is not None:
            return found
    return by_constraints(one, parties, known.apart)


def greedy(
    parties: Sequence[Party],
    room: Sequence[int],
    fewest: Sequence[int],
    apart: NDArray[np.bool_],
    chance: np.random.Generator,
) -> list[int] | None:
    """Those with the fewest tables first, then the largest, each at a table by chance; None when that fails."""
    left, at = list(room), [-1] * len(parties)
    seated: list[list[int]] = [[] for _ in room]
    lot = chance.permutation(len(parties))
    order = sorted(range(len(parties)), key=lambda k: (len(parties[k].tables), -len(parties[k].people), lot[k]))
    for k in order:
        people = list(parties[k].people)
        open_tables = [t for t in parties[k].tables if left[t] >= len(people) and not apart[people][:, seated[t]].any()]
        if not open_tables:
            return None
        at[k] = open_tables[int(chance.integers(len(open_tables)))]
        seated[at[k]] += people
        left[at[k]] -= len(people)
    fine = all(not people or len(people) >= least for people, least in zip(seated, fewest, strict=True))
    return at if fine else None


def by_constraints(one: Round, parties: Sequence[Party], apart: NDArray[np.bool_]) -> list[int]:
    """A seating found or proven impossible by CP-SAT, on one thread and with a fixed effort, so always the same."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    sits = {(k, t): model.new_bool_var("") for k, party in enumerate(parties) for t in party.tables}
    for k, party in enumerate(parties):
        model.add_exactly_one(sits[k, t] for t in party.tables)
    for t, table in enumerate(one.tables):
        load = sum(len(party.people) * sits[k, t] for k, party in enumerate(parties) if (k, t) in sits)
        used = model.new_bool_var("")
        model.add(load <= table.seats * used)
        model.add(load >= table.fewest * used)
    for k, j in combinations(range(len(parties)), 2):
        if apart[list(parties[k].people)][:, list(parties[j].people)].any():
            for t in set(parties[k].tables) & set(parties[j].tables):
                model.add_at_most_one(sits[k, t], sits[j, t])
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = EFFORT
    status = solver.solve(model)
    if status in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return [next(t for t in party.tables if solver.value(sits[k, t])) for k, party in enumerate(parties)]
    verb = "can't be seated" if status == cp_model.INFEASIBLE else "couldn't be seated in the time given"
    raise InvalidProblem(
        [f"round {one.key!r} {verb} by all its rules: loosen some of together, apart, pins, needs, fewest or seats"]
    )
