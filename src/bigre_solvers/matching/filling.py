"""Sees to it that nobody is left with too few suggestions while there is somebody for them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from bigre_solvers.matching.engine.arrays import Floats
from bigre_solvers.matching.landscape import Landscape
from bigre_solvers.matching.plan import Plan

FARTHEST = 50  # people asked to make room, best first


class Filling:
    """Adds usual suggestions to a plan, at first up to what each is to have, then beyond it for who has too few."""

    def __init__(self, plan: Plan, landscape: Landscape, fewest: int, usual: int, most: int) -> None:
        self.plan, self.landscape = plan, landscape
        self.fewest, self.usual, self.most = fewest, usual, most

    def fill(self) -> None:
        """Leaves nobody under `fewest` to whom anybody could simply be added, nor by asking two others to change."""
        for person in self.wanting(self.usual):
            self.add_up_to(person, self.usual, self.usual)
        progress = True
        while progress:
            served = [self.serve(person) for person in self.wanting(self.fewest)]
            progress = any(served)

    def wanting(self, enough: int) -> Iterator[int]:
        """People with fewer suggestions than that, as they are when their turn comes."""
        return (one for one in range(self.landscape.size) if self.plan.count[one] < enough)

    def serve(self, person: int) -> bool:
        """Brings somebody nearer to `fewest`; whether that was possible."""
        added = self.add_up_to(person, self.fewest, self.most)
        while self.plan.count[person] < self.fewest and self.make_room_for(person):
            added = True
        return added

    def add_up_to(self, person: int, enough: int, most: int) -> bool:
        """Adds the best who have room, until there are enough; whether any was added."""
        scores, before = self.open(person), int(self.plan.count[person])
        while self.plan.count[person] < enough:
            fit = (scores >= 0) & (self.plan.count < most)
            if not fit.any():
                break
            other = int(np.argmax(np.where(fit, scores, -1.0)))
            self.plan.add(person, other, float(scores[other]))
            scores[other] = -1.0
        return bool(self.plan.count[person] > before)

    def open(self, person: int) -> Floats:
        """What each other is worth with a person; -1 for those who can't be added."""
        scores, _ = self.landscape.row(person)
        scores[self.plan.partners(person)] = -1.0
        return scores

    def make_room_for(self, person: int) -> bool:
        """Has one of the best others give up somebody who can spare it, or who finds somebody else."""
        scores = self.open(person)
        best = np.argsort(-scores, kind="stable")[:FARTHEST]
        for other in best[scores[best] >= 0].tolist():
            own = self.plan.usual[other]
            for given_up in sorted(own, key=lambda to: (own[to], to)):
                if given_up != person and self.can_leave(given_up, other, person):
                    self.plan.add(person, other, float(scores[other]))
                    return True
        return False

    def can_leave(self, person: int, other: int, asking: int) -> bool:
        """Takes a suggestion back if that leaves the person with enough, or with somebody else who has room."""
        enough = self.plan.count[person] > self.fewest
        if not enough:
            scores = self.open(person)
            scores[asking] = -1.0
            fit = (scores >= 0) & (self.plan.count < self.most)
            if not fit.any():
                return False
            third = int(np.argmax(np.where(fit, scores, -1.0)))
            self.plan.add(person, third, float(scores[third]))
        self.plan.drop(person, other)
        return True
