"""The written-out people of the demo, as whom one may sign in."""

from dataclasses import dataclass

from .content import content


@dataclass(frozen=True, slots=True)
class Persona:
    """An invented person; `label` says in their language what part they play."""

    key: str
    name: str
    email: str
    label: str


def personas() -> list[Persona]:
    """The personas, in the order in which a sign-in page shows them."""
    rows = content("people")["persona"]
    return [Persona(row["key"], row["name"], row["email"], row["label"]) for row in rows]
