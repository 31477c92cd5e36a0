"""Carrying out the outbox: what is due is sent, what fails is tried again later."""

import smtplib
from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.tasks import task
from django.utils import timezone

from .models import OutgoingMail

Waiting = OutgoingMail.State.WAITING
# Longer than any mail server takes to answer.
LEASE = timedelta(minutes=10)


@task()
def send_outbox() -> None:
    """Send every mail that is due; done twice at once, each mail still leaves once."""
    while _send_next(timezone.now()):
        pass
    later = OutgoingMail.objects.filter(state=Waiting).order_by("next_attempt_at").first()
    if later is not None:
        send_outbox.using(run_after=later.next_attempt_at).enqueue()


def send_soon() -> None:
    """Have a worker carry out the outbox once the present transaction is written."""
    transaction.on_commit(send_outbox.enqueue)


def _send_next(now: datetime) -> bool:
    """Send the mail that has waited longest; False when none is due."""
    mail = _claim(now)
    if mail is None:
        return False
    # No transaction here: a slow mail server must not keep others from writing.
    try:
        EmailMessage(subject=mail.subject, body=mail.body, to=[mail.to]).send()
    except (smtplib.SMTPException, OSError) as error:
        mail.mark_failed(why=f"{type(error).__name__}: {error}"[:500], now=now)
    else:
        mail.mark_sent(now=now)
    return True


@transaction.atomic
def _claim(now: datetime) -> OutgoingMail | None:
    """The next mail that is due, out of reach of others for `LEASE`; a worker that dies leaves it to be tried again."""
    due = OutgoingMail.objects.filter(state=Waiting, next_attempt_at__lte=now).order_by("next_attempt_at", "pk")
    skipping = connection.features.has_select_for_update_skip_locked
    mail = due.select_for_update(skip_locked=skipping).first()
    if mail is not None:
        mail.next_attempt_at = now + LEASE
        mail.save(update_fields=["next_attempt_at"])
    return mail
