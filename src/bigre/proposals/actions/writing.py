"""Writing a proposal: a new draft, and every later version, without overwriting what somebody wrote meanwhile."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from bigre.editions.models import Equipment
from bigre.people.models import Person
from bigre.proposals.models import Answer, Facilitation, Proposal, ProposalWindow, Relation, Theme
from bigre.proposals.rules.transitions import is_editable

type Stretch = tuple[datetime, datetime]
# A text and a choice; one of both is empty.
type Answered = tuple[str, int | None]


class WrittenMeanwhile(Exception):
    """Somebody else saved the proposal since this version of it was opened."""


class NoLongerEditable(Exception):
    """The proposal was merged, withdrawn or put aside: it keeps its words."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a form says of a proposal beyond its own columns; None leaves things as they are."""

    themes: Sequence[Theme] = ()
    equipment: Sequence[Equipment] = ()
    windows: Sequence[Stretch] | None = None
    # Kind, first, second; `shown` are the relations that the writer saw and may have removed.
    relations: Iterable[tuple[str, int | None, int | None]] | None = None
    shown: Iterable[Relation] = ()
    answers: Mapping[int, Answered] = field(default_factory=dict)
    takes_awareness: bool | None = None
    availability_checked: bool = False


@transaction.atomic
def start_proposal(*, proposal: Proposal, written: Written, by: Person) -> Proposal:
    """Keep a new draft, led by its writer, who is its contact."""
    proposal.state, proposal.revision = Proposal.State.DRAFT, 1
    proposal.save()
    Facilitation.objects.create(proposal=proposal, person=by, is_contact=True)
    _write_rest(proposal, written, by)
    return proposal


@transaction.atomic
def write_proposal(*, proposal: Proposal, written: Written, revision: int, fields: Sequence[str], by: Person) -> None:
    """Save a version that was written from `revision`; raises `WrittenMeanwhile` or `NoLongerEditable`."""
    current = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if current.revision != revision:
        raise WrittenMeanwhile
    if not is_editable(current):
        raise NoLongerEditable
    proposal.revision = revision + 1
    if written.availability_checked or written.windows is not None:
        proposal.availability_asked_at = None
        fields = [*fields, "availability_asked_at"]
    proposal.save(update_fields=[*fields, "revision"])
    _write_rest(proposal, written, by)


def _write_rest(proposal: Proposal, written: Written, by: Person) -> None:
    proposal.themes.set(written.themes)
    proposal.equipment.set(written.equipment)
    if written.windows is not None:
        proposal.windows.all().delete()
        ProposalWindow.objects.bulk_create(
            ProposalWindow(proposal=proposal, starts_at=start, ends_at=end) for start, end in written.windows
        )
    _write_relations(proposal, written)
    _write_answers(proposal, written.answers)
    if written.takes_awareness is not None:
        Facilitation.objects.filter(proposal=proposal, person=by).update(takes_awareness=written.takes_awareness)


def _write_relations(proposal: Proposal, written: Written) -> None:
    if written.relations is None:
        return
    # None stands for the proposal itself, which has no number before it is saved.
    asked = {(kind, first or proposal.pk, second or proposal.pk) for kind, first, second in written.relations}
    gone = [one.pk for one in written.shown if (one.kind, one.first_id, one.second_id) not in asked]
    Relation.objects.filter(pk__in=gone).delete()
    for kind, first, second in sorted(asked):
        Relation.objects.get_or_create(kind=kind, first_id=first, second_id=second)


def _write_answers(proposal: Proposal, answers: Mapping[int, Answered]) -> None:
    for question, (text, choice) in answers.items():
        if text or choice:
            Answer.objects.update_or_create(
                proposal=proposal, question_id=question, defaults={"text": text, "choice_id": choice}
            )
        else:
            Answer.objects.filter(proposal=proposal, question_id=question).delete()
