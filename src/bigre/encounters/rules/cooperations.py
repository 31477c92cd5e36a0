"""What may be done in a cooperation, and how its words go elsewhere; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bigre.encounters.models import Entry
    from bigre.people.models import Person

TITLE_LENGTH = 120
# What Markdown writes around words.
MARKS = re.compile(r"^[#>\s-]+|[*`]+")
# What one writes by hand; a change of state is written by changing it.
WRITTEN_BY_HAND = ("note", "need", "testimony")


def can_edit(person: Person | None, entry: Entry) -> bool:
    """Whether the person may rewrite it: everybody their own words, even after leaving."""
    return person is not None and entry.author_id == person.pk


def can_remove(person: Person | None, entry: Entry) -> bool:
    """Whether the person may remove it: their own, but for a change of state, which did happen."""
    return can_edit(person, entry) and entry.kind in WRITTEN_BY_HAND


def title_and_rest(text: str) -> tuple[str, str]:
    """The first line as a title, without marks, and the whole text when the title does not say it all."""
    whole = text.strip()
    line = whole.split("\n", 1)[0].strip()
    title = MARKS.sub("", line).strip()
    if len(title) <= TITLE_LENGTH:
        return title.removesuffix("."), whole if whole != line else ""
    return title[: TITLE_LENGTH - 1].rsplit(" ", 1)[0] + "…", whole


def pairs[T](members: Iterable[T]) -> list[tuple[T, T]]:
    """Every two of them once, in the order given."""
    known = list(members)
    return [(one, other) for position, one in enumerate(known) for other in known[position + 1 :]]
