"""A bound on what any choice of ties is worth, by prices: the dual of the fractional problem, lowered step by step.

Whatever the price of one suggestion to each person, no choice is worth more than what all room costs, and what is left
of ties that are worth more than both prices.
"""

from __future__ import annotations

from bigre_solvers.matching.engine.arrays import Floats, Ints, Ties
from bigre_solvers.timetable.engine.jit import entry, kernel


@entry
def bound_at(t: Ties, room: Ints, price: Floats) -> float:
    """No choice is worth more."""
    sum_ = 0.0
    for person in range(len(room)):
        sum_ += room[person] * price[person]
    for tie in range(len(t.score)):
        sum_ += max(0.0, t.score[tie] - price[t.one[tie]] - price[t.other[tie]])
    return sum_


@entry
def lower(t: Ties, room: Ints, price: Floats, least: Floats, sweeps: int, step: float, best: Floats) -> None:
    """Moves each price part of the way to its best beside the others'; none falls under `least`.

    `best`: scratch, as long as the largest room and one.
    """
    for _ in range(sweeps):
        for person in range(len(room)):
            asked = max(least[person], marginal(t, room[person], price, person, best))
            price[person] += step * (asked - price[person])


@kernel
def marginal(t: Ties, room: int, price: Floats, person: int, best: Floats) -> float:
    """What the first tie beyond a person's room leaves after the price of its other end (0: there is none)."""
    held = room + 1
    for k in range(held):
        best[k] = 0.0
    for k in range(t.at[person], t.at[person + 1]):
        left = t.score[t.tie[k]] - price[t.to[k]]
        place = held - 1
        if left > best[place]:
            while place > 0 and best[place - 1] < left:
                best[place] = best[place - 1]
                place -= 1
            best[place] = left
    # Anything between the last within the room and the first beyond it is best: the middle leaves most to others.
    return float((best[held - 1] + best[max(0, held - 2)]) / 2)
