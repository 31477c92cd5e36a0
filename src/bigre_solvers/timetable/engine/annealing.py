"""The improvement loop: builds a first timetable, then cools down until told to stop."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import monotonic

import numpy as np

from bigre_solvers.timetable.engine.arrays import Arrays, Numbers, Scratch, State
from bigre_solvers.timetable.engine.memory import new_scratch, new_state
from bigre_solvers.timetable.engine.search import anneal, build
from bigre_solvers.timetable.engine.timetable import judge, state_at
from bigre_solvers.timetable.stop import Stop

CHUNK = 256
SAMPLES = 1000
STARTS_TRIED = 24
HOT, COLD = 0.15, 0.03
FIRST_CYCLE = 1 << 17
SECONDS_BETWEEN_REPORTS = 0.25

type Report = Callable[[int, float, Mapping[str, float], int], None]


@dataclass
class Search:
    """A run of the kernels on one problem with one seed."""

    arrays: Arrays
    blocks: int
    seed: int
    state: State = field(init=False)
    scratch: Scratch = field(init=False)
    movable: Numbers = field(init=False)
    iterations: int = 0
    heat: float = 1.0

    def __post_init__(self) -> None:
        self.state = new_state(self.arrays, self.blocks, self.seed)
        self.scratch = new_scratch(self.arrays, self.blocks)
        options = np.diff(self.arrays.rules.start_at)
        self.movable = np.flatnonzero((options > 0) & ~self.arrays.rules.fixed).astype(np.int64)

    def build(self) -> None:
        """Places what is pinned, then the activities with the fewest starts and spaces first, greedily."""
        rules, spaces = self.arrays.rules, self.arrays.spaces
        options, suits = np.diff(rules.start_at), np.diff(spaces.suit_at)
        order = np.lexsort((suits, options, spaces.rank, ~rules.fixed)).astype(np.int64)
        samples = SAMPLES if len(self.movable) else 0
        self.heat = build(self.arrays, self.state, self.scratch, order, self.movable, STARTS_TRIED, samples)
        if len(self.movable):
            anneal(
                self.arrays, self.state, self.scratch, self.movable, self.heat, 0
            )  # loads it before the clock starts
        self.judged()

    def improve(self, stop: Stop, report: Report | None) -> None:
        """Anneals in chunks until the criterion says stop; reports a few times per second."""
        began = reported = monotonic()
        fraction = stop.fraction(0, 0.0)
        while fraction < 1 and len(self.movable):
            temperature = self.heat * HOT * (COLD / HOT) ** self.cooled(fraction)
            anneal(self.arrays, self.state, self.scratch, self.movable, temperature, CHUNK)
            self.iterations += CHUNK
            now = monotonic()
            fraction = stop.fraction(self.iterations, now - began)
            if report and now - reported >= SECONDS_BETWEEN_REPORTS:
                reported = now
                report(self.iterations, min(1.0, fraction), *self.judged())

    def cooled(self, fraction: float) -> float:
        """How far cooling has gone, 0 to 1: the fraction used, or ever longer cycles when no end is known."""
        if fraction > 0:
            return fraction
        done, cycle = self.iterations, FIRST_CYCLE
        while done >= cycle:
            done, cycle = done - cycle, 2 * cycle
        return done / cycle

    def judged(self) -> tuple[dict[str, float], int]:
        """Cost of the best so far by criterion, and how many it leaves out."""
        best = state_at(self.arrays, self.blocks, self.state.best_start, self.state.active[1])
        return judge(self.arrays, best, self.scratch)
