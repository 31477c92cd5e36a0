"""Reads the best timetable out of the arrays: starts, spaces, attendance, and its cost in parts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bigre_solvers.timetable.engine.arrays import Arrays, Floats, Ints, Scratch, State, new_state
from bigre_solvers.timetable.engine.attendance import forget
from bigre_solvers.timetable.engine.block import block_cost, settle
from bigre_solvers.timetable.engine.comfort import late_cost
from bigre_solvers.timetable.engine.jit import entry
from bigre_solvers.timetable.engine.placing import set_start


@entry
def restore(a: Arrays, x: State, starts: Ints) -> None:
    """Puts every activity at the given starts."""
    for act in range(len(starts)):
        set_start(a.rules, x, act, starts[act])


def judge(a: Arrays, x: State, s: Scratch, parts: Floats) -> int:
    """Weighted cost of wishes, theme spread, late then early and room fit goes to `parts`; how many have no place."""
    parts[:] = a.wish_total, 0.0, late_cost(a.comfort, x.start, a.rules.duration), 0.0
    held = 0
    for block in np.flatnonzero(x.member_count).tolist():
        block_cost(a, x, s, block)
        parts += -s.parts[0], s.parts[1], 0.0, s.parts[2]
        members = x.members[block, : x.member_count[block]]
        held += int(np.count_nonzero(s.new_space[members] >= 0))
    return len(x.start) - held


@dataclass
class BlockPlan:
    """One block, settled: for each of its activities its space (-1: none) and who attends."""

    activities: list[int]
    spaces: list[int]
    attendees: list[list[int]]


def read_block(a: Arrays, x: State, s: Scratch, block: int) -> BlockPlan:
    """The block as the kernels settle it."""
    n, people, _ = settle(a, x, s, block)
    attendees: list[list[int]] = [[] for _ in range(n)]
    for p in s.touched[:people].tolist():
        for k in range(s.items.at[p], s.items.at[p] + s.items.size[p]):
            if s.items.chosen[k]:
                attendees[s.items.activity[k]].append(p)
    forget(s.items, s.touched, people)
    return BlockPlan(s.local.act[:n].tolist(), s.local.room[:n].tolist(), attendees)


def state_at(a: Arrays, blocks: int, starts: Ints) -> State:
    """A state with every activity at the given starts."""
    x = new_state(a, blocks, 0)
    restore(a, x, starts)
    return x
