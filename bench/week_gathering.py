"""A gathering as the simulated week sees it: who comes and when, the programme, meals, and the mixers one may add."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.week_habits import SPEED_MEETING
from bigre_solvers import matching
from bigre_solvers.matching.texts import Vector

DAY = 24 * 60
# Neither at dawn nor after dinner.
MORNING, EVENING = 9 * 60, 18 * 60
MIXER, MIXER_SEATS = 60, 200


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who comes; `arrives` and `leaves` in minutes from the first midnight, like all times here."""

    key: str
    cooperative: int
    languages: frozenset[str]
    first_time: bool
    past: frozenset[int]
    arrives: int
    leaves: int

    def is_there(self, minute: int) -> bool:
        """Whether they are there just then."""
        return self.arrives <= minute < self.leaves


@dataclass(frozen=True, slots=True)
class Session:
    """An activity where the timetable put it; `seats` counts its leaders."""

    start: int
    end: int
    seats: int
    format: str
    languages: frozenset[str]
    leaders: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """A band or a meal."""

    start: int
    end: int

    @property
    def day(self) -> int:
        """Which day it is of."""
        return self.start // DAY


@dataclass(frozen=True, slots=True)
class Morning:
    """Who may be introduced on a day, as the site tells the solver, without known and past pairs."""

    problem: matching.Problem
    vectors: Vector


@dataclass(frozen=True, slots=True)
class Gathering:
    """All that is the same in every seed, habit and arm; `wishes` is people × sessions, `fits` people × people.

    The last of the sessions, `mixers`, are held only in the arms that have them.
    """

    people: tuple[Guest, ...]
    sessions: tuple[Session, ...]
    mixers: frozenset[int]
    bands: tuple[Slot, ...]
    meals: tuple[Slot, ...]
    mornings: tuple[Morning, ...]
    wishes: NDArray[np.float32]
    fits: NDArray[np.bool_]

    @property
    def elsewhere(self) -> NDArray[np.bool_]:
        """Which pairs are of two cooperatives."""
        own = np.array([one.cooperative for one in self.people])
        apart: NDArray[np.bool_] = own[:, None] != own[None, :]
        return apart

    def meals_of(self, day: int) -> list[int]:
        """The numbers of the meals of a day."""
        return [number for number, meal in enumerate(self.meals) if meal.day == day]

    def is_breakfast(self, meal: int) -> bool:
        """Whether it is the meal before the mornings' activities."""
        return self.meals[meal].start % DAY < MORNING


def mixers_of(bands: Sequence[Slot], sessions: Sequence[Session]) -> tuple[Session, ...]:
    """A speed-meeting for all who come, in the thinnest band of each day but the last: where the fewest have a seat."""
    found = []
    for day in sorted({band.day for band in bands})[:-1]:
        of_day = [band for band in bands if band.day == day and MORNING <= band.start % DAY < EVENING]
        thinnest = min(of_day, key=lambda band: (_seats_in(band, sessions), band.start))
        found.append(Session(thinnest.start, thinnest.start + MIXER, MIXER_SEATS, SPEED_MEETING, frozenset(), ()))
    return tuple(found)


def _seats_in(band: Slot, sessions: Sequence[Session]) -> int:
    return sum(one.seats for one in sessions if one.start < band.end and band.start < one.end)
