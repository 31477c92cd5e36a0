"""Writing to a person about proposals: in their language, through the outbox, never twice under one key."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from bigre.core.actions import write_mail
from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.people.rules import language_for_mail
from bigre.proposals.models import Merge, Proposal, Topic

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


def write_to(
    person: Person,
    *,
    key: str,
    subject: "StrPromise",
    template: str,
    edition: Edition,
    now: datetime,
    words: dict[str, object] | None = None,
    **context: Any,
) -> bool:
    """Put the mail into the outbox; False when it was there before, or when the person has no address to write to.

    `words` fill the blanks of the subject; `core.tasks.send_soon` carries the outbox out.
    """
    if person.account is None or not person.account.is_active:
        return False
    with translation.override(language_for_mail(person)):
        told = {"name": person.name, "base_url": settings.BASE_URL, "news_url": news_url(edition), "edition": edition}
        mail = write_mail(
            key=key,
            to=person.account.email,
            subject=subject % (words or {}),
            body=render_to_string(f"proposals/mail/{template}.txt", told | context),
            now=now,
            scope=edition.slug,
        )
    return mail is not None


def write_to_address(
    *,
    to: str,
    language: str,
    key: str,
    template: str,
    subject: "StrPromise",
    proposal: Proposal,
    now: datetime,
    **context: Any,
) -> None:
    """Put a mail about a proposal into the outbox, to an address that may be nobody's yet; `subject` has its title."""
    with translation.override(language):
        told = {"proposal": proposal, "edition": proposal.edition, **context}
        write_mail(
            key=key,
            to=to,
            subject=subject % {"title": proposal.title},
            body=render_to_string(f"proposals/mail/{template}.txt", told),
            now=now,
            scope=proposal.edition.slug,
        )


def link_to(name: str, *parts: object) -> str:
    """The whole address of a page."""
    return settings.BASE_URL + reverse(name, args=parts)


def news_url(edition: Edition) -> str:
    """Where people choose how often they are told what is new."""
    return settings.BASE_URL + reverse("proposals:news", args=[edition.slug])


def proposal_url(proposal: Proposal) -> str:
    """Where a proposal is read."""
    return settings.BASE_URL + reverse("proposals:proposal", args=[proposal.edition.slug, proposal.uuid])


def merge_url(merge: Merge) -> str:
    """Where those who are asked about a merge answer."""
    return settings.BASE_URL + reverse("proposals:merge", args=[merge.edition.slug, merge.pk])


def topic_url(topic: Topic) -> str:
    """Where a topic is read."""
    return settings.BASE_URL + reverse("proposals:topic", args=[topic.edition.slug, topic.pk])
