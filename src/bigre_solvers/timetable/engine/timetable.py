"""Reads the best timetable out of the arrays: starts, spaces, attendance, and its cost in parts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bigre_solvers.timetable.criteria import CRITERIA
from bigre_solvers.timetable.engine.arrays import Arrays, Flags, Ints, Scratch, State
from bigre_solvers.timetable.engine.attendance import forget
from bigre_solvers.timetable.engine.block import block_cost, settle
from bigre_solvers.timetable.engine.comfort import day_costs, late_cost
from bigre_solvers.timetable.engine.fairness import both_tenths
from bigre_solvers.timetable.engine.jit import entry
from bigre_solvers.timetable.engine.memory import new_state
from bigre_solvers.timetable.engine.placing import set_start


@entry
def restore(a: Arrays, x: State, starts: Ints) -> None:
    """Puts every activity at the given starts."""
    for act in range(len(starts)):
        set_start(a.rules, x, act, starts[act])


def judge(a: Arrays, x: State, s: Scratch) -> tuple[dict[str, float], int]:
    """Weighted cost by criterion, and how many have no place."""
    parts = dict.fromkeys(CRITERIA, 0.0)
    parts["wishes"] = a.wish_total
    parts["late_then_early"] = late_cost(a.comfort, x.start, a.rules.duration)
    if a.comfort.any_day_weight:
        daily = day_costs(a.comfort, x.start, a.rules.duration, s.changes.order)
        parts.update(zip(("end_of_day", "long_runs", "lonely_days"), daily, strict=True))
    s.grants.now[:] = 0.0
    held: set[int] = set()
    for block in np.flatnonzero(x.member_count).tolist():
        block_cost(a, x, s, block)
        parts["wishes"] -= s.parts[0]
        parts["theme_spread"] += s.parts[1]
        parts["room_fit"] += s.parts[2]
        members = x.members[block, : x.member_count[block]]
        held.update(a.stands_for[members[s.new_space[members] >= 0]].tolist())
    if a.fairness.on:
        s.grants.missed[:] = 1.0 - s.grants.now.sum(axis=0)[a.fairness.wisher]
        parts["worst_off"], parts["worst_off_groups"] = both_tenths(a.fairness, s.grants)
    return parts, len(np.unique(a.stands_for)) - len(held)


@dataclass
class BlockPlan:
    """One block, settled: for each of its activities its space (-1: none) and who attends."""

    activities: list[int]
    spaces: list[int]
    attendees: list[list[int]]


def read_block(a: Arrays, x: State, s: Scratch, block: int) -> BlockPlan:
    """The block as the kernels settle it."""
    n, people = settle(a, x, s, block)
    attendees: list[list[int]] = [[] for _ in range(n)]
    for p in s.touched[:people].tolist():
        for k in range(s.items.at[p], s.items.at[p] + s.items.size[p]):
            if s.items.chosen[k]:
                attendees[s.items.activity[k]].append(p)
    forget(s.items, s.touched, people)
    return BlockPlan(s.local.act[:n].tolist(), s.local.room[:n].tolist(), attendees)


def state_at(a: Arrays, blocks: int, starts: Ints, active: Flags) -> State:
    """A state with every activity at the given starts, and everybody at the given repeats."""
    x = new_state(a, blocks, 0)
    x.active[0] = active
    restore(a, x, starts)
    return x
