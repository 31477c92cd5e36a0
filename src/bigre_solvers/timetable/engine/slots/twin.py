"""What the kernels of this engine compute for one move, in plain Python: to read, and to test them against."""

from __future__ import annotations

from collections.abc import Mapping

from bigre_solvers.timetable.criteria import weighted_costs
from bigre_solvers.timetable.engine.compiled import possible_starts, suitable_spaces, table
from bigre_solvers.timetable.engine.slots.compiled import conflicting
from bigre_solvers.timetable.problem import Problem, present
from bigre_solvers.timetable.result import Placement

type Starts = Mapping[int, int]  # number of a placed activity → tick


class Twin:
    """Moves on timetables of one problem, timetables being given by starts."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.numbers = {activity.key: number for number, activity in enumerate(problem.activities)}
        suitable = suitable_spaces(problem)
        absent = table((person.availability for person in problem.people), problem.horizon)
        closed = table((space.availability for space in problem.spaces), problem.horizon)
        self.starts = possible_starts(problem, absent, closed, suitable)
        self.conflicts = conflicting(problem, suitable)

    def chain(self, starts: Starts, act: int, there: int) -> set[int]:
        """Who changes sides when `act` moves to the tick `there`; empty when the chain may not."""
        sides = {starts[act]: there, there: starts[act]}
        chain, looked_at = {act}, set[int]()
        while chain > looked_at:
            mover = min(chain - looked_at)
            looked_at.add(mover)
            chain |= {other for other in self.conflicts[mover] if starts.get(other) == sides[starts[mover]]}
        after = {**starts, **{mover: sides[starts[mover]] for mover in chain}}
        return chain if self.may_be(after, chain, sides) else set()

    def may_be(self, after: Starts, chain: set[int], sides: Mapping[int, int]) -> bool:
        """Whether the activities of the chain may start there, in order, and no slot holds more than it has spaces."""
        allowed = all(after[mover] in self.starts[mover] for mover in chain)
        return allowed and self.in_order(after) and all(self.held(after, tick) <= self.open(tick) for tick in sides)

    def in_order(self, starts: Starts) -> bool:
        """Whether every precedence between placed activities is kept."""
        pairs = [(self.numbers[rule.before], self.numbers[rule.after]) for rule in self.problem.precedences]
        return all(starts[one] < starts[other] for one, other in pairs if one in starts and other in starts)

    def held(self, starts: Starts, tick: int) -> int:
        """How many are held at a tick."""
        return sum(start == tick for start in starts.values())

    def open(self, tick: int) -> int:
        """How many spaces are open at a tick."""
        return sum(present(space.availability, tick, tick + 1) for space in self.problem.spaces)

    def cost(self, starts: Starts) -> float:
        """What people's days cost."""
        assignment = {self.problem.activities[act].key: Placement(start, "") for act, start in starts.items()}
        return sum(weighted_costs(self.problem, assignment, {}).values())

    def moved(self, starts: Starts, chain: set[int], here: int, there: int) -> dict[int, int]:
        """The starts once the chain has changed sides between two ticks."""
        sides = {here: there, there: here}
        return {act: sides[start] if act in chain else start for act, start in starts.items()}
