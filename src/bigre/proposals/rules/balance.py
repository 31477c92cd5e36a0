"""The balance of a programme: what accepted proposals are made of, held against what the team aims at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .board import DECIDED, LIVING

if TYPE_CHECKING:
    from bigre.people.models import Person
    from bigre.proposals.models import Proposal

# A criterion and one of its values, as `Target` names them.
type Value = tuple[str, str]

THEME, FORMAT, COOPERATIVE, LANGUAGE, FIRST_TIME = "theme", "format", "cooperative", "language", "first_time"


@dataclass(frozen=True, slots=True)
class Bar:
    """One value: how many are accepted or confirmed, how many live in all, how many the team aims at."""

    key: str
    label: str
    decided: int
    living: int
    target: int | None
    most: int

    @property
    def missing(self) -> int:
        """How many more it takes to reach the target."""
        return max(0, (self.target or 0) - self.decided)

    @property
    def decided_width(self) -> int:
        """Of a hundred, for the drawing."""
        return round(100 * self.decided / self.most)

    @property
    def living_width(self) -> int:
        """The same, for all that live."""
        return round(100 * self.living / self.most)

    @property
    def target_at(self) -> int:
        """Where the mark of the target stands, within the drawing."""
        return min(98, round(100 * (self.target or 0) / self.most))


@dataclass(frozen=True, slots=True)
class Criterion:
    """One of the five things that are balanced."""

    kind: str
    label: str
    bars: tuple[Bar, ...]


def values_of(proposal: Proposal) -> Iterator[Value]:
    """What a proposal counts for, but who leads for the first time; reads what `with_details` loaded."""
    yield from ((THEME, theme.slug) for theme in proposal.themes.all())
    if proposal.format is not None:
        yield FORMAT, proposal.format.slug
    yield from ((LANGUAGE, code) for code in proposal.languages)
    leads = [lead.person for lead in proposal.facilitations.all()]
    yield from ((COOPERATIVE, slug) for slug in {slug for person in leads for slug, _name in cooperatives_of(person)})


def cooperatives_of(person: Person) -> Iterator[tuple[str, str]]:
    """Slug and name of the cooperatives to which the person belongs today."""
    for membership in person.memberships.all():
        if membership.until_on is None:
            yield membership.cooperative.slug, membership.cooperative.name


def counted(proposals: Iterable[Proposal], first_timers: Collection[int]) -> dict[Value, int]:
    """How many proposals count for each value; for those who lead for the first time, how many people."""
    found: dict[Value, set[int]] = defaultdict(set)
    for proposal in proposals:
        for value in values_of(proposal):
            found[value].add(proposal.pk)
        people = {lead.person_id for lead in proposal.facilitations.all()}
        found[FIRST_TIME, ""] |= people.intersection(first_timers)
    return {value: len(ones) for value, ones in found.items()}


def balance(
    proposals: Collection[Proposal],
    *,
    first_timers: Collection[int],
    targets: Mapping[Value, int],
    labels: Mapping[str, Mapping[str, str]],
    titles: Mapping[str, str],
) -> tuple[Criterion, ...]:
    """The criteria in the order of `titles`, with a bar for each value that `labels` name, in that order."""
    decided = counted((one for one in proposals if one.state in DECIDED), first_timers)
    living = counted((one for one in proposals if one.state in LIVING), first_timers)
    return tuple(
        Criterion(kind, title, tuple(_bars(kind, labels.get(kind, {}), decided, living, targets)))
        for kind, title in titles.items()
    )


def _bars(
    kind: str,
    labels: Mapping[str, str],
    decided: Mapping[Value, int],
    living: Mapping[Value, int],
    targets: Mapping[Value, int],
) -> Iterator[Bar]:
    values = [(kind, key) for key in labels]
    most = max([1, *(living.get(value, 0) for value in values), *(targets.get(value, 0) for value in values)])
    for value in values:
        key = value[1]
        yield Bar(key, labels[key], decided.get(value, 0), living.get(value, 0), targets.get(value), most)
