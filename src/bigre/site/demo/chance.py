"""Seeded chance: the same draws at every load, each concept from a source of its own."""

import uuid
from collections.abc import Sequence
from random import Random

SEED = 2022
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://example.org/bigre-2022/demo")


def chance_for(concept: str) -> Random:
    """A source of chance for one concept, so that a change in one file leaves the others as they were."""
    return Random(f"{SEED} {concept}")  # noqa: S311  # repeatable on purpose, no secret


def stable_uuid(kind: str, key: str) -> uuid.UUID:
    """The same identifier at every load, so that addresses of the demo stay valid."""
    return uuid.uuid5(NAMESPACE, f"{kind} {key}")


def pick[T](source: Random, choices: Sequence[tuple[T, float]]) -> T:
    """One of the choices, by its weight."""
    return source.choices([choice for choice, _ in choices], [weight for _, weight in choices])[0]
