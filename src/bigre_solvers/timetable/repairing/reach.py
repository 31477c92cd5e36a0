"""Which activities could move, and where to, when no more than a given weight moves besides what must."""

from __future__ import annotations

from collections.abc import Callable
from heapq import heappop, heappush

from bigre_solvers.timetable.repairing.situation import Situation
from bigre_solvers.timetable.result import Placement

type Allowed = Callable[[str, Placement], bool]


class Reach:
    """Candidate places within `slack`; with all of it, every activity's every place that could serve a best repair.

    An activity that could stay moves in a best repair only because another, which moves too, takes what it needs:
    else it could go back. So what moves hangs on what must move, by chains whose weight is at most the slack.
    """

    def __init__(self, situation: Situation, allowed: Allowed) -> None:
        self.situation = situation
        self.allowed = allowed
        self.known: dict[str, list[tuple[Placement, frozenset[str], frozenset[str], int]]] = {}

    def places_of(self, key: str) -> list[tuple[Placement, frozenset[str], frozenset[str], int]]:
        """Each allowed place, what can't stay if the activity goes there, what might not, the weight of what can't."""
        if key not in self.known:
            found = []
            for place in self.situation.options[key]:
                if self.allowed(key, place):
                    against = frozenset(self.situation.against(key, place))
                    weight = sum(self.situation.weights[other] for other in against)
                    found.append((place, against, frozenset(self.situation.sharing_a_pool(key, place)), weight))
            self.known[key] = found
        return self.known[key]

    def has_place(self, key: str) -> bool:
        """Whether the activity may stay or has an allowed place, whatever the others do."""
        return key in self.situation.staying.assignment or bool(self.places_of(key))

    def within(self, slack: int) -> dict[str, list[Placement]]:
        """Activity → candidate places, for every activity that could move; its own place is the first of them."""
        movable = self.movable(slack)
        found = {}
        for key in sorted(movable):
            own = self.situation.staying.assignment.get(key)
            budget = slack - self.situation.added(key)
            places = [
                place
                for place, against, _, weight in self.places_of(key)
                if place != own and weight <= budget and against <= movable
            ]
            stays = own is not None and self.situation.against(key, own) <= movable
            found[key] = [own, *places] if own is not None and stays else places
        return found

    def movable(self, slack: int) -> set[str]:
        """What must move or wants a place, and all that chains from there lead to within the slack."""
        situation = self.situation
        distance = dict.fromkeys(sorted(situation.struck | situation.wanting), 0)
        for key in sorted(situation.disputed):
            if situation.weights[key] <= slack:
                distance[key] = situation.weights[key]
        heap = [(length, key) for key, length in distance.items()]
        while heap:
            length, key = heappop(heap)
            if length > distance[key]:
                continue
            for other in sorted(self.pushed_by(key, slack)):
                longer = length + situation.added(other)
                if longer <= slack and longer < distance.get(other, longer + 1):
                    distance[other] = longer
                    heappush(heap, (longer, other))
        return set(distance)

    def pushed_by(self, key: str, slack: int) -> set[str]:
        """What might have to go when this activity moves; its alternatives, which may be held in its stead."""
        budget = slack - self.situation.added(key)
        found = self.situation.siblings(key)
        for _, against, perhaps, weight in self.places_of(key):
            if weight <= budget:
                found |= against | perhaps
        return found
