"""The problem as flat arrays, and the memory that the kernels of this engine work in."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from bigre_solvers.timetable.engine.arrays import Flags, Floats, Ints, Numbers, Words
from bigre_solvers.timetable.engine.memory import ints

FREE, CLOSED = -1, -2


class When(NamedTuple):
    """The slots, numbered over all days: only ticks inside blocks are slots."""

    tick: Ints  # L
    day: Ints  # L, days numbered from 0 without gaps
    bit: Ints  # L: 1 for the last tick of its day's last block, 2 for the tick before, 4, 8 …


class Rules(NamedTuple):
    """When activities may be held, and what binds them to one another."""

    may: Flags  # A × L
    slot_at: Ints
    slots: Ints  # per activity: slots where it may be held
    conflicts: Words  # A × words: a bit per activity that may not share its slot
    before_at: Ints
    before: Ints  # per activity: those that come before it
    after_at: Ints
    after: Ints  # per activity: those that come after it
    ordered: bool  # whether any comes before another
    weight: Floats  # A: what it weighs that one is left out, more for what is pinned


class Spaces(NamedTuple):
    """Where activities may be held."""

    suit_at: Ints
    suits: Ints  # per activity: suitable spaces, smallest first
    closed: Flags  # L × S


class People(NamedTuple):
    """Who must be where, and what a day costs them."""

    person_at: Ints
    person: Ints  # per activity: who must be there
    crowd: Words  # A × words: the same, a bit per person
    cost: Floats  # per set of bits of one day (see `When.bit`): what such a day costs a person
    step: float  # the mean weight of the criteria that count


class Arrays(NamedTuple):
    """What never changes. A activities, L slots, S spaces, P people, D days.

    A list per row is stored as `x_at` (rows + 1 offsets) and the values end to end.
    """

    when: When
    rules: Rules
    spaces: Spaces
    people: People


class State(NamedTuple):
    """Where the search stands."""

    slot: Ints  # A, -1 unplaced
    space: Ints  # A, -1 none
    holder: Ints  # L × S: the activity held there, FREE or CLOSED
    held: Words  # L × words: a bit per activity held in the slot
    free: Ints  # L: spaces that are open and hold nothing
    days: Ints  # D × P: a bit per slot that the person has that day
    cost: Floats  # 0: current, 1: best
    best_slot: Ints  # A
    best_space: Ints  # A
    random: Words  # 1


class Waiting(NamedTuple):
    """The activities without a place, and where they may not return for a while."""

    act: Ints  # A: the first `number[0]` wait
    number: Ints  # 1
    loss: Floats  # what those who wait weigh; 0: now, 1: least so far
    until: Numbers  # A × L: turn before which the activity doesn't return to the slot
    turn: Numbers  # 1
    out: Ints  # A: those ejected in this turn


class Chain(NamedTuple):
    """A Kempe chain under evaluation: activities that change sides between two slots."""

    act: Ints  # A
    inside: Words  # 1 × words: a bit per activity of the chain
    moving: Words  # words: a bit per person whose day changes
    here: Ints  # S: holders of the first slot before
    there: Ints  # S: holders of the second slot before


class Path(NamedTuple):
    """Memory for finding a space by letting others change theirs."""

    queue: Ints  # S
    parent: Ints  # S
    seen: Ints  # S: stamp of the last visit
    stamp: Ints  # 1


class Scratch(NamedTuple):
    """Memory for one move."""

    chain: Chain
    path: Path


def words(bits: int) -> int:
    """How many words hold so many bits."""
    return max(1, -(-bits // 64))


def new_state(a: Arrays, people: int, seed: int) -> State:
    """Everything unplaced."""
    acts, slots = a.rules.may.shape
    days = int(a.when.day.max(initial=-1)) + 1
    return State(
        slot=np.full(acts, -1, np.int32),
        space=np.full(acts, -1, np.int32),
        holder=np.where(a.spaces.closed, CLOSED, FREE).astype(np.int32),
        held=np.zeros((slots, words(acts)), np.uint64),
        free=np.count_nonzero(~a.spaces.closed, axis=1).astype(np.int32),
        days=np.zeros((days, people), np.int32),
        cost=np.zeros(2),
        best_slot=np.full(acts, -1, np.int32),
        best_space=np.full(acts, -1, np.int32),
        random=np.array([(seed * 2654435761 + 88172645463325252) % (1 << 64) or 1], np.uint64),
    )


def new_waiting(a: Arrays) -> Waiting:
    """All that have a slot and a space wait; the others can't be helped."""
    acts, slots = a.rules.may.shape
    possible = np.flatnonzero((np.diff(a.rules.slot_at) > 0) & (np.diff(a.spaces.suit_at) > 0))
    waiting = ints(acts)
    waiting[: len(possible)] = possible
    return Waiting(
        act=waiting,
        number=np.full(1, len(possible), np.int32),
        loss=np.full(2, a.rules.weight[possible].sum()),
        until=np.zeros((acts, slots), np.int64),
        turn=np.zeros(1, np.int64),
        out=ints(acts),
    )


def new_scratch(a: Arrays) -> Scratch:
    """Memory for one move of `a`."""
    acts, spaces = len(a.rules.may), a.spaces.closed.shape[1]
    chain = Chain(
        act=ints(acts),
        inside=np.zeros((1, words(acts)), np.uint64),
        moving=np.zeros(a.people.crowd.shape[1], np.uint64),
        here=ints(spaces),
        there=ints(spaces),
    )
    return Scratch(chain, Path(ints(spaces), ints(spaces), ints(spaces), ints(1)))
