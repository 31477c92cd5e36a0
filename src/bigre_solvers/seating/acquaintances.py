"""What meetings are worth: the class of each pair, whether it can meet at all, and the cost of a seating."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bigre_solvers.seating.problem import Problem, Round
from bigre_solvers.seating.result import Seating

CLASSES = ("across", "within", "suggested")


class Acquaintances:
    """Pairs of people as matrices over their numbers."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.number = {person.key: k for k, person in enumerate(problem.people)}
        self.size = len(problem.people)
        self.known = self.matrix(problem.met)
        self.apart = self.matrix(problem.apart)
        self.present = np.array(
            [[person.key not in one.absent for person in problem.people] for one in problem.rounds], np.bool_
        ).reshape(len(problem.rounds), self.size)

    def matrix(self, pairs: tuple[tuple[str, str], ...]) -> NDArray[np.bool_]:
        """Pairs as a symmetrical matrix."""
        flags = np.zeros((self.size, self.size), np.bool_)
        for one, other in pairs:
            flags[self.number[one], self.number[other]] = flags[self.number[other], self.number[one]] = True
        return flags

    @cached_property
    def classes(self) -> NDArray[np.int8]:
        """Person × person → number in `CLASSES`."""
        names = {"": -1}
        group = np.array([names.setdefault(person.group, len(names)) for person in self.problem.people], np.int64)
        same = (group[:, None] == group[None, :]) & (group[:, None] >= 0)
        return np.where(self.matrix(self.problem.suggested), 2, same.astype(np.int8)).astype(np.int8)

    @cached_property
    def weights(self) -> NDArray[np.float64]:
        """Person × person → what their first meeting is worth, whether it can be or not."""
        of_class = np.array([getattr(self.problem.weights, name) for name in CLASSES])
        return of_class[self.classes]

    @cached_property
    def possible(self) -> NDArray[np.bool_]:
        """Person × person → whether they hadn't met and can: nothing forbids it, and both are there in some round."""
        present = self.present.astype(np.int32)
        return (present.T @ present > 0) & ~self.known & ~self.apart & ~np.eye(self.size, dtype=np.bool_)

    @cached_property
    def reach(self) -> NDArray[np.int32]:
        """Person → how many acquaintances they could make, alone in the world: seats beside them, people to meet."""
        beside = np.zeros(self.size, np.int64)
        for one, present in zip(self.problem.rounds, self.present, strict=True):
            beside += present * (largest(one, int(present.sum())) - 1)
        return np.minimum(beside, self.possible.sum(axis=1)).astype(np.int32)

    def meetings(self, rounds: Seating) -> NDArray[np.int32]:
        """Person × person → how often they share a table."""
        met = np.zeros((self.size, self.size), np.int32)
        for tables in rounds:
            for table in tables:
                people = np.array(table, np.int64)
                met[people[:, None], people[None, :]] += 1
        np.fill_diagonal(met, 0)
        return met

    def new(self, rounds: Seating) -> NDArray[np.bool_]:
        """Person × person → whether they meet for the first time."""
        return (self.meetings(rounds) > 0) & ~self.known

    def costs(self, rounds: Seating) -> dict[str, float]:
        """Weighted cost by criterion."""
        weights, met, new = self.problem.weights, self.meetings(rounds), self.new(rounds)
        missed = self.possible & ~new
        costs = {
            name: getattr(weights, name) * int(missed[self.classes == k].sum()) / 2 for k, name in enumerate(CLASSES)
        }
        costs["repeats"] = weights.repeats * (int(met.sum()) - int(new.sum())) / 2
        shortfall = self.reach - new.sum(axis=1)
        costs["fairness"] = weights.fairness * float((shortfall.astype(np.float64) ** 2).sum())
        return costs


def largest(one: Round, present: int) -> int:
    """How many people share a table at most in a round."""
    return max((min(table.seats, present) for table in one.tables), default=1)
