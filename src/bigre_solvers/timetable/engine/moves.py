"""The moves of the search: an activity goes elsewhere, two exchange their starts, or two windows what they hold."""

from __future__ import annotations

from bigre_solvers.timetable.engine.arrays import Changes, Numbers, Rules, State, Turns
from bigre_solvers.timetable.engine.chance import below, draw
from bigre_solvers.timetable.engine.jit import kernel
from bigre_solvers.timetable.engine.placing import change, eject_opponents, fits_the_others, undo
from bigre_solvers.timetable.engine.turns import propose_turn

TURNS = 0.25

RELOCATIONS, EXCHANGES, WHOLE_BLOCKS = 0.45, 0.1, 0.5


@kernel
def propose_relocation(a: Rules, x: State, c: Changes, act: int) -> int:
    """Moves the activity to one of its starts at random, ejecting only if it was unplaced; changes or -1."""
    options = a.start_at[act + 1] - a.start_at[act]
    start = a.starts[a.start_at[act] + below(x.random, options)]
    if start == x.start[act]:
        return -1
    was = x.start[act]
    moves = change(a, x, c, 0, act, start)
    if was < 0:
        return eject_opponents(a, x, c, act, moves)
    if not fits_the_others(a, x, act):
        undo(a, x, c, moves)
        return -1
    return moves


@kernel
def propose_swap(a: Rules, x: State, c: Changes, act: int, other: int) -> int:
    """The two activities exchange their starts; number of changes or -1."""
    one, two = x.start[act], x.start[other]
    if one < 0 or two < 0 or one == two or a.fixed[other] or not (a.can_start[act, two] and a.can_start[other, one]):
        return -1
    moves = change(a, x, c, 0, act, two)
    moves = change(a, x, c, moves, other, one)
    if not (fits_the_others(a, x, act) and fits_the_others(a, x, other)):
        undo(a, x, c, moves)
        return -1
    return moves


@kernel
def list_window(a: Rules, x: State, c: Changes, listed: int, begin: int, end: int, shift: int) -> int:
    """Lists what is held from `begin` to `end`, to go `shift` ticks later; how many are listed now.

    -1 if one of them reaches beyond the window or can't go there.
    """
    block = a.block_of[begin]
    for m in range(x.member_count[block]):
        act = x.members[block, m]
        start = x.start[act]
        if start >= end or start + a.duration[act] <= begin:
            continue
        reaches_beyond = start < begin or start + a.duration[act] > end
        if reaches_beyond or a.fixed[act] or not a.can_start[act, start + shift]:
            return -1
        c.act[listed], c.target[listed] = act, start + shift
        listed += 1
    return listed


@kernel
def propose_exchange(a: Rules, x: State, c: Changes, act: int, other: int) -> int:
    """Two windows, as long as `act` or the shorter of both blocks, exchange all they hold; number of changes or -1."""
    one, two, length = x.start[act], x.start[other], a.duration[act]
    if one < 0 or two < 0:
        return -1
    first, second = a.block_of[one], a.block_of[two]
    if draw(x.random) < WHOLE_BLOCKS:
        one, two = a.opens[first], a.opens[second]
        length = min(a.closes[first] - one, a.closes[second] - two)
    if abs(one - two) < length or two + length > a.closes[second]:
        return -1
    moves = list_window(a, x, c, 0, one, one + length, two - one)
    if moves >= 0:
        moves = list_window(a, x, c, moves, two, two + length, one - two)
    for m in range(moves):
        change(a, x, c, m, c.act[m], c.target[m])
    for m in range(moves):
        if not fits_the_others(a, x, c.act[m]):
            undo(a, x, c, moves)
            return -1
    return moves if moves > 0 else -1


@kernel
def pick(x: State, movable: Numbers, troubled_only: bool) -> int:
    """A movable activity at random; if asked, the first one from there on that has no place (else -1)."""
    count = len(movable)
    first = below(x.random, count)
    if not troubled_only:
        return movable[first]
    for k in range(count):
        act = movable[(first + k) % count]
        if x.space[act] < 0:
            return act
    return -1


@kernel
def propose(a: Rules, turns: Turns, x: State, c: Changes, movable: Numbers, troubled: bool) -> int:
    """A random move, applied; number of changes, -1 if it came to nothing."""
    c.turn[0] = -1
    if len(turns.act) > 0 and draw(x.random) < TURNS:
        return propose_turn(a, turns, x, c)
    if troubled and draw(x.random) < 0.25:
        act = pick(x, movable, True)
        if act >= 0:
            return propose_relocation(a, x, c, act)
    act, chance = pick(x, movable, False), draw(x.random)
    if x.start[act] < 0 or chance < RELOCATIONS:
        return propose_relocation(a, x, c, act)
    if chance > 1 - EXCHANGES:
        return propose_exchange(a, x, c, act, pick(x, movable, False))
    return propose_swap(a, x, c, act, pick(x, movable, False))
