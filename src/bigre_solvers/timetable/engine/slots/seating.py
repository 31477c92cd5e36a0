"""Gives activities of one slot their spaces, letting others change theirs where needed (augmenting paths)."""

from __future__ import annotations

from bigre_solvers.timetable.engine.jit import kernel
from bigre_solvers.timetable.engine.slots.arrays import CLOSED, FREE, Path, Spaces, State


@kernel
def seat(a: Spaces, x: State, path: Path, act: int, slot: int) -> bool:
    """Whether `act` got a space in the slot; nothing changes when it got none."""
    for k in range(a.suit_at[act], a.suit_at[act + 1]):
        if x.holder[slot, a.suits[k]] == FREE:
            x.holder[slot, a.suits[k]], x.space[act] = act, a.suits[k]
            return True
    path.stamp[0] += 1
    reached = reach(a, path, 0, act, -1)
    looked = 0
    while looked < reached:
        room = path.queue[looked]
        other = x.holder[slot, room]
        if other == FREE:
            shift(x, path, room, act, slot)
            return True
        if other != CLOSED:
            reached = reach(a, path, reached, other, room)
        looked += 1
    return False


@kernel
def reach(a: Spaces, path: Path, reached: int, act: int, parent: int) -> int:
    """Queues the spaces that `act` could take and nobody reached yet; how many are queued."""
    for k in range(a.suit_at[act], a.suit_at[act + 1]):
        room = a.suits[k]
        if path.seen[room] != path.stamp[0]:
            path.seen[room] = path.stamp[0]
            path.parent[room] = parent
            path.queue[reached] = room
            reached += 1
    return reached


@kernel
def shift(x: State, path: Path, room: int, act: int, slot: int) -> None:
    """Along the path that ends at the free `room`, everyone takes the next space, and `act` the first."""
    while path.parent[room] >= 0:
        previous = path.parent[room]
        mover = x.holder[slot, previous]
        x.holder[slot, room], x.space[mover] = mover, room
        room = previous
    x.holder[slot, room], x.space[act] = act, room
