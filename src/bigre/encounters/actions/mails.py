"""Writing to a person about encounters: in their language, through the outbox, never twice under one key."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from bigre.core.actions import write_mail
from bigre.core.tasks import send_soon
from bigre.people.models import Person
from bigre.people.rules import language_for_mail

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


def write_to(
    person: Person,
    *,
    key: str,
    subject: "StrPromise",
    template: str,
    page: str,
    now: datetime,
    scope: str = "",
    **words: object,
) -> bool:
    """Put a mail into the outbox and have it sent; False when it was there before, or when nobody can be written to.

    `words` fill the blanks of the subject and of `encounters/mail/<template>.txt`; `page` is a path of the site.
    """
    if person.account is None or not person.account.is_active:
        return False
    with translation.override(language_for_mail(person)):
        told = words | {"name": person.name, "address": f"{settings.BASE_URL}{page}"}
        mail = write_mail(
            key=key,
            to=person.account.email,
            subject=subject % words,
            body=render_to_string(f"encounters/mail/{template}.txt", told),
            now=now,
            scope=scope,
        )
    send_soon()
    return mail is not None
