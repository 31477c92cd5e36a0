"""Mails about cooperations: each in its reader's language, read by nobody else.

They carry no edition (`scope`), so that no team reads them in its outbox.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from bigre.core.actions import MailToWrite
from bigre.people.models import Person
from bigre.people.rules import language_for_mail


def link_to(name: str, *parts: object) -> str:
    """The whole address of a page of cooperations."""
    return settings.BASE_URL + reverse(f"cooperations:{name}", args=parts)


def mails_to(
    people: Iterable[Person], *, key: str, template: str, words: Callable[[Person], tuple[Any, dict[str, Any]]]
) -> list[MailToWrite]:
    """One mail for each of them whom a mail reaches; `words` gives, in their language, the subject and the context.

    `{pk}` in the key is the reader's.
    """
    written = []
    for person in people:
        if person.account is None or not person.account.is_active:
            continue
        with translation.override(language_for_mail(person)):
            subject, context = words(person)
            body = render_to_string(f"encounters/mail/{template}.txt", {"name": person.name, **context})
            made = MailToWrite(key.format(pk=person.pk), person.account.email, str(subject), body)
        written.append(made)
    return written
