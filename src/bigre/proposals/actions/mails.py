"""The mails about proposing: to those who lead, to those who are invited, and back to oneself."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise

from bigre.core.actions import write_mail
from bigre.core.models import OutgoingMail
from bigre.core.tasks import send_soon
from bigre.people.models import Person
from bigre.people.rules import language_for_mail
from bigre.proposals.models import Proposal

type Subject = str | Promise


def link_to(name: str, *parts: object) -> str:
    """The whole address of a page, for a mail."""
    return settings.BASE_URL + reverse(name, args=parts)


def mail_to_person(
    *, person: Person, key: str, template: str, subject: Subject, proposal: Proposal, now: datetime, **more: Any
) -> OutgoingMail | None:
    """Write a mail in the person's language, if they have an account; `subject` may name the `title`."""
    if person.account is None:
        return None
    return mail_to_address(
        to=person.account.email,
        language=language_for_mail(person),
        key=key,
        template=template,
        subject=subject,
        proposal=proposal,
        now=now,
        name=person.name,
        **more,
    )


def mail_to_address(
    *,
    to: str,
    language: str,
    key: str,
    template: str,
    subject: Subject,
    proposal: Proposal,
    now: datetime,
    **more: Any,
) -> OutgoingMail | None:
    """Write a mail about a proposal into the outbox, in this language."""
    context = {"proposal": proposal, "edition": proposal.edition, **more}
    with translation.override(language):
        made = write_mail(
            key=key,
            to=to,
            subject=str(subject) % {"title": proposal.title},
            body=render_to_string(f"proposals/mail/{template}.txt", context),
            now=now,
            scope=proposal.edition.slug,
        )
    send_soon()
    return made
