"""Proposals, wishes and relations between proposals, made for tests."""

from collections.abc import Iterable
from typing import Any

from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.proposals.models import Facilitation, Proposal, Relation, Theme, Wish


def proposal(
    edition: Edition,
    title: str = "Lire un bilan à plusieurs",
    *,
    facilitators: Iterable[Person] = (),
    themes: Iterable[Theme] = (),
    **fields: Any,
) -> Proposal:
    """An accepted proposal of an hour and a half in French; the first facilitator is its contact."""
    defaults: dict[str, Any] = {
        "duration_minutes": 90,
        "languages": ["fr"],
        "state": Proposal.State.ACCEPTED,
    }
    made = Proposal.objects.create(edition=edition, title=title, **{**defaults, **fields})
    made.themes.set(themes)
    for position, person in enumerate(facilitators):
        Facilitation.objects.create(proposal=made, person=person, is_contact=position == 0)
    return made


def wish(of: Person, for_: Proposal, level: int = Wish.Level.LIKE) -> Wish:
    """What a person would like to attend."""
    return Wish.objects.create(person=of, proposal=for_, level=level)


def relation(first: Proposal, second: Proposal, kind: str = Relation.Kind.BEFORE) -> Relation:
    """How two proposals stand in time."""
    return Relation.objects.create(first=first, second=second, kind=kind)
