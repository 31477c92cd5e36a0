"""Who is to be seated where: people, tables and rounds, and the rules between them, as immutable data."""

from __future__ import annotations

from dataclasses import dataclass

from bigre_solvers.timetable.problem import InvalidProblem

__all__ = ["InvalidProblem", "Person", "Pin", "Problem", "Round", "Table", "Weights", "plain_problem"]

SPARE_TABLES = 4  # times as many tables as would just do


@dataclass(frozen=True, slots=True)
class Person:
    """Someone to be seated; `group`: their cooperative ("": none), `needs`: features a table must have for them."""

    key: str
    label: str = ""
    group: str = ""
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Table:
    """A table, or a group that talks together: nobody or from `fewest` to `seats` people."""

    key: str
    seats: int
    fewest: int = 2
    features: frozenset[str] = frozenset()
    label: str = ""


@dataclass(frozen=True, slots=True)
class Round:
    """A meal, or another time when everybody but those `absent` sits at one of its tables."""

    key: str
    tables: tuple[Table, ...]
    absent: frozenset[str] = frozenset()
    label: str = ""


@dataclass(frozen=True, slots=True)
class Pin:
    """A person sits at this table in this round."""

    person: str
    round: str
    table: str


@dataclass(frozen=True, slots=True)
class Weights:
    """What one unit of each criterion weighs; 0 switches it off.

    A new pair is `suggested` (proposed to each other), else `within` one group, else `across`. `repeats`: a meeting of
    a pair that met before. `fairness`: per person, the square of how many acquaintances they miss.
    """

    across: float = 1.0
    within: float = 0.25
    suggested: float = 3.0
    repeats: float = 0.05
    fairness: float = 0.0


@dataclass(frozen=True, slots=True)
class Problem:
    """A whole seating problem, valid by construction (else `InvalidProblem` with every culprit).

    `together`: sets of which those present sit at one table (sets that overlap are one). `apart`: pairs who never sit
    at one table. `met`: pairs who knew each other before. `suggested`: pairs who were proposed to each other.
    """

    people: tuple[Person, ...]
    rounds: tuple[Round, ...]
    together: tuple[tuple[str, ...], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    pins: tuple[Pin, ...] = ()
    met: tuple[tuple[str, str], ...] = ()
    suggested: tuple[tuple[str, str], ...] = ()
    weights: Weights = Weights()
    title: str = ""

    def __post_init__(self) -> None:
        from bigre_solvers.seating.validation import errors_in

        errors = errors_in(self)
        if errors:
            raise InvalidProblem(errors)


def plain_problem(people: int, seats: int, rounds: int) -> Problem:
    """So many people over so many rounds at tables of at most `seats`; one may sit alone, spare tables stand ready."""
    if people < 1 or seats < 1 or rounds < 1:
        raise InvalidProblem([f"{people} people, tables of {seats}, {rounds} rounds: each must be at least 1"])
    seats = min(seats, people)
    count = min(-(-people // seats) * SPARE_TABLES, people if seats == 1 else -(-people // 2))
    tables = tuple(Table(f"t{k}", seats, fewest=1) for k in range(count))
    return Problem(
        people=tuple(Person(f"p{k}") for k in range(people)),
        rounds=tuple(Round(f"r{k}", tables) for k in range(rounds)),
        weights=Weights(repeats=0.0),
    )
