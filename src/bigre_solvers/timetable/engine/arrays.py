"""The problem as flat arrays, and the memory that the kernels work in."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Words = NDArray[np.uint64]
Numbers = NDArray[np.int64]

NO_LIMIT = 1 << 30
MUST = 1e6


class Rules(NamedTuple):
    """When activities may be held, and what binds them to one another."""

    duration: Ints  # A, ticks
    fixed: Flags  # A: pinned at a start, so never moved
    can_start: Flags  # A × T
    start_at: Ints
    starts: Ints  # per activity: possible starts, ascending
    block_of: Ints  # T, -1 outside blocks
    clash_at: Ints
    clashes: Ints  # per activity: those that must not overlap it
    order_at: Ints
    order: Ints  # per activity: those that come before or after it
    side: Ints  # 1 comes after it, -1 comes before it


class Spaces(NamedTuple):
    """Where activities may be held."""

    rank: Ints  # A: 0 pinned in a space, 1 pinned at a start, 2 free: who chooses a space first
    seats: Ints  # A, NO_LIMIT where the space alone limits
    suit_at: Ints
    suits: Ints  # per activity: suitable spaces, smallest first
    capacity: Ints  # S
    closed: Ints  # S × (T + 1): closed ticks before
    misfit: Floats  # A × S: weighted room_fit
    any_misfit: bool


class Audience(NamedTuple):
    """Who wishes or must attend what."""

    person_at: Ints
    person: Ints  # per activity: people concerned
    weight: Floats  # what their attendance is worth
    must: Flags  # whether they must be there
    absent: Ints  # P × (T + 1): absent ticks before
    needs: Ints  # P: row of `welcome`, -1 for those who need nothing
    welcome: Flags  # rows × S


class Comfort(NamedTuple):
    """What the criteria other than wishes need."""

    themes: Words  # A × words: a bit per theme
    theme_weight: float
    lead_at: Ints
    leads: Ints  # per person: activities led
    leader_at: Ints
    leaders: Ints  # per activity: people who lead it
    day_ticks: int
    late_tick: int
    early_tick: int
    late_weight: float


class Arrays(NamedTuple):
    """What never changes. A activities, S spaces, P people, B blocks, T ticks.

    A list per row is stored as `x_at` (rows + 1 offsets) and the values end to end.
    """

    rules: Rules
    spaces: Spaces
    audience: Audience
    comfort: Comfort
    unplaced_cost: float  # of one activity: more than all the rest can cost
    wish_total: float  # what it would cost to grant no wish


class State(NamedTuple):
    """Where the search stands: only starts decide, the rest follows."""

    start: Ints  # A, -1 unplaced
    space: Ints  # A, -1 none
    members: Ints  # B × A: activities of each block, in no order
    member_count: Ints  # B
    place: Ints  # A: index within members
    block_cost: Floats  # B
    total: Floats  # 0: current, 1: best
    best_start: Ints  # A
    random: Words  # 1


class Local(NamedTuple):
    """The block under evaluation: its n activities have local numbers 0 … n - 1, by end."""

    act: Ints
    begin: Ints
    end: Ints
    demand: Ints  # how many attend
    limit: Ints  # how many may
    room: Ints  # space, -1 none
    order: Ints  # in which they choose a space
    head: Ints  # S: last activity given this space
    after: Ints  # the activity given the same space before, -1 none


class Items(NamedTuple):
    """Per person concerned by the block: the activities they might attend, by end."""

    at: Ints  # P + 1: offsets
    size: Ints  # P
    activity: Ints  # local number
    worth: Floats
    forced: Flags  # must be there
    chosen: Flags  # attends
    barred: Flags  # has no space, or one that doesn't suit the person
    back: Ints  # how many of the person's items end before this one begins
    value: Floats  # one person: best value of the first k items
    pick: Flags  # one person: the set found


class Changes(NamedTuple):
    """The move under evaluation, in the order in which it was applied."""

    act: Ints
    origin: Ints
    target: Ints
    block: Numbers  # touched blocks; 64 bits like Python's, so that kernels compile once for both
    cost: Floats  # their new costs
    seen: Ints  # P: stamp of the last visit
    stamp: Ints  # 1


class Scratch(NamedTuple):
    """Memory for one evaluation."""

    local: Local
    items: Items
    changes: Changes
    touched: Ints  # P: people concerned
    loss: Floats  # P
    who: Ints  # P
    new_space: Ints  # A
    parts: Floats  # 3: wishes gained, theme spread, room fit of the block under evaluation


def ints(size: int) -> Ints:
    """Memory for so many integers."""
    return np.zeros(size, np.int32)


def flags(size: int) -> Flags:
    """Memory for so many booleans."""
    return np.zeros(size, np.bool_)


def new_state(a: Arrays, blocks: int, seed: int) -> State:
    """Everything unplaced; what has no start at all costs nothing, since no move can help it."""
    count = len(a.rules.duration)
    possible = int(np.count_nonzero(np.diff(a.rules.start_at)))
    return State(
        start=np.full(count, -1, np.int32),
        space=np.full(count, -1, np.int32),
        members=np.zeros((blocks, count), np.int32),
        member_count=ints(blocks),
        place=ints(count),
        block_cost=np.zeros(blocks),
        total=np.full(2, a.unplaced_cost * possible + a.wish_total),
        best_start=np.full(count, -1, np.int32),
        random=np.array([(seed * 2654435761 + 88172645463325252) % (1 << 64) or 1], np.uint64),
    )


def new_items(a: Arrays) -> Items:
    """Room for every person's wishes and duties."""
    people = len(a.audience.needs)
    sizes = np.bincount(a.audience.person, minlength=people) if people else ints(0)
    total, longest = int(sizes.sum()), int(sizes.max(initial=0))
    return Items(
        at=np.concatenate(([0], np.cumsum(sizes))).astype(np.int32),
        size=ints(people),
        activity=ints(total),
        worth=np.zeros(total),
        forced=flags(total),
        chosen=flags(total),
        barred=flags(total),
        back=ints(total),
        value=np.zeros(longest + 1),
        pick=flags(longest + 1),
    )


def new_scratch(a: Arrays) -> Scratch:
    """Memory for `a`, as large as the largest evaluation can need."""
    activities, spaces, people = len(a.rules.duration), len(a.spaces.capacity), len(a.audience.needs)
    changes = activities + 2
    return Scratch(
        local=Local(*(ints(spaces if field == "head" else activities) for field in Local._fields)),
        items=new_items(a),
        changes=Changes(
            act=ints(changes),
            origin=ints(changes),
            target=ints(changes),
            block=np.zeros(2 * changes, np.int64),
            cost=np.zeros(2 * changes),
            seen=ints(people),
            stamp=ints(1),
        ),
        touched=ints(people),
        loss=np.zeros(people),
        who=ints(people),
        new_space=np.full(activities, -1, np.int32),
        parts=np.zeros(3),
    )
