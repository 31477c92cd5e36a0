"""The search for a plain shape: what algebra gives, then symmetrical plans and plain ones, in ever longer trials."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from bigre_solvers.seating.designs.classical import classical_plans, seated
from bigre_solvers.seating.designs.shape import Shape
from bigre_solvers.seating.designs.symmetry import Rounds, hall_of
from bigre_solvers.seating.designs.trials import Trial, trials_of, woven
from bigre_solvers.seating.engine.allowance import Allowance
from bigre_solvers.seating.engine.arrays import Hall, Ints
from bigre_solvers.seating.engine.cooling import cool
from bigre_solvers.seating.engine.memory import new_state

FIRST_TRIAL, LONGER = 10_000, 2  # moves of a first trial, and how many times as many the next time round
KEPT = 8  # trials that go on being made longer, the most promising ones
PLAIN_TIMES = 4  # plain trials have more to search through
LEAST_WORTH = 0.5


class Plain:
    """A run on one shape: its best plan so far, and how many pairs meet in it; `most` pairs can meet at all."""

    def __init__(self, shape: Shape, most: int, seed: int) -> None:
        self.shape = shape
        self.most = most
        self.chance = np.random.default_rng(seed)
        self.plan: Rounds = [self.in_order()]
        self.pairs = shape.met(self.plan)

    def in_order(self) -> list[list[int]]:
        """Everybody in order, tables as even as can be."""
        count = -(-self.shape.people // self.shape.seats)
        return [list(range(t, self.shape.people, count)) for t in range(count)]

    def search(self, allowance: Allowance) -> None:
        """Improves until nothing better can be or the allowance is over."""
        for plan in classical_plans(self.shape.people, self.shape.seats, self.shape.rounds):
            self.offer(plan)
        if self.pairs >= self.most:
            return
        trials, plain = trials_of(self.shape, self.most)
        length = FIRST_TRIAL
        while not allowance.over:
            missed: dict[Trial, float] = {}
            for trial in woven(trials, plain):
                missed[trial] = min(self.attempt(trial, length, allowance), missed.get(trial, float("inf")))
                if self.pairs >= self.most or allowance.over:
                    return
            trials = sorted(trials, key=lambda trial: missed[trial])[: max(KEPT, len(trials) // 2)]
            if length > FIRST_TRIAL:
                plain = sorted(plain, key=lambda trial: missed.get(trial, float("inf")))[:1]
            length *= LONGER

    def offer(self, plan: Rounds) -> None:
        """Keeps a plan if it may be and more pairs meet in it than in the best."""
        if self.shape.fits(plan):
            pairs = self.shape.met(plan)
            if pairs > self.pairs:
                self.plan, self.pairs = plan, pairs

    def attempt(self, trial: Trial, length: int, allowance: Allowance) -> float:
        """One cooling on one trial; what its best misses, in kinds of pairs."""
        symmetry, seats = trial.symmetry, self.shape.seats
        kind, images = symmetry.kinds()
        gain = np.maximum(images / symmetry.order, LEAST_WORTH)
        hall = hall_of(kind, gain, symmetry.rounds, trial.tables, seats, 0.0)
        hall = hall._replace(fewest=np.full_like(hall.fewest, self.shape.fewest if self.shape.fewest > 1 else 0))
        met = np.zeros(len(images), np.int32)
        for tables in symmetry.own_rounds(seats):
            for one, other in (pair for table in tables for pair in combinations(table, 2)):
                met[kind[one, other]] = 1
        start = self.dealt(trial)
        state = new_state(hall, start, met, int(self.chance.integers(1 << 62)))
        target = 0.0 if self.most == self.shape.pairs else float(gain.sum()) - self.most / symmetry.order
        moves = length * (PLAIN_TIMES if symmetry.order == 1 else 1)
        cool(hall, state, allowance, moves, target=target)
        self.offer(self.read(trial, hall, state.best))
        return float(state.cost[1]) - target

    def dealt(self, trial: Trial) -> Ints:
        """Everybody dealt over the tables by chance, round by round."""
        points, rounds = trial.symmetry.points, trial.symmetry.rounds
        dealt = [self.chance.permutation(points) % trial.tables + r * trial.tables for r in range(rounds)]
        return np.concatenate(dealt).astype(np.int32)

    def read(self, trial: Trial, hall: Hall, at: Ints) -> Rounds:
        """The whole plan that follows from where everybody sits in the rounds searched for."""
        symmetry = trial.symmetry
        base: Rounds = [[[] for _ in range(trial.tables)] for _ in range(symmetry.rounds)]
        for unit, table in enumerate(at.tolist()):
            base[table // trial.tables][table % trial.tables].append(int(hall.members[unit]))
        return seated(symmetry.whole(base, self.shape.seats), self.shape.people)

    def padded(self) -> Rounds:
        """The best plan, filled up with rounds in any order and empty tables."""
        plan = [*self.plan, *[self.in_order()] * (self.shape.rounds - len(self.plan))]
        return [[*tables, *([[]] * (self.shape.tables - len(tables)))] for tables in plan]
