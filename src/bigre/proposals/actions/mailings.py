"""Writing to many facilitators at once, never twice."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from bigre.core.actions import write_mail
from bigre.core.models import in_readers_language
from bigre.core.tasks import send_soon
from bigre.people.rules import language_for_mail
from bigre.proposals.models import Mailing
from bigre.proposals.queries.mailings import recipients_of


class AlreadySent(Exception):
    """The mailing has left: it is sent once."""


class NobodyToWriteTo(Exception):
    """No one with an address leads a proposal that the mailing is for."""


@transaction.atomic
def send_mailing(*, mailing: Mailing, now: datetime) -> int:
    """Put one mail per person into the outbox; return how many. Raises `AlreadySent` or `NobodyToWriteTo`."""
    locked = Mailing.objects.select_for_update().select_related("edition").get(pk=mailing.pk)
    if locked.sent_at is not None:
        raise AlreadySent
    people = list(recipients_of(locked))
    if not people:
        raise NobodyToWriteTo
    for person in people:
        assert person.account is not None
        subject, body = letter_of(locked, language_for_mail(person), person.name)
        write_mail(
            key=f"{locked.key}{person.pk}",
            to=person.account.email,
            subject=subject,
            body=body,
            now=now,
            scope=locked.edition.slug,
        )
    locked.sent_at, locked.sent_count = now, len(people)
    locked.save(update_fields=["sent_at", "sent_count"])
    send_soon()
    return len(people)


def letter_of(mailing: Mailing, language: str, name: str) -> tuple[str, str]:
    """Subject and text in one language, in French where nobody translated them."""
    with translation.override(language):
        text = in_readers_language(mailing, "text")
        context = {"text": text, "edition": mailing.edition, "base_url": settings.BASE_URL, "name": name}
        return in_readers_language(mailing, "subject"), render_to_string("proposals/mail/mailing.txt", context)
