"""A fresh state for the search: everybody seated as told, and every count that follows from it."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from bigre_solvers.seating.engine.arrays import MOST_AT_ONCE, Hall, Ints, State

GOLDEN = 0x9E3779B97F4A7C15


def seeded(seed: int) -> np.ndarray:
    """The first word of the random numbers of a seed; never zero."""
    return np.array([(seed * 2 + 1) * GOLDEN % (1 << 64) or 1], np.uint64)


def new_state(h: Hall, at: Ints, met_before: Ints, seed: int) -> State:
    """The state in which each unit sits at its table; `met_before`: meetings of each kind so far."""
    tables = len(h.seats)
    row = np.zeros((tables, int(h.seats.max(initial=1))), np.int32)
    units, load = np.zeros(tables, np.int32), np.zeros(tables, np.int32)
    for unit, table in enumerate(at.tolist()):
        row[table, units[table]] = unit
        units[table] += 1
        load[table] += h.member_at[unit + 1] - h.member_at[unit]
    met, news = met_before.astype(np.int32), np.zeros(len(h.reach), np.int32)
    cost = float(h.gain[met == 0].sum())
    for table in range(tables):
        people = [int(p) for unit in row[table, : units[table]] for p in members(h, int(unit))]
        for one, other in combinations(people, 2):
            kind = h.kind[one, other]
            if met[kind] > 0:
                cost += h.again[kind]
            else:
                cost -= h.gain[kind]
                news[one] += 1
                news[other] += 1
            met[kind] += 1
    cost += h.fairness * float(((h.reach - news).astype(np.float64) ** 2).sum())
    return State(
        at=at.astype(np.int32),
        row=row,
        units=units,
        load=load,
        met=met,
        news=news,
        cost=np.array([cost, cost]),
        best=at.astype(np.int32),
        moving=np.zeros((2, MOST_AT_ONCE), np.int32),
        random=seeded(seed),
    )


def members(h: Hall, unit: int) -> Ints:
    """The people of a unit."""
    return h.members[h.member_at[unit] : h.member_at[unit + 1]]
