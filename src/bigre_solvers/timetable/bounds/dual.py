"""The search for the prices that prove most: subgradient steps, first on loose bounds, then on tight ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic

import numpy as np

from bigre_solvers.timetable.bounds.prices import Floats, Prices, Valuation, valued
from bigre_solvers.timetable.bounds.relaxation import Relaxation
from bigre_solvers.timetable.stop import Stop

NODES = 2000
STRIDE = 0.05  # of the bound: a first step aims that far below it
SHRINK = 1.5
PATIENCE = 6
LEAST = 1e-3
MEMORY = 0.5
UNKNOWN = 1 << 62


@dataclass
class Descent:
    """The best prices found and what they prove, and where the next ones are sought."""

    relaxation: Relaxation
    prices: Prices
    bound: int = UNKNOWN
    best: Prices = field(init=False)
    heading: Prices = field(init=False)
    stride: float = 1.0
    stall: int = 0

    def __post_init__(self) -> None:
        self.best = self.prices
        self.rest()

    def rest(self) -> None:
        """Forgets the way it came."""
        self.heading = Prices(*(np.zeros_like(one) for one in self.prices))

    def hear(self, value: Valuation) -> None:
        """Keeps what proves more; goes back with shorter steps when nothing did for a while."""
        self.stall += 1
        if value.bound < self.bound:
            self.stall = 0 if value.bound < self.bound - self.bound // 10**7 else self.stall
            self.bound, self.best = value.bound, self.prices
        if self.stall >= PATIENCE:
            self.stride, self.stall, self.prices = self.stride / SHRINK, 0, self.best
            self.rest()

    def step(self, value: Valuation) -> None:
        """Moves the prices against the slope; those of seats are measured in whole activities."""
        sizes = np.where(self.relaxation.limited, np.maximum(1, self.relaxation.seats), 1)
        slope = Prices(value.slope.tick, self.at_zero(value.slope.seat / sizes, self.prices.seat), value.slope.again)
        slope = slope._replace(again=self.at_zero(slope.again, self.prices.again))
        self.heading = Prices(*(new + MEMORY * old for new, old in zip(slope, self.heading, strict=True)))
        squares = sum(float(one @ one) for one in self.heading)
        if squares:
            length = self.stride * STRIDE * self.bound / squares
            tick, seat, again = (old - length * way for old, way in zip(self.prices, self.heading, strict=True))
            seat = self.prices.seat - length * self.heading.seat / sizes
            self.prices = Prices(tick, np.maximum(0, seat), np.maximum(0, again))

    def at_zero(self, slope: Floats, price: Floats) -> Floats:
        """The slope where the price may move: one that is 0 can't fall."""
        return np.where((price <= 0) & (slope > 0), 0, slope)


def granted_at_most(relaxation: Relaxation, worth_of_all: int, stop: Stop) -> int:
    """No complete result grants wishes worth more, in integer units; `stop` counts rounds.

    The bound holds at all prices; rounds only make it better. From the second half of what `stop` allows on, or when
    steps have become short, sets are searched for more thoroughly; it ends when steps have become short again.
    """
    began, rounds, nodes = monotonic(), 0, 0
    descent = Descent(relaxation, first_prices(relaxation))
    while (used := stop.fraction(rounds, monotonic() - began)) < 1:
        if nodes == 0 and (used > 0.5 or descent.stride < 10 * LEAST):
            nodes, descent.stride, descent.prices = NODES, 0.2, descent.best
        if descent.stride < LEAST:
            break
        value = valued(relaxation, descent.prices, nodes)
        rounds += 1
        descent.hear(value)
        descent.step(value)
    return min(descent.bound, worth_of_all)


def first_prices(relaxation: Relaxation) -> Prices:
    """Half of what each activity would be worth per tick with nothing beside it."""
    tick, seat = np.zeros(len(relaxation.duration)), np.zeros(len(relaxation.seats))
    for one in relaxation.pricings:
        for at, row in enumerate(one.rows):
            worth = np.sort(one.worth[one.tick.comer_at[at] : one.tick.comer_at[at + 1]])[::-1]
            seats = int(relaxation.seats[row]) if relaxation.limited[row] else len(worth)
            activity = relaxation.activity_of[row]
            tick[activity] = max(tick[activity], 0.5 * worth[:seats].sum())
            if len(worth) > seats:
                seat[row] = max(seat[row], 0.5 * worth[seats])
    return Prices(tick, seat, np.zeros(relaxation.things))
