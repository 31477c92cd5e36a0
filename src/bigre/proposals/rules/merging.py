"""What becomes of two proposals or more when they are one: states, words, sizes, availability, relations, wishes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bigre.proposals.models import Proposal

type Stretch = tuple[datetime, datetime]
# Kind, first and second proposal of a relation.
type Link = tuple[str, int, int]

# What is decided is no longer merged: the decision was made of it as it stood.
MERGEABLE = frozenset({"submitted", "discussed"})
ACCEPTED = frozenset({"accepted", "confirmed"})
# Until the team accepts, defers or declines the result.
UNDOABLE = frozenset({"draft", "submitted", "discussed", "withdrawn"})
LONGEST_TITLE = 200


def merging_from(state: str) -> tuple[str, ...]:
    """The state to which a part goes when the merge is done."""
    return ("merged",) if state in MERGEABLE else ()


def returning_from(state: str) -> tuple[str, ...]:
    """The states to which a part may go back when the merge is undone."""
    return tuple(sorted(MERGEABLE)) if state == "merged" else ()


def withdrawing_from(state: str) -> tuple[str, ...]:
    """The state to which the result goes when the merge is undone."""
    return ("withdrawn",) if state in UNDOABLE else ()


def submitting_from(state: str) -> tuple[str, ...]:
    """The state to which the result goes once everybody has consented."""
    return ("submitted",) if state == "draft" else ()


def joined_title(parts: Sequence[Proposal]) -> str:
    """All titles; that of the first alone where they would be too long."""
    title = " + ".join(part.title for part in parts)
    return title if len(title) <= LONGEST_TITLE else parts[0].title


def joined_text(parts: Sequence[Proposal]) -> str:
    """Every text under its title, in Markdown."""
    return "\n\n".join(f"## {part.title}\n\n{part.text.strip()}" for part in parts if part.text.strip())


def joined_summary(parts: Sequence[Proposal]) -> str:
    """The summaries one after the other."""
    return "\n\n".join(part.summary.strip() for part in parts if part.summary.strip())


def joined_languages(parts: Sequence[Proposal]) -> list[str]:
    """Every language once, in the order in which they come."""
    return list(dict.fromkeys(code for part in parts for code in part.languages))


def joined_sizes(parts: Sequence[Proposal]) -> tuple[int | None, int | None]:
    """The larger ideal size; the larger maximum, none when one of them has none."""
    ideals = [part.ideal_size for part in parts if part.ideal_size is not None]
    limits = [part.max_size for part in parts if part.max_size is not None]
    return max(ideals, default=None), max(limits) if len(limits) == len(parts) else None


def only[T](values: Iterable[T | None]) -> T | None:
    """The value on which all that have one agree; None where there are two."""
    distinct = {value for value in values if value is not None}
    return distinct.pop() if len(distinct) == 1 else None


def common(availabilities: Sequence[Sequence[Stretch]]) -> list[Stretch] | None:
    """When all are available, in order; no stretch means any time. None when there is no such moment."""
    bound = [list(one) for one in availabilities if one]
    if not bound:
        return []
    shared = sorted(bound[0])
    for other in bound[1:]:
        both = [(max(a, c), min(b, d)) for a, b in shared for c, d in other]
        shared = sorted((start, end) for start, end in both if start < end)
    return shared or None


def repointed(links: Iterable[Link], parts: Collection[int], result: int) -> set[Link]:
    """The relations of the parts as relations of the result.

    Those among the parts have no more sense. Where the result would come both before and after another, nobody can
    tell which was meant: neither is kept.
    """
    moved = {
        (kind, result if first in parts else first, result if second in parts else second)
        for kind, first, second in links
        if first in parts or second in parts
    }
    moved = {link for link in moved if link[1] != link[2]}
    return {(kind, a, b) for kind, a, b in moved if kind != "before" or (kind, b, a) not in moved}


def highest(wishes: Iterable[tuple[int, int]]) -> dict[int, int]:
    """For each person the highest of their levels."""
    levels: dict[int, int] = {}
    for person, level in wishes:
        levels[person] = max(level, levels.get(person, level))
    return levels
