"""Attendance put right over the whole week: what the search, which looks at one block at a time, can't see.

Two activities in different blocks may be repeats, or too far apart for the pause between them; and a seat that is free
among the repeats may serve somebody who considered another one. Everything here is plain and exact about what is
allowed, and greedy about what is best.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bigre_solvers.timetable.problem import Activity, Person, Problem, Space, musts_of, present
from bigre_solvers.timetable.result import Placement
from bigre_solvers.timetable.shares import repeats_by_activity, wishes_of

ROUNDS = 2

type Attendance = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Held:
    """A placed activity: when, where, and how many may attend (None: no limit)."""

    activity: Activity
    start: int
    space: Space

    @property
    def end(self) -> int:
        """The tick after the last."""
        return self.start + self.activity.duration

    @property
    def limit(self) -> int | None:
        """The fewer of seats and capacity."""
        return min((n for n in (self.activity.seats, self.space.capacity) if n is not None), default=None)


class Week:
    """Who attends what, changed person by person; no rule is broken by a change."""

    def __init__(self, problem: Problem, assignment: Mapping[str, Placement], attendance: Attendance) -> None:
        spaces = {space.key: space for space in problem.spaces}
        self.held = {
            a.key: Held(a, assignment[a.key].start, spaces[assignment[a.key].space])
            for a in problem.activities
            if a.key in assignment
        }
        self.musts = musts_of(problem)
        self.leaders = {activity.key: activity.leaders for activity in problem.activities}
        self.one_wish = repeats_by_activity(problem)
        self.repeats = {key: group for group in problem.repeats for key in group}
        self.ticks = {frozenset((travel.one, travel.other)): travel.ticks for travel in problem.travels}
        self.attended = {person.key: set(attendance[person.key]) for person in problem.people}
        self.present = dict.fromkeys(self.held, 0)
        for keys in self.attended.values():
            for key in keys:
                self.present[key] += 1

    def compatible(self, person: Person, one: str, other: str) -> bool:
        """Whether the person may attend both: one after the other, with time to travel, not the same thing twice."""
        first, second = sorted((self.held[one], self.held[other]), key=lambda held: held.start)
        if second.start < first.end + self.ticks.get(frozenset((first.space.site, second.space.site)), 0):
            return False
        group = self.repeats.get(one, ())
        return other not in group or any(
            person.key in self.held[key].activity.leaders for key in group if key in self.held
        )

    def value(self, person: Person, keys: set[str]) -> float:
        """The weight of the wishes that these activities grant."""
        return sum(w.weight for w in wishes_of(person, self.one_wish) if not keys.isdisjoint(w.activities))

    def change(self, person: Person, keys: set[str]) -> None:
        """The person attends these instead."""
        for key in self.attended[person.key] ^ keys:
            self.present[key] += 1 if key in keys else -1
        self.attended[person.key] = keys

    def leave_what_cannot_be(self, person: Person) -> None:
        """The person keeps what they must, then what weighs most and can be attended beside it."""
        chosen = self.attended[person.key]
        kept = {key for key in chosen if person.key in self.musts[key]}
        for key in sorted(chosen - kept, key=lambda key: (-person.wishes.get(key, 0.0), self.held[key].start)):
            if all(self.compatible(person, key, other) for other in kept):
                kept.add(key)
        self.change(person, kept)

    def improve(self, person: Person) -> None:
        """The person takes free seats that serve them better than what they leave for them."""
        for key in sorted(person.wishes, key=lambda key: (-person.wishes[key], key)):
            chosen = self.attended[person.key]
            if key in chosen or not self.open_to(person, key):
                continue
            left = {other for other in chosen if not self.compatible(person, key, other)}
            if any(person.key in self.musts[other] for other in left):
                continue
            changed = chosen - left | {key}
            for other in sorted(left):
                changed |= self.instead(person, other, changed)
            if self.value(person, changed) > self.value(person, chosen):
                self.change(person, changed)

    def instead(self, person: Person, left: str, keys: set[str]) -> set[str]:
        """A repeat of what the person leaves that they can attend beside the others; nothing where there is none."""
        for other in self.repeats.get(left, ()):
            open_seat = other != left and other in person.wishes and self.open_to(person, other)
            if open_seat and all(self.compatible(person, other, key) for key in keys):
                return {other}
        return set()

    def open_to(self, person: Person, key: str) -> bool:
        """Whether the activity is held, has a seat left, and suits the person."""
        held = self.held.get(key)
        if held is None or not present(person.availability, held.start, held.end):
            return False
        return person.features <= held.space.features and (held.limit is None or self.present[key] < held.limit)


def put_right(problem: Problem, assignment: Mapping[str, Placement], attendance: Attendance) -> Attendance:
    """The attendance without what can't be, and with what free seats allow; those who miss most choose first."""
    week = Week(problem, assignment, attendance)
    for person in problem.people:
        week.leave_what_cannot_be(person)
    for _ in range(ROUNDS):
        for person in sorted(problem.people, key=lambda one: week.value(one, week.attended[one.key])):
            week.improve(person)
    return {key: tuple(sorted(keys, key=lambda one: week.held[one].start)) for key, keys in week.attended.items()}
