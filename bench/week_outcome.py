"""What a week brought: new pairs, who was left out, and the cooperations that one may expect."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.week_days import Week

FEW = 3


@dataclass(frozen=True, slots=True)
class Growth:
    """How acquaintances become cooperations within a year: a simple model, all of it assumed.

    Each new pair becomes one with probability `across` (two cooperatives) or `within` (one), `fit` times that where one
    offers under the very tag under which the other looks; independent of all else. `talks`: only after so many talks.
    """

    across: float = 0.01
    within: float = 0.005
    fit: float = 4.0
    talks: int = 1


GROWTHS = {
    "as assumed": Growth(),
    "half as often": Growth(across=0.005, within=0.0025),
    "twice as often": Growth(across=0.02, within=0.01),
    "a fit counts 2": Growth(fit=2.0),
    "a fit counts 8": Growth(fit=8.0),
    "only after two talks": Growth(talks=2),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """The measures of one week; `again`: new pairs who talked at least twice. `made`: new acquaintances per person."""

    pairs: int
    across: int
    again: int
    meetings: int
    made: NDArray[np.int64]
    cooperations: dict[str, float]

    @property
    def left_out(self) -> int:
        """How many people made fewer than three new acquaintances."""
        return int((self.made < FEW).sum())


def outcome_of(week: Week) -> Outcome:
    """Counts each pair once."""
    new = np.triu((week.talks > 0) & ~week.before, 1)
    elsewhere = week.gathering.elsewhere
    return Outcome(
        pairs=int(new.sum()),
        across=int((new & elsewhere).sum()),
        again=int((new & (week.talks > 1)).sum()),
        meetings=week.meetings,
        made=(new | new.T).sum(axis=1),
        cooperations={name: _expected(week, new, growth) for name, growth in GROWTHS.items()},
    )


def _expected(week: Week, new: NDArray[np.bool_], growth: Growth) -> float:
    base = np.where(week.gathering.elsewhere, growth.across, growth.within)
    chance = base * np.where(week.gathering.fits, growth.fit, 1.0)
    return float(chance[new & (week.talks >= growth.talks)].sum())
