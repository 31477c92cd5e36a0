"""Equipment shared by what runs at the same time: no pool is ever overdrawn."""

from __future__ import annotations

from bigre_solvers.timetable.engine.arrays import Rules, State
from bigre_solvers.timetable.engine.jit import kernel

NOBODY, NOTHING_HELPS = -1, -2


@kernel
def runs_at(a: Rules, x: State, act: int, tick: int) -> bool:
    """Whether the activity is placed and runs at the tick."""
    return 0 <= x.start[act] <= tick < x.start[act] + a.duration[act]


@kernel
def overdrawn(a: Rules, x: State, act: int, tick: int) -> int:
    """The first pool that the activity draws from and of which too much is in use at the tick; -1 for none."""
    for pool in range(a.equipment.shape[1]):
        used = a.equipment[act, pool]
        if used == 0:
            continue
        for k in range(a.clash_at[act], a.clash_at[act + 1]):
            if runs_at(a, x, a.clashes[k], tick):
                used += a.equipment[a.clashes[k], pool]
        if used > a.equipment[-1, pool]:
            return pool
    return -1


@kernel
def one_too_many(a: Rules, x: State, act: int) -> int:
    """An activity to unplace so that the placed one gets its equipment; `NOBODY` when there is enough for all.

    What is in use grows only when something starts: looking at starts is enough. `NOTHING_HELPS` when only what is
    fixed could give way.
    """
    start, end = x.start[act], x.start[act] + a.duration[act]
    for m in range(a.clash_at[act] - 1, a.clash_at[act + 1]):
        tick = start if m < a.clash_at[act] else x.start[a.clashes[m]]
        pool = overdrawn(a, x, act, tick) if start <= tick < end else -1
        if pool < 0:
            continue
        for k in range(a.clash_at[act], a.clash_at[act + 1]):
            other = a.clashes[k]
            if a.equipment[other, pool] > 0 and not a.fixed[other] and runs_at(a, x, other, tick):
                return other
        return NOTHING_HELPS
    return NOBODY
