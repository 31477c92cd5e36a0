"""Submitting a draft, and what those who lead a proposal do with it afterwards."""

from datetime import datetime

from django.db import transaction

from bigre.people.models import Person
from bigre.proposals.models import Call, Proposal, Transition
from bigre.proposals.queries.call import call_of, on_offer
from bigre.proposals.rules.submitting import takes_proposals, what_to_complete

from .following import let_leads_follow
from .telling import tell_submitted
from .transitions import step

State = Proposal.State


class DraftIncomplete(Exception):
    """The draft lacks something; `sentences` say what."""

    def __init__(self, sentences: list[str]) -> None:
        self.sentences = sentences
        super().__init__(" ".join(sentences))


class CallNotOpen(Exception):
    """The call does not take proposals yet."""


class NotTheContact(Exception):
    """Only the contact answers for a proposal."""


@transaction.atomic
def submit_proposal(*, proposal: Proposal, by: Person, moment: datetime, now: datetime) -> Transition:
    """Hand a draft to the team and tell those who lead it; `moment`, by `core.clock`, says whether it is late.

    Raises `CallNotOpen`, `DraftIncomplete` or `NotPossibleFromHere`.
    """
    state = call_of(proposal.edition).state_at(moment)
    if not takes_proposals(state):
        raise CallNotOpen(str(proposal))
    questions = list(on_offer(proposal.edition.questions.all()))
    answered = set(proposal.answers.values_list("question_id", flat=True))
    if missing := what_to_complete(proposal, questions=questions, answered=answered):
        raise DraftIncomplete(missing)
    made = step(proposal=proposal, target=State.SUBMITTED, by=by, now=now)
    proposal.submitted_at, proposal.late = now, state == Call.State.CLOSED
    proposal.save(update_fields=["submitted_at", "late"])
    let_leads_follow(proposal=proposal, now=now)
    tell_submitted(proposal=proposal, now=now)
    return made


@transaction.atomic
def confirm_proposal(*, proposal: Proposal, by: Person, now: datetime) -> Transition:
    """The contact says that it will take place; raises `NotTheContact` or `NotPossibleFromHere`."""
    if not proposal.facilitations.filter(person=by, is_contact=True).exists():
        raise NotTheContact(str(by))
    return step(proposal=proposal, target=State.CONFIRMED, by=by, now=now)
