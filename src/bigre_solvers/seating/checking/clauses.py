"""One clause per rule, on a seating seen as names: slow, plain, and sharing no code with the solver."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

from bigre_solvers.seating.problem import Person, Problem, Round, Table
from bigre_solvers.seating.result import Result


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule broken: its name, the keys of the culprits, and a sentence."""

    rule: str
    culprits: tuple[str, ...]
    sentence: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class Meal:
    """A round as it was seated: each of its tables with those who sit there."""

    round: Round
    tables: tuple[tuple[Table, tuple[Person, ...]], ...]


type Clause = Callable[[Problem, list[Meal]], Iterator[Violation]]


def out_of_place(problem: Problem, result: Result) -> Iterator[Violation]:
    """There are as many rounds and tables as in the problem, and people are numbers of people."""
    if len(result.rounds) != len(problem.rounds):
        sentence = f"{len(result.rounds)} rounds are seated, the problem has {len(problem.rounds)}"
        yield Violation("out_of_place", (), sentence)
    for one, tables in zip(problem.rounds, result.rounds, strict=False):
        if len(tables) != len(one.tables):
            sentence = f"round {one.key!r} has {len(one.tables)} tables, {len(tables)} are seated"
            yield Violation("out_of_place", (one.key,), sentence)
        for number in (number for table in tables for number in table):
            if not 0 <= number < len(problem.people):
                yield Violation("out_of_place", (one.key,), f"round {one.key!r} seats {number}, who is nobody")


def everybody_once(problem: Problem, meals: list[Meal]) -> Iterator[Violation]:
    """In each round, everybody present has exactly one seat, and nobody absent has one."""
    for meal in meals:
        seats = Counter(person.key for _, people in meal.tables for person in people)
        for person in problem.people:
            due = 0 if person.key in meal.round.absent else 1
            if seats[person.key] != due:
                sentence = f"{person.key!r} has {seats[person.key]} seats in round {meal.round.key!r} instead of {due}"
                yield Violation("everybody_once", (person.key, meal.round.key), sentence)


def table_sizes(problem: Problem, meals: list[Meal]) -> Iterator[Violation]:
    """A table holds nobody, or no more people than its seats and no fewer than it asks for."""
    for meal in meals:
        for table, people in meal.tables:
            if people and not table.fewest <= len(people) <= table.seats:
                sentence = f"{len(people)} people sit at {table.key!r} in round {meal.round.key!r}"
                yield Violation("table_sizes", (table.key, meal.round.key), sentence)


def needs_met(problem: Problem, meals: list[Meal]) -> Iterator[Violation]:
    """People sit where they find what they need."""
    for meal in meals:
        for table, people in meal.tables:
            for person in people:
                for missing in sorted(person.needs - table.features):
                    sentence = f"{person.key!r} needs {missing!r}, which {table.key!r} lacks ({meal.round.key!r})"
                    yield Violation("needs_met", (person.key, table.key, meal.round.key), sentence)


def together_kept(problem: Problem, meals: list[Meal]) -> Iterator[Violation]:
    """Those of a set who are present sit at one table."""
    for meal in meals:
        for keys in problem.together:
            tables = {table.key for table, people in meal.tables for person in people if person.key in keys}
            if len(tables) > 1:
                sentence = f"{', '.join(keys)} sit at {', '.join(sorted(tables))} in round {meal.round.key!r}"
                yield Violation("together_kept", (*keys, meal.round.key), sentence)


def apart_kept(problem: Problem, meals: list[Meal]) -> Iterator[Violation]:
    """Those who are kept apart never share a table."""
    for meal in meals:
        for _, people in meal.tables:
            seated = {person.key for person in people}
            for pair in problem.apart:
                if seated.issuperset(pair):
                    sentence = f"{pair[0]!r} and {pair[1]!r} share a table in round {meal.round.key!r}"
                    yield Violation("apart_kept", (*pair, meal.round.key), sentence)


def pins_kept(problem: Problem, meals: list[Meal]) -> Iterator[Violation]:
    """Who is pinned at a table sits there."""
    for meal in meals:
        where = {person.key: table.key for table, people in meal.tables for person in people}
        for pin in problem.pins:
            if pin.round == meal.round.key and where.get(pin.person) != pin.table:
                sentence = f"{pin.person!r} isn't at {pin.table!r} in round {pin.round!r}"
                yield Violation("pins_kept", (pin.person, pin.table, pin.round), sentence)


CLAUSES: tuple[Clause, ...] = (everybody_once, table_sizes, needs_met, together_kept, apart_kept, pins_kept)


def meetings(meals: list[Meal]) -> Counter[frozenset[str]]:
    """How often each pair shares a table."""
    return Counter(
        frozenset((one.key, other.key))
        for meal in meals
        for _, people in meal.tables
        for one, other in combinations(people, 2)
    )
