"""What the team writes for itself about a proposal, and asks of one of its own."""

from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from bigre.core.actions import write_mail
from bigre.core.tasks import send_soon
from bigre.people.models import Person
from bigre.people.rules import language_for_mail
from bigre.proposals.models import Note, Opinion, Proposal
from bigre.proposals.rules.team import has_conflict


class ConflictOfInterest(Exception):
    """Somebody of the team leads the proposal of which the team speaks."""


class AlreadyAsked(Exception):
    """The same person has not answered the last question on this proposal yet."""


def write_note(*, proposal: Proposal, author: Person, text: str, now: datetime) -> Note:
    """Keep a note that only the team reads; raises `ConflictOfInterest`."""
    _refuse_conflict(proposal, author)
    return Note.objects.create(proposal=proposal, author=author, text=text.strip(), written_at=now)


@transaction.atomic
def ask_opinion(*, proposal: Proposal, of: Person, by: Person, question: str, now: datetime) -> Opinion:
    """Ask a colleague for a second opinion, and write to them; raises `ConflictOfInterest` or `AlreadyAsked`."""
    _refuse_conflict(proposal, by)
    _refuse_conflict(proposal, of)
    try:
        with transaction.atomic():
            opinion = Opinion.objects.create(
                proposal=proposal, asked_of=of, asked_by=by, asked_at=now, question=question.strip()
            )
    except IntegrityError:
        raise AlreadyAsked from None
    _write_to(opinion, now)
    return opinion


def answer_opinion(*, opinion: Opinion, text: str, now: datetime) -> None:
    """Write down what a colleague thinks; raises `ConflictOfInterest` if they have come to lead the proposal."""
    _refuse_conflict(opinion.proposal, opinion.asked_of)
    opinion.text, opinion.answered_at = text.strip(), now
    opinion.save(update_fields=["text", "answered_at"])


def _refuse_conflict(proposal: Proposal, person: Person) -> None:
    if has_conflict(person.pk, set(proposal.facilitations.values_list("person_id", flat=True))):
        raise ConflictOfInterest


def _write_to(opinion: Opinion, now: datetime) -> None:
    person, edition = opinion.asked_of, opinion.proposal.edition
    if person.account is None:
        return
    with translation.override(language_for_mail(person)):
        context = {"opinion": opinion, "edition": edition, "base_url": settings.BASE_URL, "name": person.name}
        body = render_to_string("proposals/mail/opinion.txt", context)
        subject = _("Ton avis sur « %(title)s »") % {"title": opinion.proposal}
    write_mail(
        key=f"opinion:{opinion.pk}", to=person.account.email, subject=subject, body=body, now=now, scope=edition.slug
    )
    send_soon()
