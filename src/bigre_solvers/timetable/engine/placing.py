"""Starts given and taken back, and the rules between activities that every timetable keeps."""

from __future__ import annotations

from bigre_solvers.timetable.engine.arrays import Changes, Rules, State
from bigre_solvers.timetable.engine.equipment import NOBODY, NOTHING_HELPS, one_too_many
from bigre_solvers.timetable.engine.jit import kernel
from bigre_solvers.timetable.engine.turns import take_back_turn


@kernel
def set_start(a: Rules, x: State, act: int, start: int) -> None:
    """The activity starts there (-1: nowhere); the lists of both blocks follow."""
    old = x.start[act]
    if old >= 0:
        block = a.block_of[old]
        last = x.members[block, x.member_count[block] - 1]
        x.members[block, x.place[act]] = last
        x.place[last] = x.place[act]
        x.member_count[block] -= 1
    x.start[act] = start
    if start >= 0:
        block = a.block_of[start]
        x.place[act] = x.member_count[block]
        x.members[block, x.place[act]] = act
        x.member_count[block] += 1


@kernel
def clash(a: Rules, x: State, act: int, k: int) -> bool:
    """Whether the k-th clash, which concerns `act`, happens: both are placed, less than the gap apart."""
    other, gap = a.clashes[k], a.gaps[k]
    return (
        x.start[other] >= 0
        and x.start[act] < x.start[other] + a.duration[other] + gap
        and x.start[other] < x.start[act] + a.duration[act] + gap
    )


@kernel
def out_of_order(a: Rules, x: State, act: int, k: int) -> bool:
    """Whether the k-th order rule, which concerns `act`, is broken."""
    other = a.order[k]
    if x.start[other] < 0:
        return False
    if a.side[k] > 0:
        return x.start[other] < x.start[act] + a.duration[act]
    return x.start[act] < x.start[other] + a.duration[other]


@kernel
def fits_the_others(a: Rules, x: State, act: int) -> bool:
    """Whether no activity that shares a person, a conflict, an order rule or equipment stands against it."""
    for k in range(a.clash_at[act], a.clash_at[act + 1]):
        if clash(a, x, act, k):
            return False
    for k in range(a.order_at[act], a.order_at[act + 1]):
        if out_of_order(a, x, act, k):
            return False
    return a.equipment.shape[1] == 0 or one_too_many(a, x, act) == NOBODY


@kernel
def change(a: Rules, x: State, c: Changes, moves: int, act: int, start: int) -> int:
    """Moves the activity and notes it in the list of changes; their new number."""
    c.act[moves], c.origin[moves], c.target[moves] = act, x.start[act], start
    set_start(a, x, act, start)
    return moves + 1


@kernel
def undo(a: Rules, x: State, c: Changes, moves: int) -> None:
    """Takes the listed changes back, last first."""
    for m in range(moves - 1, -1, -1):
        set_start(a, x, c.act[m], c.origin[m])
    if c.turn[0] >= 0:
        take_back_turn(x, c)


@kernel
def eject_opponents(a: Rules, x: State, c: Changes, act: int, moves: int) -> int:
    """Unplaces whatever stands against the activity; the new number of changes, -1 if something fixed does."""
    for k in range(a.clash_at[act], a.clash_at[act + 1]):
        other = a.clashes[k]
        if clash(a, x, act, k):
            if a.fixed[other]:
                undo(a, x, c, moves)
                return -1
            moves = change(a, x, c, moves, other, -1)
    for k in range(a.order_at[act], a.order_at[act + 1]):
        if out_of_order(a, x, act, k):
            if a.fixed[a.order[k]]:
                undo(a, x, c, moves)
                return -1
            moves = change(a, x, c, moves, a.order[k], -1)
    return eject_rivals(a, x, c, act, moves)


@kernel
def eject_rivals(a: Rules, x: State, c: Changes, act: int, moves: int) -> int:
    """Unplaces others until there is equipment for the activity; the new number of changes, -1 if nothing helps."""
    other = one_too_many(a, x, act)
    while other >= 0:
        moves = change(a, x, c, moves, other, -1)
        other = one_too_many(a, x, act)
    if other == NOTHING_HELPS:
        undo(a, x, c, moves)
        return -1
    return moves
