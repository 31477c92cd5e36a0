"""The improvement loop: builds a first timetable, then cools down until told to stop."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import monotonic

import numpy as np

from bigre_solvers.timetable.engine.arrays import Arrays, Floats, Ints, Numbers, Scratch, State
from bigre_solvers.timetable.engine.building import place
from bigre_solvers.timetable.engine.memory import new_scratch, new_state
from bigre_solvers.timetable.engine.search import anneal, sample
from bigre_solvers.timetable.engine.timetable import judge, state_at
from bigre_solvers.timetable.stop import Stop

CHUNK = 256
SAMPLES = 500
PLACED_AT_ONCE = 64
STARTS_TRIED = 24
HOT, COLD = 0.15, 0.03
MOVES_PER_ACTIVITY, TELLING = 25_000, 0.01
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
    cycles: int = 0  # 0: not known yet
    began: float = 0.0
    reported: float = 0.0

    def __post_init__(self) -> None:
        self.state = new_state(self.arrays, self.blocks, self.seed)
        self.scratch = new_scratch(self.arrays, self.blocks)
        options = np.diff(self.arrays.rules.start_at)
        self.movable = np.flatnonzero((options > 0) & ~self.arrays.rules.fixed).astype(np.int64)

    def load(self) -> None:
        """Has the kernels compiled, or read from disk, before the clock starts."""
        nothing = np.zeros(0, np.int64)
        place(self.arrays, self.state, self.scratch, nothing, *self.tried())
        sample(self.arrays, self.state, self.scratch, nothing, 0)
        anneal(self.arrays, self.state, self.scratch, nothing, 1.0, 0)
        self.judged()

    def tried(self) -> tuple[Ints, Floats]:
        """Memory for the starts tried for one activity, and what they promise."""
        return np.zeros(STARTS_TRIED, np.int32), np.zeros(STARTS_TRIED)

    def build(self, stop: Stop, report: Report | None) -> None:
        """Places what is pinned, then the activities with the fewest starts and spaces first, while there is time."""
        self.load()
        self.began = self.reported = monotonic()
        rules, spaces = self.arrays.rules, self.arrays.spaces
        options, suits = np.diff(rules.start_at), np.diff(spaces.suit_at)
        order = np.lexsort((suits, options, spaces.rank, ~rules.fixed)).astype(np.int64)
        pinned = int(rules.fixed.sum())
        for some in np.split(order, range(pinned + PLACED_AT_ONCE, len(order), PLACED_AT_ONCE)):
            place(self.arrays, self.state, self.scratch, some, *self.tried())
            if self.looked(stop, -1, report) >= 1:
                return
        if len(self.movable):
            self.heat = sample(self.arrays, self.state, self.scratch, self.movable, SAMPLES)

    def improve(self, stop: Stop, report: Report | None) -> None:
        """Anneals in chunks until the criterion says stop."""
        first = fraction = self.looked(stop, 0, report)
        while fraction < 1 and len(self.movable):
            cooled = self.cooled(0.0 if fraction == 0 else (fraction - first) / (1 - first))
            temperature = self.heat * HOT * (COLD / HOT) ** cooled
            anneal(self.arrays, self.state, self.scratch, self.movable, temperature, CHUNK)
            self.iterations += CHUNK
            fraction = self.looked(stop, self.iterations, report)

    def looked(self, stop: Stop, iterations: int, report: Report | None) -> float:
        """How much of the allowance is used; reports a few times per second."""
        now = monotonic()
        fraction = stop.fraction(iterations, now - self.began)
        if report and now - self.reported >= SECONDS_BETWEEN_REPORTS:
            self.reported = now
            report(self.iterations, min(1.0, fraction), *self.judged())
        return fraction

    def cooled(self, share: float) -> float:
        """How far this cycle of cooling has gone, 0 to 1: as many cycles as the allowance has room for, all alike.

        (One long cooling gets stuck as easily as a short one: several make up for bad luck.) When no end is known, ever
        longer cycles.
        """
        if share > 0:
            if self.cycles == 0 and share >= TELLING:
                moves = self.iterations / share
                self.cycles = max(1, round(moves / (MOVES_PER_ACTIVITY * len(self.movable))))
            return share * max(1, self.cycles) % 1
        done, cycle = self.iterations, FIRST_CYCLE
        while done >= cycle:
            done, cycle = done - cycle, 2 * cycle
        return done / cycle

    def judged(self) -> tuple[dict[str, float], int]:
        """Cost of the best so far by criterion, and how many it leaves out."""
        best = state_at(self.arrays, self.blocks, self.state.best_start, self.state.active[1])
        return judge(self.arrays, best, self.scratch)
