"""Writing mails into the outbox, one or many at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from .models import OutgoingMail


@transaction.atomic
def write_mail(*, key: str, to: str, subject: str, body: str, now: datetime, scope: str = "") -> OutgoingMail | None:
    """Put a mail into the outbox; None, and nothing happens, when one with this key was written before.

    `core.tasks.send_soon` carries the outbox out once the transaction is written.
    """
    mail, made = OutgoingMail.objects.get_or_create(
        key=key,
        defaults={
            "to": to,
            "subject": " ".join(subject.split())[:300],
            "body": body,
            "scope": scope,
            "written_at": now,
            "next_attempt_at": now,
        },
    )
    return mail if made else None


@dataclass(frozen=True, slots=True)
class MailToWrite:
    """What one mail of many says, and to whom; `key` as in `write_mail`."""

    key: str
    to: str
    subject: str
    body: str


@transaction.atomic
def write_mails(*, mails: Iterable[MailToWrite], now: datetime, scope: str = "") -> int:
    """Put mails into the outbox in a few queries, and tell how many; not those whose key was written before."""
    asked = list(mails)
    known = set(OutgoingMail.objects.filter(key__in=[one.key for one in asked]).values_list("key", flat=True))
    rows = [
        OutgoingMail(
            key=one.key,
            to=one.to,
            subject=" ".join(one.subject.split())[:300],
            body=one.body,
            scope=scope,
            written_at=now,
            next_attempt_at=now,
        )
        for one in asked
        if one.key not in known
    ]
    OutgoingMail.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    return len(rows)
