"""What binds two activities to each other: shared people, travel, conflicts, order, alternatives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from bigre_solvers.timetable.problem import Activity, Person, Problem, Space, musts_of

type Obstacle = tuple[str, ...]

ALWAYS = 1 << 40


@dataclass(frozen=True, slots=True)
class Tie:
    """With one activity at `t`, the obstacle keeps the other from starting between `t - before` and `t + after`."""

    obstacle: Obstacle
    before: int
    after: int

    def forbids(self, start: int, other_start: int) -> bool:
        """Whether the two starts can't go together."""
        return start - self.before < other_start < start + self.after


@dataclass
class Ties:
    """The problem's things by key, and for each activity those that are bound to it."""

    problem: Problem
    activities: dict[str, Activity] = field(init=False)
    people: dict[str, Person] = field(init=False)
    spaces: dict[str, Space] = field(init=False)
    musts: dict[str, frozenset[str]] = field(init=False)
    travels: dict[frozenset[str], int] = field(init=False)
    others: dict[str, dict[str, list[Obstacle]]] = field(init=False)
    known: dict[tuple[str, str, int], tuple[Tie, ...]] = field(init=False, default_factory=dict)
    widest: dict[tuple[str, str, int], tuple[int, int]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        problem = self.problem
        self.activities = {activity.key: activity for activity in problem.activities}
        self.people = {person.key: person for person in problem.people}
        self.spaces = {space.key: space for space in problem.spaces}
        self.musts = musts_of(problem)
        self.travels = {frozenset((one.one, one.other)): one.ticks for one in problem.travels}
        self.others = {activity.key: {} for activity in problem.activities}
        for one, other, obstacle in bindings(self):
            if one != other:
                self.others[one].setdefault(other, []).append(obstacle)

    def gap(self, site: str, other_site: str) -> int:
        """Ticks from one site to the other."""
        return 0 if site == other_site else self.travels.get(frozenset((site, other_site)), 0)

    def between(self, one: str, other: str, gap: int) -> tuple[Tie, ...]:
        """Every tie between two activities whose spaces are `gap` ticks apart, as seen from the first."""
        found = self.known.get((one, other, gap))
        if found is None:
            obstacles = self.others[one].get(other, ())
            found = tuple(tie for obstacle in obstacles for tie in self.tied(obstacle, one, other, gap))
            self.known[one, other, gap] = found
        return found

    def tied(self, obstacle: Obstacle, one: str, other: str, gap: int) -> Iterator[Tie]:
        """The starts that one binding forbids."""
        length, other_length = self.activities[one].duration, self.activities[other].duration
        match obstacle:
            case ("busy", person, _):
                yield Tie(obstacle, other_length, length)
                if gap:
                    yield Tie(("travel", person, other), other_length + gap, length + gap)
            case ("conflict", _):
                yield Tie(obstacle, other_length, length)
            case ("order", _, "before"):
                yield Tie(obstacle, ALWAYS, length)
            case ("order", _, "after"):
                yield Tie(obstacle, other_length, ALWAYS)
            case _:
                yield Tie(obstacle, ALWAYS, ALWAYS)

    def reach(self, one: str, other: str, gap: int) -> tuple[int, int]:
        """The widest `before` and `after` of all ties between two activities: all of them meet where they overlap."""
        found = self.widest.get((one, other, gap))
        if found is None:
            ties = self.between(one, other, gap)
            found = max(tie.before for tie in ties), max(tie.after for tie in ties)
            self.widest[one, other, gap] = found
        return found


def bindings(ties: Ties) -> Iterator[tuple[str, str, Obstacle]]:
    """Each rule between two activities, as seen from either of them."""
    yield from shared_people(ties)
    for one, other in dict.fromkeys(ties.problem.conflicts):
        yield one, other, ("conflict", other)
        yield other, one, ("conflict", one)
    for rule in dict.fromkeys(ties.problem.precedences):
        yield rule.before, rule.after, ("order", rule.after, "before")
        yield rule.after, rule.before, ("order", rule.before, "after")
    for group in ties.problem.alternatives:
        yield from ((one, other, ("alternative", other)) for one in group for other in group)


def shared_people(ties: Ties) -> Iterator[tuple[str, str, Obstacle]]:
    """Nobody who must be there is at two activities at a time."""
    held: dict[str, list[str]] = {}
    for key, people in ties.musts.items():
        for person in people:
            held.setdefault(person, []).append(key)
    for person in sorted(held):
        yield from ((one, other, ("busy", person, other)) for one in held[person] for other in held[person])
