"""Proposals, wishes and relations between proposals, made for tests."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.proposals.models import Call, Choice, Facilitation, Proposal, Question, Relation, Theme, Wish


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


def call(edition: Edition, **fields: Any) -> Call:
    """An announced call in French, from 1 February to the end of April 2022."""
    defaults: dict[str, Any] = {
        "opens_at": datetime(2022, 2, 1, 8, tzinfo=UTC),
        "closes_at": datetime(2022, 4, 30, 20, tzinfo=UTC),
        "text_fr": "Que veux-tu **partager** ?",
        "thread_fr": "Tenir ensemble",
        "announced_at": datetime(2022, 1, 20, tzinfo=UTC),
    }
    return Call.objects.create(edition=edition, **{**defaults, **fields})


def question(
    edition: Edition, label: str = "L’as-tu déjà animée ?", *, choices: Sequence[str] = (), **fields: Any
) -> Question:
    """A question of the edition's team, answered by one of these choices when there are any, else in a line."""
    kind = Question.Kind.CHOICE if choices else Question.Kind.SHORT
    made = Question.objects.create(edition=edition, label_fr=label, **{"kind": kind, **fields})
    for position, choice in enumerate(choices):
        Choice.objects.create(question=made, label_fr=choice, position=position)
    return made
