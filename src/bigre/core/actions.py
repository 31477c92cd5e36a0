"""Writing mails into the outbox."""

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
