"""Phase 2: simulated annealing over Kempe chains, which never leaves what is feasible."""

from __future__ import annotations

import math

from bigre_solvers.timetable.engine.arrays import Numbers
from bigre_solvers.timetable.engine.chance import below, draw
from bigre_solvers.timetable.engine.jit import entry, kernel
from bigre_solvers.timetable.engine.slots.arrays import FREE, Arrays, Chain, Path, Rules, Scratch, Spaces, State
from bigre_solvers.timetable.engine.slots.bits import flip
from bigre_solvers.timetable.engine.slots.chains import follow
from bigre_solvers.timetable.engine.slots.judging import change_days, change_of_days, movers, remember
from bigre_solvers.timetable.engine.slots.seating import seat


@entry
def anneal(a: Arrays, x: State, s: Scratch, movable: Numbers, temperature: float, moves: int) -> None:
    """Tries so many moves at one temperature: a chain that may be is kept if it is cheaper or by chance."""
    for _ in range(moves):
        act = movable[below(x.random, len(movable))]
        here, there = x.slot[act], any_slot(a.rules, x, act)
        if here == there:
            continue
        length = follow(a.rules, x, s.chain, act, here, there)
        if length == 0:
            continue
        movers(a.people, s.chain, length)
        delta = change_of_days(a.people, a.when, x.days, s.chain, here, there)
        if delta > 0 and draw(x.random) >= math.exp(-delta / temperature):
            continue
        if change_sides(a.spaces, x, s.chain, s.path, length, here, there):
            change_days(a.when, x.days, s.chain, here, there)
            x.cost[0] += delta
            if x.cost[0] < x.cost[1]:
                x.cost[1] = x.cost[0]
                remember(x)
                if x.cost[1] <= 0:
                    break


@kernel
def any_slot(a: Rules, x: State, act: int) -> int:
    """A slot by chance among those where `act` may be held."""
    first = a.slot_at[act]
    return a.slots[first + below(x.random, a.slot_at[act + 1] - first)]


@kernel
def change_sides(a: Spaces, x: State, c: Chain, path: Path, length: int, here: int, there: int) -> bool:
    """Whether both slots have spaces for everybody once the chain has changed sides; if not, nothing changes."""
    for room in range(len(c.here)):
        c.here[room], c.there[room] = x.holder[here, room], x.holder[there, room]
    for k in range(length):
        act = c.act[k]
        x.holder[x.slot[act], x.space[act]] = FREE
    for k in range(length):
        act = c.act[k]
        target = there if x.slot[act] == here else here
        if not seat(a, x, path, act, target):
            restore(x, c, here, there)
            return False
    for k in range(length):
        act = c.act[k]
        source = x.slot[act]
        target = there if source == here else here
        flip(x.held, source, act)
        flip(x.held, target, act)
        x.free[source] += 1
        x.free[target] -= 1
        x.slot[act] = target
    return True


@kernel
def restore(x: State, c: Chain, here: int, there: int) -> None:
    """Both slots are held as before."""
    for room in range(len(c.here)):
        x.holder[here, room], x.holder[there, room] = c.here[room], c.there[room]
        if c.here[room] >= 0:
            x.space[c.here[room]] = room
        if c.there[room] >= 0:
            x.space[c.there[room]] = room
