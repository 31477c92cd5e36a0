"""A published timetable seen from a changed problem: what can't stay, what wants a place, whom each move touches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from bigre_solvers.timetable.held import Held, own_places
from bigre_solvers.timetable.problem import Problem
from bigre_solvers.timetable.result import Placement
from bigre_solvers.timetable.ties import Ties

SCALE = 1000


def people_touched(problem: Problem) -> dict[str, float]:
    """Activity key → how many must be there or wish it (one at least: a move is never free)."""
    concerned = {key: set(people) for key, people in Ties(problem).musts.items()}
    for person in problem.people:
        for key in person.wishes:
            concerned[key].add(person.key)
    return {key: float(max(1, len(people))) for key, people in concerned.items()}


@dataclass
class Situation:
    """Which placed activities were struck by the change, which still stand, and which want a place.

    `weights` are whole thousandths of what a move touches, 1 at least. `struck`: placed where they may no longer be.
    `wanting`: without a place, and none of their alternatives has one. `disputes`: pairs that both still stand by
    themselves, but not together. `units`: what counts once when left out: an activity, or a group of alternatives.
    """

    problem: Problem
    placed: Mapping[str, Placement]
    touched: Mapping[str, float]
    ties: Ties = field(init=False)
    options: dict[str, list[Placement]] = field(init=False)
    weights: dict[str, int] = field(init=False)
    units: list[tuple[str, ...]] = field(init=False)
    struck: frozenset[str] = field(init=False)
    wanting: frozenset[str] = field(init=False)
    staying: Held = field(init=False)
    disputes: list[tuple[str, str]] = field(init=False)

    def __post_init__(self) -> None:
        problem, self.ties = self.problem, Ties(self.problem)
        self.placed = {key: self.placed[key] for key in self.ties.activities if key in self.placed}
        self.options = {key: own_places(self.ties, activity) for key, activity in self.ties.activities.items()}
        self.weights = {key: max(1, round(SCALE * self.touched.get(key, 1.0))) for key in self.ties.activities}
        grouped = {key for group in problem.alternatives for key in group}
        self.units = [*problem.alternatives, *((key,) for key in self.ties.activities if key not in grouped)]
        self.struck = frozenset(key for key, place in self.placed.items() if place not in self.options[key])
        empty = [unit for unit in self.units if not any(key in self.placed for key in unit)]
        self.wanting = frozenset(key for unit in empty for key in unit)
        standing = {key: place for key, place in self.placed.items() if key not in self.struck}
        self.staying = Held(self.ties, standing)
        self.disputes = [(one, other) for one in standing for other in sorted(self.against(one, standing[one]))]

    def against(self, key: str, place: Placement) -> set[str]:
        """Standing activities that can't stay if this one goes there (what drains a pool apart)."""
        activity, site = self.ties.activities[key], self.ties.spaces[place.space].site
        return self.staying.against(activity, place.start, site).union(
            self.staying.taking(activity, place.start, place.space)
        )

    def sharing_a_pool(self, key: str, place: Placement) -> set[str]:
        """Standing activities that draw meanwhile from a pool that this one needs."""
        activity = self.ties.activities[key]
        pools = [pool for pool, units in activity.equipment.items() if units]
        return {other for pool in pools for other in self.staying.drawing(activity, pool, place.start)}

    @cached_property
    def in_doubt(self) -> frozenset[str]:
        """What was struck, what wants a place, and what stands only at another's cost: all that a repair is about."""
        return self.struck | self.wanting | self.disputed

    @cached_property
    def disputed(self) -> frozenset[str]:
        """Standing activities that can't all stay: in pairs, or because too little is left of a pool."""
        held, activities = self.staying.assignment, self.ties.activities
        overdrawn = {key for key in held if any(self.staying.exhausted(activities[key], held[key].start))}
        return frozenset(overdrawn.union(*self.disputes))

    def disturbed(self, assignment: Mapping[str, Placement]) -> list[str]:
        """Standing activities that an assignment holds elsewhere or leaves out."""
        return [key for key, place in self.staying.assignment.items() if assignment.get(key) != place]

    def siblings(self, key: str) -> set[str]:
        """The alternatives of an activity."""
        return {other for group in self.problem.alternatives if key in group for other in group} - {key}

    def added(self, key: str) -> int:
        """What moving this activity adds to what must move anyway."""
        return self.weights[key] if key in self.staying.assignment else 0

    @property
    def certainly_out(self) -> int:
        """How many units have no place at all, whatever the others do."""
        return sum(not any(self.options[key] for key in unit) for unit in self.units)

    @property
    def movable_weight(self) -> int:
        """What it would touch to move everything that could stay."""
        return sum(self.weights[key] for key in self.staying.assignment)

    def out(self, assignment: Mapping[str, Placement]) -> list[tuple[str, ...]]:
        """Units of which nothing is placed."""
        return [unit for unit in self.units if not any(key in assignment for key in unit)]

    def weigh(self, assignment: Mapping[str, Placement]) -> int:
        """What an assignment touches: all that was placed and isn't there any more."""
        return sum(self.weights[key] for key, place in self.placed.items() if assignment.get(key) != place)
