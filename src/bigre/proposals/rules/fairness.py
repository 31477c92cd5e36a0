"""What everybody may read of how proposals are treated: numbers that name nobody, no small cooperative alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .announcing import decision_to_tell
from .balance import COOPERATIVE, Value

if TYPE_CHECKING:
    from bigre.proposals.models import Proposal, Transition

WAITING, KEPT, OPEN_SPACE, DECLINED, MERGED = "waiting", "kept", "open_space", "declined", "merged"
_OUTCOME_OF = {"accepted": KEPT, "confirmed": KEPT, "open_space": OPEN_SPACE, "declined": DECLINED, "merged": MERGED}
# A cooperative with fewer proposals is counted among the others.
FEWEST = 3


@dataclass(frozen=True, slots=True)
class Counted:
    """A proposal as it counts in public: what it is made of, and what became of it as far as its authors know."""

    pk: int
    values: frozenset[Value]
    outcome: str
    category: str
    by_newcomers: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A value and how many proposals count for it; `width` is of a hundred, for the drawing."""

    key: str
    label: str
    count: int
    width: int


@dataclass(frozen=True, slots=True)
class Share:
    """A cooperative: its part of all proposals, and of those kept (None while none is), both of a hundred."""

    label: str
    proposed: int
    proposed_percent: int
    kept: int
    kept_percent: int | None


def outcome_told(proposal: Proposal, transitions: Sequence[Transition]) -> tuple[str, str]:
    """What became of it and, in a word, why; a decision that its authors were not told yet has not happened.

    `transitions` are the proposal's own in order of time.
    """
    if decision_to_tell(transitions) is None:
        category = transitions[-1].category if transitions else ""
        return _OUTCOME_OF.get(proposal.state, WAITING), category
    told = next((one for one in reversed(transitions) if one.announced_at is not None), None)
    return (_OUTCOME_OF.get(told.target, WAITING), told.category) if told else (WAITING, "")


def outcomes(counted: Collection[Counted], labels: Mapping[str, str]) -> tuple[Row, ...]:
    """How many went where, in the order of `labels`."""
    return _rows(Counter(one.outcome for one in counted), labels)


def reasons(counted: Iterable[Counted], outcome: str, labels: Mapping[str, str]) -> tuple[Row, ...]:
    """Why those were put aside that were, the most frequent reason first."""
    found = Counter(one.category for one in counted if one.outcome == outcome)
    return tuple(sorted((row for row in _rows(found, labels) if row.count), key=lambda row: -row.count))


def made_of(counted: Iterable[Counted], kind: str, labels: Mapping[str, str]) -> tuple[Row, ...]:
    """How many proposals count for each value of a criterion, in the order of `labels`."""
    return _rows(Counter(key for one in counted for of, key in one.values if of == kind), labels)


def shares(counted: Collection[Counted], names: Mapping[str, str], others: str) -> tuple[Share, ...]:
    """The cooperatives by their part, the small ones together and last; one proposal may count for several."""
    by_cooperative = {slug: frozenset(_of(counted, slug)) for slug in names}
    alone = _shown_alone({slug: ones for slug, ones in by_cooperative.items() if ones})
    together = frozenset[Counted]().union(*(ones for slug, ones in by_cooperative.items() if slug not in alone))
    rows = [_share(names[slug], by_cooperative[slug], counted) for slug in alone]
    return (*rows, _share(others, together, counted)) if together else tuple(rows)


def _of(counted: Iterable[Counted], slug: str) -> Iterable[Counted]:
    return (one for one in counted if (COOPERATIVE, slug) in one.values)


def _shown_alone(found: Mapping[str, frozenset[Counted]]) -> list[str]:
    """The slugs with enough proposals; the smallest joins the others when these alone would still be too few."""
    alone = sorted((slug for slug, ones in found.items() if len(ones) >= FEWEST), key=lambda slug: -len(found[slug]))
    rest = frozenset[Counted]().union(*(ones for slug, ones in found.items() if slug not in alone))
    return alone[:-1] if 0 < len(rest) < FEWEST else alone


def _share(label: str, ones: Collection[Counted], counted: Collection[Counted]) -> Share:
    kept = sum(one.outcome == KEPT for one in ones)
    all_kept = sum(one.outcome == KEPT for one in counted)
    percent = round(100 * kept / all_kept) if all_kept else None
    return Share(label, len(ones), round(100 * len(ones) / len(counted)), kept, percent)


def _rows(found: Mapping[str, int], labels: Mapping[str, str]) -> tuple[Row, ...]:
    most = max(found.values(), default=0) or 1
    return tuple(
        Row(key, label, found.get(key, 0), round(100 * found.get(key, 0) / most)) for key, label in labels.items()
    )
