"""What prices prove: the bound that they give, and in which direction better ones lie."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bigre_solvers.timetable.bounds.relaxation import Pricing, Relaxation
from bigre_solvers.timetable.bounds.sets import attend, best_set
from bigre_solvers.timetable.bounds.tick import NO_TOLL, Ints
from bigre_solvers.timetable.bounds.tolls import tighten

type Floats = NDArray[np.float64]


class Prices(NamedTuple):
    """In integer units of worth: `tick` by activity (any sign), `seat` by row, `again` by thing (both ≥ 0)."""

    tick: Floats
    seat: Floats
    again: Floats


class Valuation(NamedTuple):
    """`bound`: no result grants wishes worth more. `slope`: how the bound grows with each price."""

    bound: int
    slope: Prices


def valued(relaxation: Relaxation, prices: Prices, nodes: int) -> Valuation:
    """The Lagrangian bound at these prices, rounded to integers: any prices prove it.

    Each tick chooses the set of rows worth most less their prices; activities pay for their ticks, rows for seats
    beyond theirs, people for being granted one thing twice. `nodes`: sets to look at per moment after a first dive.
    """
    tick = np.rint(prices.tick).astype(np.int64)
    seat = np.where(relaxation.limited, np.rint(prices.seat), 0).astype(np.int64)
    again = np.rint(prices.again).astype(np.int64)
    held = held_activities(relaxation, tick)
    bound = int((relaxation.duration * tick)[held].sum()) + int(again.sum())
    slope = Prices((relaxation.duration * held).astype(float), np.zeros(len(seat)), np.ones(len(again)))
    for one in relaxation.pricings:
        worth = one.worth - seat[one.row_of]
        if relaxation.things:
            shared = one.thing_of >= 0
            worth[shared] -= again[one.thing_of[shared]] // one.duration_of[shared]
        worth = np.maximum(worth, 0)
        price = tick[relaxation.activity_of[one.rows]] - seat[one.rows] * relaxation.seats[one.rows]
        most, size = best(one, worth, price, nodes)
        bound += one.count * most
        steepen(relaxation, one, worth, size, slope)
    slope.seat[~relaxation.limited] = 0
    return Valuation(bound, slope)


def held_activities(relaxation: Relaxation, tick: Ints) -> NDArray[np.bool_]:
    """All activities but the alternatives, of each of which the dearest is held."""
    held = relaxation.choice < 0
    cost = relaxation.duration * tick
    for group in range(int(relaxation.choice.max(initial=-1)) + 1):
        members = np.flatnonzero(relaxation.choice == group)
        if len(members):
            held[members[np.argmax(cost[members])]] = True
    return held


def best(one: Pricing, worth: Ints, price: Ints, nodes: int) -> tuple[int, int]:
    """A proven bound on the value of any set, and the size of the best found (its rows are in `chosen`)."""
    one.tolls.slack[:], one.tolls.paid[0] = NO_TOLL >> 10, NO_TOLL
    reached, bound, size = best_set(one.tick, worth, price, one.dive, one.tolls, one.tick.rooms + 1, 0, one.chosen)
    if bound > reached:
        bound = min(bound, tighten(one.tick, worth, price, one.dive, reached, one.tolls))
    if bound > reached and nodes:
        _, closer, larger = best_set(one.tick, worth, price, one.dive, one.tolls, nodes, reached, one.chosen)
        bound, size = min(bound, closer), size if larger < 0 else larger
    return int(bound), max(0, int(size))


def steepen(relaxation: Relaxation, one: Pricing, worth: Ints, size: int, slope: Prices) -> None:
    """What the chosen set of a moment takes from each price's slope."""
    attend(one.tick, worth, one.dive, one.chosen, size, one.attended)
    rows = one.rows[one.chosen[:size]]
    slope.tick[relaxation.activity_of[rows]] -= one.count
    slope.seat[rows] += one.count * relaxation.seats[rows]
    there = np.flatnonzero(one.attended)
    np.subtract.at(slope.seat, one.row_of[there], one.count)
    shared = there[one.thing_of[there] >= 0]
    np.subtract.at(slope.again, one.thing_of[shared], one.count / one.duration_of[shared])
