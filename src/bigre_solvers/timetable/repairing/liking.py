"""How well people are served by repairs that touch equally many: wishes as if seats were endless, spaces, themes."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from bigre_solvers.timetable.criteria import weighted_costs
from bigre_solvers.timetable.problem import Person, present
from bigre_solvers.timetable.repairing.situation import Situation
from bigre_solvers.timetable.result import Placement
from bigre_solvers.timetable.shares import repeats_by_activity, wish_count

FINE = 10_000


@dataclass
class Liking:
    """Soft cost of single places, to guide the model, and of whole assignments, to choose between its solutions."""

    situation: Situation
    rivals: dict[str, dict[str, float]] = field(default_factory=dict)
    at_start: dict[tuple[str, int], float] = field(default_factory=dict)
    wishers: dict[str, list[Person]] = field(default_factory=dict)
    repeats: dict[str, tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        self.repeats = repeats_by_activity(self.situation.problem)
        for person in self.situation.problem.people:
            for key in person.wishes:
                self.wishers.setdefault(key, []).append(person)

    def of_place(self, key: str, place: Placement) -> int:
        """What this place would cost beside the activities that stand, in units of 1/10,000."""
        if (key, place.start) not in self.at_start:
            self.at_start[key, place.start] = self.of_start(key, place.start)
        return round(FINE * (self.at_start[key, place.start] + self.misfit(key, place.space)))

    def of_start(self, key: str, start: int) -> float:
        """Wishes of absent people, and what the same people wish or the same themes hold meanwhile."""
        problem, activity = self.situation.problem, self.situation.ties.activities[key]
        end, standing = start + activity.duration, self.situation.staying
        away = [one for one in self.wishers.get(key, ()) if not present(one.availability, start, end)]
        cost = problem.weights.wishes * sum(one.wishes[key] / wish_count(one, self.repeats) for one in away)
        for other in standing.assignment:
            if other != key and standing.meets(other, start, end):
                themes = activity.themes & self.situation.ties.activities[other].themes
                cost += self.wished_with(key).get(other, 0.0) + problem.weights.theme_spread * len(themes)
        return cost

    def wished_with(self, key: str) -> dict[str, float]:
        """Activity → what its overlap with this one costs the people who wish both, or wish one and must be at it."""
        if key not in self.rivals:
            rivals: dict[str, float] = defaultdict(float)
            for person in self.wishers.get(key, ()):
                share = self.situation.problem.weights.wishes / wish_count(person, self.repeats)
                for other, weight in person.wishes.items():
                    rivals[other] += share * min(weight, person.wishes[key])
            self.rivals[key] = rivals
        return self.rivals[key]

    def misfit(self, key: str, space: str) -> float:
        """`room_fit`, weighted, of the activity in the space."""
        audience, size = self.situation.ties.activities[key].audience, self.situation.ties.spaces[space].capacity
        if audience is None or size is None:
            return 0.0
        return self.situation.problem.weights.room_fit * abs(size - audience) / max(size, audience, 1)

    def of(self, assignment: Mapping[str, Placement]) -> float:
        """The soft cost of an assignment, had every activity seats for all who come."""
        problem = self.situation.problem
        attendance = {person.key: self.best_programme(person, assignment) for person in problem.people}
        return sum(weighted_costs(problem, assignment, attendance).values())

    def best_programme(self, person: Person, assignment: Mapping[str, Placement]) -> tuple[str, ...]:
        """What the person would attend: the wishes worth most together that don't overlap."""
        ties = self.situation.ties
        held = [
            (place.start + ties.activities[key].duration, place.start, weight, key)
            for key, weight in person.wishes.items()
            if (place := assignment.get(key)) is not None
            and person.features <= ties.spaces[place.space].features
            and present(person.availability, place.start, place.start + ties.activities[key].duration)
        ]
        return weightiest(sorted(held))


def weightiest(items: list[tuple[int, int, float, str]]) -> tuple[str, ...]:
    """Of (end, start, weight, key), sorted: keys of the non-overlapping ones that weigh most together."""
    ends = [end for end, _, _, _ in items]
    best: list[tuple[float, tuple[str, ...]]] = [(0.0, ())]
    for number, (_, start, weight, key) in enumerate(items):
        value, keys = best[bisect_right(ends, start, 0, number)]
        best.append(max((value + weight, (*keys, key)), best[-1], key=lambda one: one[0]))
    return best[-1][1]
