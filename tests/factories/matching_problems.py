"""People to be suggested to each other: a few by hand, small worlds by chance, whole networks."""

from itertools import combinations
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bigre_solvers.matching import Line, Person, Problem, Stance, Stances, lines_of
from tests.factories.offers_and_needs import SUBJECTS

NAMES = ("alice", "bob", "charlie", "dana", "emile", "fatou", "gaston", "hanna", "ines", "jo", "karim", "lena")
LANGUAGES = ("fr", "nl", "en")
# Towns around which people live, and how many of them.
TOWNS = {
    (45.76, 4.84): 9,
    (50.85, 4.35): 9,
    (48.86, 2.35): 8,
    (50.63, 3.06): 6,
    (43.60, 1.44): 6,
    (51.05, 3.72): 5,
    (47.22, -1.55): 5,
    (45.19, 5.72): 5,
    (48.11, -1.68): 4,
    (50.63, 5.58): 4,
    (44.93, 4.89): 3,
    (43.30, 5.37): 3,
}


def random_stances(chance: Random) -> Stances:
    """Mostly without a stance, as people are."""
    choice = [Stance.EITHER, Stance.EITHER, Stance.LIKE, Stance.UNLIKE]
    return Stances(*(chance.choice(choice) for _ in range(5)))


def some(chance: Random, most: int, of: int) -> frozenset[int]:
    """A few numbers, perhaps none."""
    return frozenset(chance.sample(range(of), chance.randint(0, most)))


def small_world(seed: int, people: int = 8, **rules: Any) -> Problem:
    """A few people with anything unknown or the same, and some of every kind of barred pairs."""
    chance = Random(seed)

    def lines() -> tuple[Line, ...]:
        return tuple(Line(f"line {chance.randint(0, 9)}", some(chance, 1, 3)) for _ in range(chance.randint(0, 2)))

    cast = tuple(
        Person(
            name,
            languages=frozenset(chance.sample(LANGUAGES, chance.randint(0, 2))),
            point=chance.choice([None, (45.76, 4.84), (45.9, 4.9), (50.85, 4.35)]),
            trades=some(chance, 2, 4),
            sectors=some(chance, 1, 3),
            ways=some(chance, 1, 2),
            cooperatives=some(chance, 1, 4),
            stances=random_stances(chance),
            offers=lines(),
            needs=lines(),
        )
        for name in NAMES[:people]
    )
    pairs = list(combinations(NAMES[:people], 2))
    few = min(2, len(pairs))
    known, forbidden, past = (tuple(chance.sample(pairs, few)) for _ in range(3))
    return Problem(cast, known, forbidden, past, **rules)


def random_vectors(problem: Problem, seed: int, dimensions: int = 4) -> NDArray[np.float32]:
    """Unit vectors by text, drawn at random: equal texts have equal ones."""
    words = np.random.default_rng(seed)
    drawn = {text: words.normal(size=dimensions) for text in sorted({line.text for line in lines_of(problem)})}
    rows = [drawn[line.text] / np.linalg.norm(drawn[line.text]) for line in lines_of(problem)]
    return np.array(rows, np.float32).reshape(len(rows), dimensions)


def network(people: int, seed: int) -> Problem:
    """People of cooperatives of very unequal size in three languages, who offer and look for a few things each.

    Half of the lines have their tag. Each person knows three others of their cooperative.
    """
    chance = Random(seed)
    cooperatives = max(8, people // 10)
    members: dict[int, list[str]] = {}
    everybody = []
    for k in range(people):
        own = int(cooperatives * chance.random() ** 3)  # the first are by far the largest
        members.setdefault(own, []).append(f"p{k}")
        everybody.append(member(chance, f"p{k}", own))
    known = {
        (min(one, other), max(one, other))
        for own in members.values()
        for one in own
        for other in chance.sample(own, min(3, len(own)))
        if one != other
    }
    return Problem(tuple(everybody), known=tuple(sorted(known)))


def member(chance: Random, key: str, cooperative: int) -> Person:
    """One person of a network."""
    north, east = chance.choices(list(TOWNS), list(TOWNS.values()))[0]
    home = chance.choices(LANGUAGES, [7, 3, 0.5])[0]
    languages = {home} | {code for code, share in (("en", 0.4), ("fr", 0.3), ("nl", 0.1)) if chance.random() < share}
    return Person(
        key,
        languages=frozenset(languages),
        point=(north + chance.gauss(0, 0.15), east + chance.gauss(0, 0.2)),
        trades=frozenset(int(60 * chance.random() ** 1.5) for _ in range(chance.choice([1, 1, 2, 3]))),
        sectors=frozenset(int(20 * chance.random() ** 1.5) for _ in range(chance.choice([1, 1, 2]))),
        ways=frozenset({chance.randrange(4)}),
        cooperatives=frozenset({cooperative}),
        stances=random_stances(chance),
        offers=told(chance, home, 0, chance.randint(1, 3)),
        needs=told(chance, home, 1, chance.randint(1, 3)),
    )


def told(chance: Random, language: str, side: int, count: int) -> tuple[Line, ...]:
    """A few offers (side 0) or needs (side 1) in one's own language."""
    subjects = list(enumerate(SUBJECTS.values()))
    return tuple(
        Line(getattr(subject, language)[side], frozenset({number}) if chance.random() < 0.5 else frozenset())
        for number, subject in chance.sample(subjects, count)
    )
