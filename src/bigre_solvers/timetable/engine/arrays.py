"""The problem as flat arrays, and what the search keeps beside it: names and shapes."""

from __future__ import annotations

from collections.abc import Sequence
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


def rows(lists: Sequence[Sequence[int]]) -> tuple[Ints, Ints]:
    """Lists of integers end to end: offsets (one more than lists) and values."""
    at = np.zeros(len(lists) + 1, np.int32)
    at[1:] = np.cumsum([len(one) for one in lists], dtype=np.int64)
    return at, np.array([value for one in lists for value in one], np.int32)


class Rules(NamedTuple):
    """When activities may be held, and what binds them to one another."""

    duration: Ints  # A, ticks
    fixed: Flags  # A: pinned at a start, so never moved
    can_start: Flags  # A × T
    start_at: Ints
    starts: Ints  # per activity: possible starts, ascending
    block_of: Ints  # T, -1 outside blocks
    opens: Ints  # B: first tick
    closes: Ints  # B: tick after the last
    clash_at: Ints
    clashes: Ints  # per activity: those that must not overlap it, and those that draw from the same pools
    gaps: Ints  # beside `clashes`: ticks that must lie between, negative where they may overlap
    order_at: Ints
    order: Ints  # per activity: those that come before or after it
    side: Ints  # 1 comes after it, -1 comes before it
    equipment: Ints  # (A + 1) × pools: units taken, and in the last row units there are


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
    activity: Ints  # beside `person`: which it is
    entry_at: Ints
    entry: Ints  # per person: where in `person` they stand
    absent: Ints  # P × (T + 1): absent ticks before
    needs: Ints  # P: row of `welcome`, -1 for those who need nothing
    welcome: Flags  # rows × S


class Turns(NamedTuple):
    """The repeats among which people choose."""

    at: Ints
    choices: Ints  # per person and repeated wish: where in `Audience.person` the repeats stand that they might attend
    act: Ints  # beside `choices`: the activity
    active: Flags  # beside `Audience.person`: false for repeats left to begin with; empty without repeats


class Sites(NamedTuple):
    """How far apart activities are; travel is 0 × 0 where there is none."""

    site: Ints  # A: number of its set of possible sites
    travel: Ints  # sets × sets: ticks between


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
    duty_at: Ints
    duties: Ints  # per person: activities they must attend
    bound_at: Ints
    bound: Ints  # per activity: people who must attend it
    last_end: Ints  # per day: when its last block ends, -1 without blocks
    end_weight: float
    run_weight: float
    lonely_weight: float
    any_day_weight: bool


class Fairness(NamedTuple):
    """What the shortfalls of the worst-off need. W people wish something, in G groups."""

    weight: float
    group_weight: float
    share: Floats  # P: share of all wishes, per unit of `Audience.weight`
    wisher: Ints  # W: people who wish something
    group: Ints  # W: their group, -1 none
    group_size: Ints  # G: how many of its members wish something
    on: bool


class Arrays(NamedTuple):
    """What never changes. A activities, S spaces, P people, B blocks, T ticks.

    A list per row is stored as `x_at` (rows + 1 offsets) and the values end to end.
    """

    rules: Rules
    spaces: Spaces
    audience: Audience
    turns: Turns
    sites: Sites
    comfort: Comfort
    fairness: Fairness
    unplaced_cost: float  # more than all the rest can cost
    unplaced: Floats  # A: what leaving it out costs: that, or more for what is pinned
    stands_for: Ints  # A: the first of its alternatives, itself where there are none
    wish_total: float  # what it would cost to grant no wish


class Grants(NamedTuple):
    """Shares of their wishes that people get, by block; empty where no weight asks for fairness."""

    kept: Floats  # B × P: as things stand
    now: Floats  # B × P: as last evaluated
    granted: Floats  # 2 × P: the sums over blocks of `kept`, and with what is under evaluation
    cost: Floats  # 1: weighted unfairness as things stand
    missed: Floats  # W: shortfalls under evaluation
    group_missed: Floats  # G
    counts: Ints  # buckets
    sums: Floats  # buckets


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
    active: Flags  # 2 × as many as `Audience.person`: whether people consider that repeat, now and in the best


class Local(NamedTuple):
    """The block under evaluation: its n activities have local numbers 0 … n - 1, by end."""

    act: Ints
    begin: Ints
    end: Ints
    demand: Ints  # how many attend
    limit: Ints  # how many may
    room: Ints  # space, -1 none
    site: Ints  # number of its set of possible sites
    order: Ints  # in which they choose a space
    head: Ints  # S: last activity given this space
    after: Ints  # the activity given the same space before, -1 none
    travel: Ints  # `Sites.travel`


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
    before: Ints  # one person: the item attended before, -1 none


class Changes(NamedTuple):
    """The move under evaluation, in the order in which it was applied."""

    act: Ints
    origin: Ints
    target: Ints
    block: Numbers  # touched blocks; 64 bits like Python's, so that kernels compile once for both
    cost: Floats  # their new costs
    unfair: Floats  # 1: weighted unfairness with them
    seen: Ints  # P: stamp of the last visit
    stamp: Ints  # 1
    order: Ints  # one person: what they must attend, by start
    turn: Ints  # 2: where in `Audience.person` the repeat left and the one taken instead stand, -1 for other moves


class Scratch(NamedTuple):
    """Memory for one evaluation."""

    local: Local
    items: Items
    changes: Changes
    touched: Ints  # P: people concerned
    loss: Floats  # P
    who: Ints  # P
    new_space: Ints  # A
    grants: Grants
    parts: Floats  # 3: wishes gained, theme spread, room fit of the block under evaluation
