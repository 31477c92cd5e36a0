"""Writing a proposal: all that its form holds, in one transaction, without overwriting what somebody else wrote."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from bigre.editions.models import Edition, Equipment
from bigre.people.models import Person
from bigre.proposals.models import Answer, Choice, Facilitation, Proposal, ProposalWindow, Question, Relation, Theme
from bigre.proposals.rules.transitions import is_editable


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote of a proposal; `windows` and `relations` are None when they stay as they are."""

    fields: dict[str, Any]
    themes: Collection[Theme] = ()
    equipment: Collection[Equipment] = ()
    windows: Collection[tuple[datetime, datetime]] | None = None
    # (kind, the other proposal, whether this one is the first of the two)
    relations: Collection[tuple[str, Proposal, bool]] | None = None
    answers: Collection[tuple[Question, str, Choice | None]] = ()
    takes_awareness: bool | None = None
    # The questions that the form showed: an answer left empty is taken away.
    asked: Collection[Question] = field(default=())


class WrittenMeanwhile(Exception):
    """Somebody else wrote it since this form was opened; `current` is what it says now. Nothing was overwritten."""

    def __init__(self, current: Proposal) -> None:
        self.current = current
        super().__init__(str(current))


class NotEditable(Exception):
    """Where it stands, its words stay as they are."""


@transaction.atomic
def start_proposal(*, edition: Edition, by: Person, written: Written) -> Proposal:
    """A new draft, whose contact is the person who begins it."""
    proposal = Proposal.objects.create(edition=edition, state=Proposal.State.DRAFT, **written.fields)
    Facilitation.objects.create(proposal=proposal, person=by, is_contact=True)
    _write_parts(proposal, by, written)
    return proposal


@transaction.atomic
def write_proposal(*, proposal: Proposal, by: Person, written: Written, seen: int) -> Proposal:
    """Write what the form holds; `seen` is the revision that the form began with.

    Raises `WrittenMeanwhile` or `NotEditable`; then nothing is written.
    """
    current = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if not is_editable(current):
        raise NotEditable(str(current))
    if current.revision != seen:
        raise WrittenMeanwhile(current)
    for name, value in written.fields.items():
        setattr(current, name, value)
    current.revision += 1
    if written.windows is not None:
        current.availability_asked_at = None
    current.save()
    _write_parts(current, by, written)
    return current


def _write_parts(proposal: Proposal, by: Person, written: Written) -> None:
    proposal.themes.set(written.themes)
    proposal.equipment.set(written.equipment)
    if written.windows is not None:
        proposal.windows.all().delete()
        ProposalWindow.objects.bulk_create(
            ProposalWindow(proposal=proposal, starts_at=start, ends_at=end) for start, end in written.windows
        )
    if written.relations is not None:
        _write_relations(proposal, written.relations)
    _write_answers(proposal, written)
    if written.takes_awareness is not None:
        proposal.facilitations.filter(person=by).update(takes_awareness=written.takes_awareness)


def _write_relations(proposal: Proposal, relations: Collection[tuple[str, Proposal, bool]]) -> None:
    proposal.relations_as_first.all().delete()
    proposal.relations_as_second.all().delete()
    Relation.objects.bulk_create(
        Relation(kind=kind, first=proposal if first else other, second=other if first else proposal)
        for kind, other, first in relations
    )


def _write_answers(proposal: Proposal, written: Written) -> None:
    given = {question.pk for question, _text, _choice in written.answers}
    proposal.answers.filter(question__in=[one for one in written.asked if one.pk not in given]).delete()
    for question, text, choice in written.answers:
        Answer.objects.update_or_create(proposal=proposal, question=question, defaults={"text": text, "choice": choice})
