"""The search: weighs moves block by block, keeps or takes them back, cools down."""

from __future__ import annotations

import math

from bigre_solvers.timetable.engine.arrays import Arrays, Changes, Grants, Numbers, Rules, Scratch, State
from bigre_solvers.timetable.engine.block import block_cost, optimistic_cost
from bigre_solvers.timetable.engine.chance import draw
from bigre_solvers.timetable.engine.comfort import comfort_gained
from bigre_solvers.timetable.engine.fairness import keep_grants, unfairness
from bigre_solvers.timetable.engine.jit import entry, kernel
from bigre_solvers.timetable.engine.moves import propose
from bigre_solvers.timetable.engine.placing import undo


@kernel
def touched_blocks(r: Rules, c: Changes, moves: int) -> int:
    """Lists the blocks that the changes touch, each once; how many."""
    number = 0
    for m in range(2 * moves):
        start = c.origin[m // 2] if m % 2 == 0 else c.target[m // 2]
        if start < 0:
            continue
        block, known = r.block_of[start], False
        for k in range(number):
            known = known or c.block[k] == block
        if not known:
            c.block[number] = block
            number += 1
    return number


@kernel
def weigh(a: Arrays, x: State, s: Scratch, moves: int, patience: float) -> float:
    """How much dearer the changes, already applied, make the timetable; new block costs are kept beside.

    Above `patience`, a lower bound is returned as soon as it exceeds it: such a move won't be kept.
    """
    c, delta = s.changes, 0.0
    for m in range(moves):
        delta += a.unplaced[c.act[m]] * (int(c.target[m] < 0) - int(c.origin[m] < 0))
    if a.comfort.late_weight > 0 or a.comfort.any_day_weight:
        delta += comfort_gained(a.comfort, a.rules, x, c, moves)
    blocks = touched_blocks(a.rules, c, moves)
    for k in range(blocks):
        c.cost[k] = optimistic_cost(a, x, s, c.block[k])
        delta += c.cost[k] - x.block_cost[c.block[k]]
    unfair = s.grants.cost[0]
    if a.fairness.on:
        if delta - unfair > patience:
            return delta - unfair
        delta, unfair = reweighed(a, s.grants, c, blocks, delta, unfair)
    for k in range(blocks):
        if delta > patience:
            return delta
        cost = block_cost(a, x, s, c.block[k])
        delta += cost - c.cost[k]
        c.cost[k] = cost
        if a.fairness.on:
            delta, unfair = reweighed(a, s.grants, c, blocks, delta, unfair)
    c.unfair[0] = unfair
    return delta


@kernel
def reweighed(a: Arrays, g: Grants, c: Changes, blocks: int, delta: float, unfair: float) -> tuple[float, float]:
    """The difference, and the unfairness that it counts, with what was evaluated since."""
    cost = unfairness(a.fairness, g, c, blocks)
    return delta + cost - unfair, cost


@kernel
def keep(r: Rules, x: State, s: Scratch, moves: int, delta: float) -> None:
    """The changes stay: block costs, spaces and the best so far follow."""
    c = s.changes
    blocks = touched_blocks(r, c, moves)
    if len(s.grants.kept) > 0:
        keep_grants(s.grants, c, blocks, c.unfair[0])
    for k in range(blocks):
        block = c.block[k]
        x.block_cost[block] = c.cost[k]
        for m in range(x.member_count[block]):
            x.space[x.members[block, m]] = s.new_space[x.members[block, m]]
    for m in range(moves):
        if c.target[m] < 0:
            x.space[c.act[m]] = -1
    x.total[0] += delta
    if x.total[0] < x.total[1] - 1e-9:
        x.total[1] = x.total[0]
        for act in range(len(x.start)):
            x.best_start[act] = x.start[act]
        for k in range(x.active.shape[1]):
            x.active[1, k] = x.active[0, k]


@entry
def anneal(a: Arrays, x: State, s: Scratch, movable: Numbers, temperature: float, steps: int) -> None:
    """Simulated annealing at one temperature: `steps` moves, each kept if it is cheaper or by chance."""
    for _ in range(steps):
        moves = propose(a.rules, a.turns, x, s.changes, movable, x.total[0] > a.unplaced_cost / 2)
        if moves < 0:
            continue
        patience = -temperature * math.log(1.0 - draw(x.random))
        delta = weigh(a, x, s, moves, patience)
        if delta <= patience:
            keep(a.rules, x, s, moves, delta)
        else:
            undo(a.rules, x, s.changes, moves)


@entry
def sample(a: Arrays, x: State, s: Scratch, movable: Numbers, samples: int) -> float:
    """What moves that make the timetable dearer cost on average: the heat to start from."""
    total, number = 0.0, 0
    for _ in range(samples):
        moves = propose(a.rules, a.turns, x, s.changes, movable, False)
        if moves >= 0:
            delta = weigh(a, x, s, moves, math.inf)
            undo(a.rules, x, s.changes, moves)
            if 1e-9 < delta < a.unplaced_cost / 2:
                total, number = total + delta, number + 1
    return total / number if number > 0 else 1.0
