"""What a proposal needs before it is submitted, and who may write, confirm or leave it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from bigre.proposals.models import Answer, Facilitation, Proposal, Question


def what_is_missing_to_submit(
    proposal: Proposal, *, questions: Iterable[Question] = (), answers: Iterable[Answer] = ()
) -> list[str]:
    """What the proposal lacks before it is submitted, in sentences; `questions` are those on offer."""
    lacks = [
        (not proposal.title.strip(), _("Il manque un titre.")),
        (not proposal.summary.strip(), _("Il manque deux phrases qui disent de quoi il s’agit.")),
        (proposal.format_id is None, _("Il manque un format.")),
        (not proposal.languages, _("Il manque au moins une langue dans laquelle elle se tiendra.")),
    ]
    answered = {answer.question_id for answer in answers if answer.text.strip() or answer.choice_id}
    unanswered = [
        _("Il manque une réponse à la question « %(question)s »") % {"question": question.label}
        for question in questions
        if question.required and question.pk not in answered
    ]
    return [sentence for lacking, sentence in lacks if lacking] + unanswered


def is_contact(facilitations: Iterable[Facilitation], person_id: int) -> bool:
    """Whether this person answers for the proposal."""
    return any(lead.is_contact and lead.person_id == person_id for lead in facilitations)


def next_contact(facilitations: Iterable[Facilitation]) -> Facilitation | None:
    """Who answers for a proposal when its contact leaves: whoever of the others leads it for the longest time."""
    return min((lead for lead in facilitations if not lead.is_contact), key=lambda lead: lead.pk, default=None)
