"""Phase 1: places every activity by tabu search, ejecting what stands against the one that is placed."""

from __future__ import annotations

from bigre_solvers.timetable.engine.chance import below
from bigre_solvers.timetable.engine.jit import entry, kernel
from bigre_solvers.timetable.engine.slots.arrays import CLOSED, FREE, Arrays, Scratch, State, Waiting
from bigre_solvers.timetable.engine.slots.bits import flip, has
from bigre_solvers.timetable.engine.slots.judging import remember
from bigre_solvers.timetable.engine.slots.seating import seat

STAY_OUT = 10
NO_SPACE = 0.6
FORBIDDEN = 1000.0


@entry
def fill(a: Arrays, x: State, w: Waiting, s: Scratch, turns: int) -> None:
    """Places up to `turns` waiting activities, each where it ejects the least; keeps the fullest timetable."""
    for _ in range(turns):
        if w.number[0] == 0:
            break
        w.turn[0] += 1
        place = next_in_line(a, x, w)
        act = w.act[place]
        slot = best_slot(a, x, w, act)
        out = eject(a, x, w, act, slot)
        if not seat(a.spaces, x, s.path, act, slot):
            out = take_over(a, x, w, act, slot, out)
        x.slot[act] = slot
        x.free[slot] -= 1
        flip(x.held, slot, act)
        w.loss[0] -= a.rules.weight[act]
        w.number[0] -= 1
        w.act[place] = w.act[w.number[0]]
        for k in range(out):
            w.act[w.number[0] + k] = w.out[k]
        w.number[0] += out
        if w.loss[0] < w.loss[1]:
            w.loss[1] = w.loss[0]
            remember(x)


@kernel
def next_in_line(a: Arrays, x: State, w: Waiting) -> int:
    """Of two waiting activities taken by chance, the one with fewer spaces."""
    one, other = below(x.random, w.number[0]), below(x.random, w.number[0])
    act, rival = w.act[one], w.act[other]
    fewer = a.spaces.suit_at[rival + 1] - a.spaces.suit_at[rival] < a.spaces.suit_at[act + 1] - a.spaces.suit_at[act]
    return other if fewer else one


@kernel
def best_slot(a: Arrays, x: State, w: Waiting, act: int) -> int:
    """The slot where placing `act` ejects the least, ties by chance; where it was ejected lately only for a record."""
    best, least, ties = -1, 0.0, 0
    for k in range(a.rules.slot_at[act], a.rules.slot_at[act + 1]):
        slot = a.rules.slots[k]
        cost = against(a, x, act, slot)
        if w.until[act, slot] > w.turn[0] and w.loss[0] - a.rules.weight[act] + cost >= w.loss[1]:
            cost += FORBIDDEN
        ties = ties + 1 if cost == least else 1
        if best < 0 or cost < least or (cost == least and below(x.random, ties) == 0):
            best, least = slot, cost
    return best


@kernel
def against(a: Arrays, x: State, act: int, slot: int) -> float:
    """What those weigh who would have to leave for `act` to be there; a little more when no space would be left."""
    found, room_left = out_of_order(a, x, act, slot), False
    for room in range(x.holder.shape[1]):
        other = x.holder[slot, room]
        if other >= 0 and has(a.rules.conflicts, act, other):
            found += a.rules.weight[other]
    for k in range(a.spaces.suit_at[act], a.spaces.suit_at[act + 1]):
        other = x.holder[slot, a.spaces.suits[k]]
        if other == FREE or (other != CLOSED and has(a.rules.conflicts, act, other)):
            room_left = True
            break
    return found if room_left else found + NO_SPACE


@kernel
def out_of_order(a: Arrays, x: State, act: int, slot: int) -> float:
    """What those weigh who are held on the wrong side of the slot for `act` to be there."""
    found = 0.0
    for k in range(a.rules.before_at[act], a.rules.before_at[act + 1]):
        if x.slot[a.rules.before[k]] >= slot:
            found += a.rules.weight[a.rules.before[k]]
    for k in range(a.rules.after_at[act], a.rules.after_at[act + 1]):
        if 0 <= x.slot[a.rules.after[k]] <= slot:
            found += a.rules.weight[a.rules.after[k]]
    return found


@kernel
def eject(a: Arrays, x: State, w: Waiting, act: int, slot: int) -> int:
    """Takes out all that `act` may not share the slot with or that is out of order; how many (in `w.out`)."""
    out = 0
    for room in range(x.holder.shape[1]):
        other = x.holder[slot, room]
        if other >= 0 and has(a.rules.conflicts, act, other):
            out = leave(a, x, w, other, out)
    for k in range(a.rules.before_at[act], a.rules.before_at[act + 1]):
        if x.slot[a.rules.before[k]] >= slot:
            out = leave(a, x, w, a.rules.before[k], out)
    for k in range(a.rules.after_at[act], a.rules.after_at[act + 1]):
        if 0 <= x.slot[a.rules.after[k]] <= slot:
            out = leave(a, x, w, a.rules.after[k], out)
    return out


@kernel
def leave(a: Arrays, x: State, w: Waiting, act: int, out: int) -> int:
    """`act` loses its place and stays out of that slot for some turns; how many left so far."""
    slot = x.slot[act]
    w.until[act, slot] = w.turn[0] + STAY_OUT + below(x.random, STAY_OUT) + w.number[0]
    x.holder[slot, x.space[act]] = FREE
    x.free[slot] += 1
    flip(x.held, slot, act)
    x.slot[act] = x.space[act] = -1
    w.loss[0] += a.rules.weight[act]
    w.out[out] = act
    return out + 1


@kernel
def take_over(a: Arrays, x: State, w: Waiting, act: int, slot: int, out: int) -> int:
    """`act` takes a suitable open space of the slot by chance from its holder; how many left so far."""
    chosen, seen = -1, 0
    for k in range(a.spaces.suit_at[act], a.spaces.suit_at[act + 1]):
        if x.holder[slot, a.spaces.suits[k]] != CLOSED:
            seen += 1
            if below(x.random, seen) == 0:
                chosen = a.spaces.suits[k]
    out = leave(a, x, w, x.holder[slot, chosen], out)
    x.holder[slot, chosen], x.space[act] = act, chosen
    return out
