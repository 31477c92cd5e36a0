"""Three versions of a proposal: the one that somebody began from, what they send, and what others saved meanwhile."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING

from django.http import QueryDict

from bigre.proposals.rules.wording import tidy

from .conflict import ASIDE, as_sent

if TYPE_CHECKING:
    from .proposal import ProposalForm

# What each field said when the form was opened, as a mark by which to tell whether it was touched since.
type Base = dict[str, str]


@dataclass(frozen=True, slots=True)
class Joined:
    """What is sent, with others' words where the writer touched nothing; `asked`: fields that both have changed."""

    data: QueryDict
    asked: frozenset[str] = frozenset()
    # What was taken from the saved version, by field, as a browser would send it.
    theirs: dict[str, list[str]] = field(default_factory=dict)


def base_of(saved: ProposalForm) -> Base:
    """The marks of a form that is not bound."""
    return {name: _mark(as_sent(saved[name].value())) for name in saved.fields if name not in ASIDE}


def join(data: QueryDict, saved: ProposalForm) -> Joined:
    """Put what somebody sends and what is saved together; as it was sent where nobody knows what it began from.

    What only one of both has changed since is kept. What both have changed, and not into the same, is asked.
    """
    base = _base_in(data)
    if base is None or _is_first_again(data, saved):
        return Joined(data)
    mixed = data.copy()
    asked, theirs = set(), {}
    for name in base_of(saved):
        now, mine = as_sent(saved[name].value()), data.getlist(name)
        if _mark(now) == _mark(mine):
            continue
        if _mark(mine) == base.get(name, _mark([])):
            theirs[name] = now
            mixed.setlist(name, now)
        elif _mark(now) != base.get(name):
            asked.add(name)
    mixed["revision"], mixed["base"] = str(saved.initial["revision"]), str(saved.initial["base"])
    return Joined(mixed, frozenset(asked), theirs)


def _is_first_again(data: QueryDict, saved: ProposalForm) -> bool:
    """Whether this is a first version, sent again because its acknowledgement was lost, and nobody else has written."""
    return "uuid" in data and data.get("revision", "") in {"", "0"} and saved.initial["revision"] <= 1


def _base_in(data: Mapping[str, str]) -> Base | None:
    try:
        told = json.loads(data.get("base", ""))
    except ValueError:
        return None
    return {str(name): str(mark) for name, mark in told.items()} if isinstance(told, dict) else None


def _mark(values: Sequence[str]) -> str:
    said = sorted(filter(None, map(tidy, values)))
    return blake2b("\x1f".join(said).encode(errors="surrogatepass"), digest_size=6).hexdigest()
