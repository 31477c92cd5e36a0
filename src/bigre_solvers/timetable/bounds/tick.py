"""A moment as arrays that kernels read, and the scratch that they write."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

type Ints = NDArray[np.int64]

MUST = np.int64(1 << 60)  # what someone who must be there is worth elsewhere: more than any wish
NO_TOLL = 1 << 52  # a bound that says nothing


class Tick(NamedTuple):
    """A moment: its rows are 0…n-1, people are numbers; rows of one activity follow one another.

    `comer_at[row]` … `comer_at[row + 1]` bound the row's part of `comer` (person); `must` (who must be there), `foe`
    (rows that never run together with it) and `hall` (which holds at most `hall_size` rows) likewise.
    `activity[row]`: the number of the row's activity among those of the moment; `rooms`: the most rows in a set.
    """

    comer_at: Ints
    comer: Ints
    must_at: Ints
    must: Ints
    foe_at: Ints
    foe: Ints
    hall_at: Ints
    hall: Ints
    hall_size: Ints
    activity: Ints
    rooms: int


class Dive(NamedTuple):
    """Scratch of a search among sets: by row, hall and person, then by depth (rows in the set)."""

    barred: Ints
    left: Ints
    best: Ints
    entry: Ints
    mark: Ints
    undo_person: Ints
    undo_value: Ints
    undo_at: Ints
    value: Ints
    paid: Ints
    most: Ints
    top: Ints
    listed: Ints
    position: Ints
    candidate: NDArray[np.int64]
    gain: NDArray[np.int64]


class Tolls(NamedTuple):
    """What each person pays (`toll`), what rows are then worth (`slack`); `paid[0]`: the sum of tolls.

    `now` and `use` are scratch by person.
    """

    toll: Ints
    slack: Ints
    paid: Ints
    now: Ints
    use: Ints


def tolls_for(tick: Tick, people: int) -> Tolls:
    """No tolls yet, for that moment."""
    rows = len(tick.activity)
    zeros = [np.zeros(size, np.int64) for size in (people, rows, 1, people, people)]
    return Tolls(*zeros)


def dive_for(tick: Tick, people: int) -> Dive:
    """Scratch for that moment."""
    rows, entries, depths = len(tick.activity), len(tick.comer) + len(tick.must) + 1, tick.rooms + 2

    def ints(size: int) -> Ints:
        return np.zeros(size, np.int64)

    return Dive(
        barred=ints(rows),
        left=ints(len(tick.hall_size)),
        best=ints(people),
        entry=ints(people),
        mark=ints(rows + 1),
        undo_person=ints(entries),
        undo_value=ints(entries),
        undo_at=ints(depths),
        value=ints(depths),
        paid=ints(depths),
        most=ints(depths),
        top=ints(depths),
        listed=ints(depths),
        position=ints(depths),
        candidate=np.zeros((depths, rows), np.int64),
        gain=np.zeros((depths, rows), np.int64),
    )
