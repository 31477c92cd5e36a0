"""Submitting a proposal, and telling all who lead it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from bigre.core.tasks import send_soon
from bigre.people.models import Person
from bigre.proposals.models import Proposal, Transition
from bigre.proposals.queries.writing import questions_for
from bigre.proposals.rules.writing import is_contact, what_is_missing_to_submit

from .mails import link_to, write_to
from .transitions import step

State = Proposal.State


class NotReady(Exception):
    """The proposal lacks something before it may be submitted; `sentences` say what."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


class ContactOnly(Exception):
    """Only the contact, who answers for the proposal, confirms it."""


@transaction.atomic
def submit_proposal(*, proposal: Proposal, by: Person, late: bool, now: datetime) -> Transition:
    """Show a draft to everybody who takes part; raises `NotReady` or `NotPossibleFromHere`.

    The moment of the first time counts: what was in time stays so when it is taken back to be rewritten.
    """
    lacking = what_is_missing_to_submit(
        proposal, questions=questions_for(proposal.edition), answers=proposal.answers.all()
    )
    if lacking:
        raise NotReady(lacking)
    made = step(proposal=proposal, target=State.SUBMITTED, by=by, now=now)
    if proposal.submitted_at is None:
        proposal.submitted_at, proposal.late = now, late
        proposal.save(update_fields=["submitted_at", "late"])
    _tell_all(proposal, by, made, now)
    return made


def _tell_all(proposal: Proposal, by: Person, made: Transition, now: datetime) -> None:
    address = link_to("proposals:proposal", proposal.edition.slug, proposal.uuid)
    for lead in proposal.facilitations.select_related("person__account"):
        write_to(
            lead.person,
            key=f"submitted:{made.pk}:{lead.person_id}",
            template="submitted",
            subject=gettext_lazy("« %(title)s » est proposée"),
            words={"title": proposal.title},
            edition=proposal.edition,
            proposal=proposal,
            now=now,
            by=by.name,
            link=address,
        )
    send_soon()


@transaction.atomic
def confirm_proposal(*, proposal: Proposal, by: Person, now: datetime) -> Transition:
    """The contact says that what was accepted will take place; raises `ContactOnly` or `NotPossibleFromHere`."""
    if not is_contact(proposal.facilitations.all(), by.pk):
        raise ContactOnly
    return step(proposal=proposal, target=State.CONFIRMED, by=by, now=now)
