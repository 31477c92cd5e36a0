"""Mails about encounters: each in its reader's language, never twice under one key."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from bigre.core.actions import MailToWrite, write_mails
from bigre.core.tasks import send_soon
from bigre.people.models import Person
from bigre.people.rules import language_for_mail
from bigre.programme.queries.told import is_reachable

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


def link_to(name: str, *parts: object) -> str:
    """The whole address of a page."""
    return settings.BASE_URL + reverse(name, args=parts)


def mails_to(
    people: Iterable[Person], *, key: str, template: str, words: Callable[[Person], tuple[Any, dict[str, Any]]]
) -> list[MailToWrite]:
    """One mail for each of them whom a mail reaches; `words` gives, in their language, the subject and the context.

    `{pk}` in the key is the reader's.
    """
    written = []
    for person in people:
        if person.account is None or not is_reachable(person):
            continue
        with translation.override(language_for_mail(person)):
            subject, context = words(person)
            body = render_to_string(f"encounters/mail/{template}.txt", {"name": person.name, **context})
            made = MailToWrite(key.format(pk=person.pk), person.account.email, str(subject), body)
        written.append(made)
    return written


def write_to(
    person: Person, *, key: str, subject: "StrPromise", template: str, address: str, now: datetime, **words: object
) -> None:
    """Put one mail into the outbox, and have it sent; nothing happens when it was there before.

    `words` fill the blanks of the subject and of the template. It carries no edition (`scope`), so that no team reads
    in its outbox who meets whom.
    """
    told = words | {"address": address}
    write_mails(
        mails=mails_to([person], key=key, template=template, words=lambda _reader: (subject % words, told)), now=now
    )
    send_soon()
