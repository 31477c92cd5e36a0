"""Kempe chains: the activities that must change sides when one moves from a slot to another."""

from __future__ import annotations

from bigre_solvers.timetable.engine.arrays import Ints
from bigre_solvers.timetable.engine.jit import kernel
from bigre_solvers.timetable.engine.slots.arrays import Chain, Rules, State
from bigre_solvers.timetable.engine.slots.bits import ONE, flip, has, lowest


@kernel
def follow(a: Rules, x: State, c: Chain, act: int, here: int, there: int) -> int:
    """Lists the chain of `act` moving from `here` to `there`; its length, 0 when it may not be.

    Whoever moves draws along those that it conflicts with on the other side. Both slots must keep enough spaces.
    """
    for word in range(c.inside.shape[1]):
        c.inside[0, word] = 0
    c.act[0] = act
    flip(c.inside, 0, act)
    length, looked, leaving = 1, 0, 0
    while looked < length:
        mover = c.act[looked]
        source = x.slot[mover]
        target = there if source == here else here
        leaving += 1 if source == here else -1
        for word in range(c.inside.shape[1]):
            drawn = a.conflicts[mover, word] & x.held[target, word] & ~c.inside[0, word]
            c.inside[0, word] |= drawn
            while drawn != 0:
                other = (word << 6) + lowest(drawn)
                drawn &= drawn - ONE
                if not a.may[other, source]:
                    return 0
                c.act[length] = other
                length += 1
        looked += 1
    if leaving > x.free[there] or -leaving > x.free[here]:
        return 0
    return length if not a.ordered or in_order(a, x.slot, c, length, here, there) else 0


@kernel
def slot_after(slot: Ints, c: Chain, act: int, here: int, there: int) -> int:
    """Where `act` is once the chain has changed sides; -1 unplaced."""
    now = slot[act]
    if not has(c.inside, 0, act):
        return now
    return there if now == here else here


@kernel
def in_order(a: Rules, slot: Ints, c: Chain, length: int, here: int, there: int) -> bool:
    """Whether what comes before and after each activity of the chain still does once it has changed sides."""
    for k in range(length):
        mover = c.act[k]
        mine = slot_after(slot, c, mover, here, there)
        for m in range(a.before_at[mover], a.before_at[mover + 1]):
            if slot_after(slot, c, a.before[m], here, there) >= mine:
                return False
        for m in range(a.after_at[mover], a.after_at[mover + 1]):
            if 0 <= slot_after(slot, c, a.after[m], here, there) <= mine:
                return False
    return True
