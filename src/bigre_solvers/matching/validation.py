"""What makes a matching problem contradictory, each culprit named in one sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from math import isfinite

from bigre_solvers.matching.problem import Dimension, Problem

MOST_LANGUAGES = 64  # bits of a word
MOST_SUGGESTIONS = 50
SMALLEST, LARGEST = -(1 << 31), (1 << 31) - 1


def errors_in(problem: Problem) -> list[str]:
    """Every contradiction of the problem."""
    return [
        *duplicate_keys(problem),
        *pairs_of_nobody(problem),
        *people_out_of_range(problem),
        *counts_that_contradict(problem),
        *weights_out_of_range(problem),
    ]


def duplicate_keys(problem: Problem) -> Iterator[str]:
    """No two people share a key."""
    times = Counter(person.key for person in problem.people)
    return (f"person key {key!r} is used {count} times" for key, count in times.items() if count > 1)


def pairs_of_nobody(problem: Problem) -> Iterator[str]:
    """A pair is two different people."""
    people = {person.key for person in problem.people}
    for name in ("known", "forbidden", "past"):
        for one, other in getattr(problem, name):
            yield from (f"{name}: person {key!r} doesn't exist" for key in (one, other) if key not in people)
            if one == other:
                yield f"{name}: {one!r} is paired with themselves"


def people_out_of_range(problem: Problem) -> Iterator[str]:
    """People live on Earth; numbers fit in 32 bits; there aren't more languages than can be told apart."""
    for person in problem.people:
        if person.point is not None and not _on_earth(*person.point):
            yield f"person {person.key!r} lives at {person.point}: write latitude and longitude in degrees"
        tags = (line.tags for line in (*person.offers, *person.needs))
        numbers = frozenset().union(person.trades, person.sectors, person.ways, person.cooperatives, *tags)
        if any(not SMALLEST <= number <= LARGEST for number in numbers):
            yield f"person {person.key!r}: a number of a trade, sector, way, cooperative or tag exceeds 32 bits"
    languages = frozenset[str]().union(*(person.languages for person in problem.people))
    if len(languages) > MOST_LANGUAGES:
        yield f"{len(languages)} languages are spoken: at most {MOST_LANGUAGES} can be told apart"


def _on_earth(latitude: float, longitude: float) -> bool:
    return -90 <= latitude <= 90 and -180 <= longitude <= 180


def counts_that_contradict(problem: Problem) -> Iterator[str]:
    """0 ≤ fewest ≤ per_person ≤ most, and an unexpected suggestion isn't the only one."""
    fewest, usual, most = problem.fewest, problem.per_person, problem.most
    if not 0 <= fewest <= usual <= most <= MOST_SUGGESTIONS or usual < 1:
        yield (
            f"fewest {fewest}, per_person {usual}, most {most}: write them in rising order, "
            f"per_person at least 1, most at most {MOST_SUGGESTIONS}"
        )
    if problem.surprise and usual < 2:
        yield "surprise with per_person 1: the only suggestion would be the unexpected one; leave surprise out"


def weights_out_of_range(problem: Problem) -> Iterator[str]:
    """Weights are 0 or more, shares at most 1, measures in rising order."""
    weights = problem.weights
    for name in (*Dimension, "need", "offer", "elsewhere"):
        weight = getattr(weights, name)
        if not (isfinite(weight) and weight >= 0):
            yield f"the weight of {name} is {weight}: it must be 0 or more"
    for name in ("mutual", "text"):
        if not 0 <= getattr(weights, name) <= 1:
            yield f"the weight {name} is {getattr(weights, name)}: it must be from 0 to 1"
    if not 0 <= weights.threshold < weights.certain <= 1:
        yield f"threshold {weights.threshold}, certain {weights.certain}: write rising numbers from 0 to 1"
    if not 0 < weights.near_km <= weights.far_km < float("inf"):
        yield f"near_km {weights.near_km}, far_km {weights.far_km}: write rising distances above 0"
