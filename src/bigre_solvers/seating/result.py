"""What the solver gives back: who sits where, who meets whom, and how good that can be at most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

type Seating = tuple[tuple[tuple[int, ...], ...], ...]  # round → table → people by number


@dataclass(frozen=True, slots=True)
class Bound:
    """No seating has more new `pairs`, nor more weight of them (`value`); `reason` says why the pairs aren't more."""

    pairs: int
    value: float
    reason: str


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a running solver stands: new pairs and cost of its best so far, and the share of its allowance used."""

    iteration: int
    fraction: float
    pairs: int
    cost: float


@dataclass(frozen=True, slots=True)
class Result:
    """The best seating found: round → table → people by number, in the order of the problem.

    `pairs`: how many pairs meet who hadn't met; `value`: what they weigh. `costs`: criterion → weighted cost (of new
    pairs: those that could meet and don't). `explanation`: what limits it, in sentences.
    """

    rounds: Seating
    pairs: int
    value: float
    costs: Mapping[str, float]
    bound: Bound
    explanation: tuple[str, ...]
    seed: int
    iterations: int

    @property
    def cost(self) -> float:
        """The sum over criteria."""
        return sum(self.costs.values())
