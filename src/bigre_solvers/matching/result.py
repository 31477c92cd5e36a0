"""What the solver gives back: who is suggested to whom, why, and how good that can be at most."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What speaks for a suggestion; of equal weight, the first here comes first."""

    THEY_OFFER_WHAT_YOU_SEEK = "they_offer_what_you_seek"
    THEY_SEEK_WHAT_YOU_OFFER = "they_seek_what_you_offer"
    SAME_TRADE = "same_trade"
    SAME_SECTOR = "same_sector"
    SAME_WAY = "same_way"
    SAME_COOPERATIVE = "same_cooperative"
    NEAR = "near"
    OTHER_COOPERATIVE = "other_cooperative"
    OTHER_TRADE = "other_trade"
    OTHER_SECTOR = "other_sector"
    OTHER_WAY = "other_way"
    FAR = "far"
    SHARED_LANGUAGE = "shared_language"
    LITTLE_TOLD = "little_told"


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for a suggestion, seen by one of both; `weight`: what it adds for them (0: worth saying).

    `of`: number of the trade, sector, way or cooperative they share. `km`: whole kilometres between them. `language`:
    one that they share. `offer`, `need`: places in the lists of who offers and of who looks for it (their own list or
    the other's, as the kind says); `tag`: the equal tag, None when it is the texts that match.
    """

    kind: Kind
    weight: float = 0.0
    of: int | None = None
    km: int | None = None
    language: str | None = None
    offer: int | None = None
    need: int | None = None
    tag: int | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two people, by number (the smaller first), suggested to each other; `reasons`: for each, strongest first."""

    pair: tuple[int, int]
    score: float
    unexpected: bool
    reasons: tuple[tuple[Reason, ...], tuple[Reason, ...]]

    def other(self, person: int) -> int:
        """Who is suggested to `person`."""
        return self.pair[1] if person == self.pair[0] else self.pair[0]

    def reasons_for(self, person: int) -> tuple[Reason, ...]:
        """Why the other is suggested to `person`."""
        return self.reasons[self.pair.index(person)]


class Lack(StrEnum):
    """Why somebody has fewer suggestions than `fewest`; it never tells a not-with from an acquaintance."""

    ALONE = "alone"  # nobody else shares a language with them
    ALL_MET = "all_met"  # who does is known to them, was suggested before, or is left out for a reason of their own
    ALL_TAKEN = "all_taken"  # there is somebody, who has as many suggestions as one may have


@dataclass(frozen=True, slots=True)
class Shortage:
    """Somebody, by number, with fewer suggestions than `fewest`, and why."""

    person: int
    lack: Lack


@dataclass(frozen=True, slots=True)
class Result:
    """Suggestions in the order of their pairs, and who has too few.

    `value`: what usual suggestions are worth together, as far as they are within `per_person` for both; `bound`: no
    choice is worth more for people of whom the same have an unexpected suggestion; `plain_bound`: half of what each
    would have with their own best. `seed`: of ties and chance.
    """

    suggestions: tuple[Suggestion, ...]
    shortages: tuple[Shortage, ...]
    value: float
    bound: float
    plain_bound: float
    seed: int

    def of(self, person: int) -> tuple[Suggestion, ...]:
        """The suggestions of a person: strongest first, unexpected ones last."""
        own = (one for one in self.suggestions if person in one.pair)
        return tuple(sorted(own, key=lambda one: (one.unexpected, -one.score, one.pair)))
