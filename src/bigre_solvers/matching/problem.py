"""Who might be suggested to whom: people with what they tell of themselves, and the rules between them, as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bigre_solvers.timetable.problem import InvalidProblem

__all__ = ["Dimension", "InvalidProblem", "Line", "Person", "Problem", "Stance", "Stances", "Weights", "lines_of"]

type Pair = tuple[str, str]


class Stance(StrEnum):
    """Whom somebody would like to meet, in one dimension."""

    LIKE = "like"
    UNLIKE = "unlike"
    EITHER = "either"


class Dimension(StrEnum):
    """In what two people are alike or differ; each is a field of `Stances` and of `Weights`."""

    TERRITORY = "territory"
    TRADE = "trade"
    WAY = "way"
    SECTOR = "sector"
    COOPERATIVE = "cooperative"


@dataclass(frozen=True, slots=True)
class Stances:
    """Somebody's stance in each dimension."""

    territory: Stance = Stance.EITHER
    trade: Stance = Stance.EITHER
    way: Stance = Stance.EITHER
    sector: Stance = Stance.EITHER
    cooperative: Stance = Stance.EITHER

    def __getitem__(self, dimension: Dimension) -> Stance:
        stance: Stance = getattr(self, dimension)
        return stance


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that somebody offers or looks for; `tags`: numbers of a curated list."""

    text: str
    tags: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Person:
    """What somebody tells of themselves; whatever is empty is unknown, and counts neither as alike nor as different.

    `languages`: codes; people who both name theirs and share none are never suggested to each other. `point`: latitude
    and longitude in degrees. `trades`, `sectors`, `ways`, `cooperatives`: numbers.
    """

    key: str
    languages: frozenset[str] = frozenset()
    point: tuple[float, float] | None = None
    trades: frozenset[int] = frozenset()
    sectors: frozenset[int] = frozenset()
    ways: frozenset[int] = frozenset()
    cooperatives: frozenset[int] = frozenset()
    stances: Stances = Stances()
    offers: tuple[Line, ...] = ()
    needs: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Weights:
    """What each criterion weighs (0 switches it off), and its measures.

    A dimension counts for who has a stance in it. `need`: the other offers what one looks for; `offer`: the reverse.
    `elsewhere`: the other is of another cooperative, for who has no stance there. `mutual`: how far what a pair is
    worth is drawn from the mean of both toward the one who gains less (1: to them). Nearness in space halves every
    `near_km`; beyond `far_km` people live in different territories. Texts match from a cosine of `threshold` on, fully
    at `certain`, and then count `text` of an equal tag.
    """

    territory: float = 1.0
    trade: float = 1.0
    way: float = 0.5
    sector: float = 0.75
    cooperative: float = 0.75
    need: float = 2.0
    offer: float = 1.25
    elsewhere: float = 0.25
    mutual: float = 0.5
    text: float = 0.8
    threshold: float = 0.38
    certain: float = 0.62
    near_km: float = 50.0
    far_km: float = 100.0


@dataclass(frozen=True, slots=True)
class Problem:
    """A whole matching problem, valid by construction (else `InvalidProblem` with every culprit).

    Pairs that are never suggested, whoever said so: `known` (they know each other), `forbidden` (a private not-with),
    `past` (suggested before). Each person is to have `per_person` suggestions, at least `fewest`, and at most `most`:
    more than `per_person` only where somebody else would have fewer than `fewest`. `surprise`: one of them unexpected.
    """

    people: tuple[Person, ...]
    known: tuple[Pair, ...] = ()
    forbidden: tuple[Pair, ...] = ()
    past: tuple[Pair, ...] = ()
    per_person: int = 3
    fewest: int = 2
    most: int = 4
    surprise: bool = True
    weights: Weights = Weights()
    title: str = ""

    def __post_init__(self) -> None:
        from bigre_solvers.matching.validation import errors_in

        errors = errors_in(self)
        if errors:
            raise InvalidProblem(errors)


def lines_of(problem: Problem) -> tuple[Line, ...]:
    """Every line, in the order of the rows of `vectors`: person by person, offers before needs."""
    return tuple(line for person in problem.people for line in (*person.offers, *person.needs))
