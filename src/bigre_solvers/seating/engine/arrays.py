"""Who may sit where, and what the search keeps beside it, as flat arrays: names and shapes."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Words = NDArray[np.uint64]

FORBIDDEN = -1
MOST_AT_ONCE = 4  # units that leave one table in one move


class Hall(NamedTuple):
    """What doesn't change: units (people who move together, one list per round), tables of all rounds, kinds of pairs.

    A kind is what counts as one meeting: the pair itself, or, while looking for a symmetrical plan, all its images.
    """

    kind: Ints  # person × person; FORBIDDEN: never at one table
    gain: Floats  # kind: what its first meeting is worth
    again: Floats  # kind: what each further meeting costs
    member_at: Ints
    members: Ints  # per unit: people
    first: Ints  # unit: first table of its round
    last: Ints  # unit: table after the last of its round
    allowed: Flags  # unit × table, counted from the first of its round
    movable: Ints  # units that may sit at two tables or more
    seats: Ints  # table
    fewest: Ints  # table: fewer don't sit there, unless nobody does
    reach: Ints  # person: acquaintances possible
    fairness: float  # price of a person's squared shortfall
    guarded: bool  # whether any pair is forbidden


class State(NamedTuple):
    """What changes: who sits where, and how often each kind has met."""

    at: Ints  # unit → table
    row: Ints  # table × place → unit
    units: Ints  # table: how many units
    load: Ints  # table: how many people
    met: Ints  # kind: meetings
    news: Ints  # person: new acquaintances
    cost: Floats  # now, best
    best: Ints  # unit → table, at the best
    moving: Ints  # 2 × MOST_AT_ONCE: units between two tables
    random: Words
