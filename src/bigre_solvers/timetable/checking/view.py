"""A result seen from its problem, tick by tick: slow, plain, and shared by all clauses of the checker."""

from __future__ import annotations

from dataclasses import dataclass

from bigre_solvers.timetable.problem import Activity, Person, Problem, Space, Window
from bigre_solvers.timetable.result import Result


@dataclass(frozen=True, slots=True)
class Violation:
    """A hard rule broken: its name, the keys of the culprits, and a sentence."""

    rule: str
    culprits: tuple[str, ...]
    sentence: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class Held:
    """A placed activity, the ticks it takes, its space, and the keys of those who attend."""

    activity: Activity
    start: int
    ticks: frozenset[int]
    space: Space
    attendees: frozenset[str]


class View:
    """Placed activities by key, and people and what they must attend by key."""

    def __init__(self, problem: Problem, result: Result) -> None:
        self.problem = problem
        self.result = result
        self.people: dict[str, Person] = {person.key: person for person in problem.people}
        spaces = {space.key: space for space in problem.spaces}
        attendees: dict[str, set[str]] = {activity.key: set() for activity in problem.activities}
        for person, keys in result.attendance.items():
            for key in keys:
                attendees[key].add(person)
        self.held: dict[str, Held] = {}
        for activity in problem.activities:
            placement = result.assignment.get(activity.key)
            if placement is not None:
                ticks = frozenset(range(placement.start, placement.start + activity.duration))
                space, present = spaces[placement.space], frozenset(attendees[activity.key])
                self.held[activity.key] = Held(activity, placement.start, ticks, space, present)
        self.must: dict[str, set[str]] = {key: set(one.activity.leaders) for key, one in self.held.items()}
        for one in problem.people:
            for key in one.required:
                if key in self.must:
                    self.must[key].add(one.key)


def ticks_in(windows: tuple[Window, ...]) -> set[int]:
    """All ticks of some windows."""
    return {tick for window in windows for tick in range(window.start, window.end)}
