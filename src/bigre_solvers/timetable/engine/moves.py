"""The moves of the search: an activity goes elsewhere, or two exchange their starts."""

from __future__ import annotations

from bigre_solvers.timetable.engine.arrays import Changes, Numbers, Rules, State, Turns
from bigre_solvers.timetable.engine.chance import below, draw
from bigre_solvers.timetable.engine.jit import kernel
from bigre_solvers.timetable.engine.placing import change, eject_opponents, fits_the_others, undo
from bigre_solvers.timetable.engine.turns import propose_turn

TURNS = 0.25


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
    act = pick(x, movable, False)
    if x.start[act] < 0 or draw(x.random) < 0.5:
        return propose_relocation(a, x, c, act)
    return propose_swap(a, x, c, act, pick(x, movable, False))
