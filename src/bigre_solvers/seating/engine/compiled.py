"""The problem as arrays: a kind for each pair, the parties of all rounds, the tables of all rounds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bigre_solvers.seating.acquaintances import Acquaintances
from bigre_solvers.seating.engine.arrays import FORBIDDEN, Hall, Ints
from bigre_solvers.seating.parties import Party
from bigre_solvers.seating.problem import Problem


def hall_of(problem: Problem, known: Acquaintances, parties: Sequence[Sequence[Party]]) -> tuple[Hall, Ints]:
    """The hall, and how often each pair met before; `parties`: per round."""
    flat = [party for one in parties for party in one]
    counts = [len(one.tables) for one in problem.rounds]
    offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    per_party = [len(one) for one in parties]
    allowed = np.zeros((len(flat), max(counts, default=0)), np.bool_)
    for k, party in enumerate(flat):
        allowed[k, list(party.tables)] = True
    upper = np.triu_indices(known.size, 1)
    kind = np.full((known.size, known.size), FORBIDDEN, np.int32)
    kind[upper] = np.arange(len(upper[0]))
    kind = np.maximum(kind, kind.T)
    kind[known.apart] = FORBIDDEN
    tables = [table for one in problem.rounds for table in one.tables]
    hall = Hall(
        kind=kind,
        gain=(known.weights * known.possible)[upper],
        again=np.full(len(upper[0]), problem.weights.repeats),
        member_at=np.concatenate([[0], np.cumsum([len(party.people) for party in flat])]).astype(np.int32),
        members=np.array([p for party in flat for p in party.people], np.int32),
        first=np.repeat(offsets[:-1], per_party).astype(np.int32),
        last=np.repeat(offsets[1:], per_party).astype(np.int32),
        allowed=allowed,
        movable=np.flatnonzero(allowed.sum(axis=1) > 1).astype(np.int32),
        seats=np.array([table.seats for table in tables], np.int32),
        fewest=np.array([table.fewest for table in tables], np.int32),
        reach=known.reach,
        fairness=problem.weights.fairness,
        guarded=bool(known.apart.any()),
    )
    return hall, known.known[upper].astype(np.int32)
