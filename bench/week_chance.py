"""The chance of one seed, drawn before anything happens: every arm and habit of that seed meets the same draws."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.week_gathering import Gathering
from bench.week_habits import SMALL_COOPERATIVE, Habits

type Draws = NDArray[np.float32]

# At most so many tables after one another are drawn by lot at one meal.
SITTINGS = 3


@dataclass(frozen=True, slots=True)
class Chance:
    """Uniform draws from 0 to 1, but `liking` (Gumbel). Pairs are symmetric, except `says_yes` (who, to whom).

    Slots are bands, then meals: `comes` first come first served, `seeks` company or not, `takes` any table, `talks`.
    """

    knows: Draws
    tells: Draws
    skips: Draws
    alone: Draws
    liking: Draws
    obeys: Draws
    deals: Draws
    says_yes: Draws
    fixes: Draws
    comes: Draws
    seeks: Draws
    takes: Draws
    talks: Draws


def chance_of(gathering: Gathering, seed: int) -> Chance:
    """All draws of a seed, each concept from a source of its own."""
    people, bands, meals = len(gathering.people), len(gathering.bands), len(gathering.meals)
    slots = bands + meals

    def uniform(name: str, *shape: int) -> Draws:
        return _source(seed, name).random(shape, np.float32)

    return Chance(
        knows=_symmetric(uniform("knows", people, people)),
        tells=_symmetric(uniform("tells", people, people)),
        skips=uniform("skips", bands, people),
        alone=uniform("alone", bands, people),
        liking=_source(seed, "liking").gumbel(0.0, 0.5, (len(gathering.sessions), people)).T.astype(np.float32),
        obeys=uniform("obeys", slots, people),
        deals=uniform("deals", SITTINGS, meals, people),
        says_yes=uniform("says_yes", people, people),
        fixes=_symmetric(uniform("fixes", people, people)),
        comes=uniform("comes", slots, people),
        seeks=uniform("seeks", slots, people),
        takes=uniform("takes", slots, people),
        talks=_symmetric(uniform("talks", slots, people, people)),
    )


def _source(seed: int, name: str) -> np.random.Generator:
    return np.random.default_rng([seed, *name.encode()])


def _symmetric(draws: Draws) -> Draws:
    """The upper half, mirrored."""
    upper = np.triu(draws, 1)
    return (upper + np.swapaxes(upper, -1, -2)).astype(np.float32)


def known_before(gathering: Gathering, habits: Habits, chance: Chance) -> NDArray[np.bool_]:
    """Which pairs know each other when the week begins."""
    own = np.array([one.cooperative for one in gathering.people])
    sizes = np.bincount(own)[own]
    within = np.where(sizes <= SMALL_COOPERATIVE, habits.knows_in_small, habits.knows_in_large)
    by_cooperative = np.where(gathering.elsewhere, 0.0, np.minimum(1.0, within)[:, None])
    past = np.array([[len(one.past & other.past) for other in gathering.people] for one in gathering.people])
    strangers = (1 - by_cooperative) * (1 - min(1.0, habits.knows_by_past)) ** past
    known: NDArray[np.bool_] = chance.knows < 1 - strangers
    np.fill_diagonal(known, False)
    return known


def told_to_the_site(habits: Habits, chance: Chance, known: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Of those who know each other, the pairs of which the site learned."""
    return known & (chance.tells < habits.tells)
