"""A run of this engine: fills until nobody waits, then cools down until told to stop."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

import numpy as np

from bigre_solvers.timetable.engine.arrays import Numbers
from bigre_solvers.timetable.engine.slots.arrays import (
    Arrays,
    Scratch,
    State,
    Waiting,
    new_scratch,
    new_state,
    new_waiting,
)
from bigre_solvers.timetable.engine.slots.cooling import anneal
from bigre_solvers.timetable.engine.slots.filling import fill
from bigre_solvers.timetable.engine.slots.judging import judge
from bigre_solvers.timetable.stop import Stop

TURNS = 1024
MOVES = 4096
SHAKES = 512
HOT, COLD = 4.0, 0.15
FIRST_CYCLE = 1 << 20

type Watch = Callable[[SlotSearch, float], None]


@dataclass
class SlotSearch:
    """The state of one run on one problem with one seed; `watch` is called after every few milliseconds of work."""

    arrays: Arrays
    people: int
    seed: int
    watch: Watch | None = None
    state: State = field(init=False)
    waiting: Waiting = field(init=False)
    scratch: Scratch = field(init=False)
    iterations: int = 0
    fraction: float = 0.0

    def __post_init__(self) -> None:
        self.state = new_state(self.arrays, self.people, self.seed)
        self.waiting = new_waiting(self.arrays)
        self.scratch = new_scratch(self.arrays)

    def run(self, stop: Stop) -> None:
        """Both phases; the best timetable is in `state.best_slot` and `state.best_space`."""
        began = monotonic()
        self.fraction = stop.fraction(0, 0.0)
        self.fill(stop, began)
        if self.waiting.number[0] == 0:
            self.cool(stop, began)

    def fill(self, stop: Stop, began: float) -> None:
        """Places until nobody waits; where that goes on, Kempe chains by chance lead to new ground."""
        self.state.cost[1] = -math.inf  # no cost is a record yet
        while self.waiting.number[0] > 0 and self.fraction < 1:
            fill(self.arrays, self.state, self.waiting, self.scratch, TURNS)
            movable = self.movable()
            if self.waiting.number[0] > 0 and len(movable):
                anneal(self.arrays, self.state, self.scratch, movable, math.inf, SHAKES)
            self.look_at(stop, began, TURNS)

    def cool(self, stop: Stop, began: float) -> None:
        """Anneals until stopped or nothing costs anything."""
        movable, heat = self.movable(), self.heat()
        judge(self.arrays, self.state)
        self.state.cost[1] = self.state.cost[0]
        first, since = self.fraction, self.iterations
        while len(movable) and self.fraction < 1 and self.state.cost[1] > 0:
            used = (self.fraction - first) / (1 - first)
            temperature = heat * HOT * (COLD / HOT) ** cooled(used, self.iterations - since)
            anneal(self.arrays, self.state, self.scratch, movable, temperature, MOVES)
            self.look_at(stop, began, MOVES)

    def look_at(self, stop: Stop, began: float, done: int) -> None:
        """Counts what was done and asks how much of the allowance is used."""
        self.iterations += done
        self.fraction = stop.fraction(self.iterations, monotonic() - began)
        if self.watch:
            self.watch(self, self.fraction)

    def heat(self) -> float:
        """By how much a move changes the cost: gains and losses of an activity's people, added as chance adds them."""
        people = self.arrays.people
        crowd = len(people.person) / max(1, len(people.person_at) - 1)
        return people.step * math.sqrt(max(1.0, crowd))

    def movable(self) -> Numbers:
        """The activities that are placed and have another slot to go to."""
        choice = np.diff(self.arrays.rules.slot_at) > 1
        return np.flatnonzero(choice & (self.state.slot >= 0)).astype(np.int64)


def cooled(used: float, iterations: int) -> float:
    """How far cooling has gone, 0 to 1: the allowance used, or ever longer cycles when no end is known."""
    if used > 0:
        return used
    cycle = FIRST_CYCLE
    while iterations >= cycle:
        iterations, cycle = iterations - cycle, 2 * cycle
    return iterations / cycle
