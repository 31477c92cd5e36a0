"""What may be done with a comment, and whom it calls by name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bigre.core.rules import fold

if TYPE_CHECKING:
    from bigre.people.models import Person
    from bigre.proposals.models import Comment

# For so long may people rewrite what they said; afterwards others have answered it.
EDIT_WITHIN = timedelta(minutes=30)


def can_edit_comment(person: Person | None, comment: Comment, now: datetime) -> bool:
    """Whether the person may rewrite it: their own, for a while, unless it was removed."""
    mine = person is not None and comment.author_id == person.pk
    return mine and comment.removed_at is None and now - comment.written_at <= EDIT_WITHIN


def can_remove_comment(person: Person | None, comment: Comment, *, planner: bool) -> bool:
    """Whether the person may remove it: their own at any time; the team of the programme any."""
    mine = person is not None and comment.author_id == person.pk
    return comment.removed_at is None and (mine or planner)


def called_by_name[K](text: str, names: Mapping[K, str]) -> set[K]:
    """Those of `names` whom the text calls with @: by the whole name, or by a first name that only one bears.

    Accents and case don't matter; of two names that fit at one place the longer is meant.
    """
    folded, spelled = fold(text), _spelled(names)
    called: set[K] = set()
    for at in re.finditer(r"(?<!\w)@", folded):
        rest = folded[at.end() :]
        fitting = [name for name in spelled if re.match(rf"{re.escape(name)}(?!\w)", rest)]
        if fitting:
            called |= spelled[max(fitting, key=len)]
    return called


def _spelled[K](names: Mapping[K, str]) -> dict[str, set[K]]:
    whole: dict[str, set[K]] = {}
    for key, name in names.items():
        whole.setdefault(fold(name), set()).add(key)
    firsts = Counter(fold(name).split(" ")[0] for name in names.values() if name)
    alone = {fold(name).split(" ")[0]: {key} for key, name in names.items() if name}
    return {first: key for first, key in alone.items() if firsts[first] == 1} | {n: k for n, k in whole.items() if n}
