"""The outbox: every mail is a row before it leaves, leaves once, and is tried again when the post is down."""

import smtplib
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.utils import timezone

from bigre.core.actions import write_mail
from bigre.core.models import OutgoingMail
from bigre.core.models.outgoing_mail import PAUSES
from bigre.core.tasks import send_outbox

pytestmark = pytest.mark.django_db
State = OutgoingMail.State
NOW = datetime(2022, 5, 3, 9, tzinfo=UTC)


def written(key: str = "a", **fields: Any) -> OutgoingMail | None:
    given = {"to": "alice@example.org", "subject": "Ta proposition", "body": "Elle est retenue.", "now": NOW}
    return write_mail(key=key, **{**given, **fields})


def test_a_mail_of_the_same_key_is_never_written_twice() -> None:
    first, second = written(), written(body="Autre chose")
    assert (first is not None, second) == (True, None)
    assert list(OutgoingMail.objects.values_list("key", "body")) == [("a", "Elle est retenue.")]


def test_what_is_due_leaves_once() -> None:
    written()
    send_outbox.func()
    send_outbox.func()
    assert [(one.to, one.subject, one.body) for one in mail.outbox] == [
        (["alice@example.org"], "Ta proposition", "Elle est retenue.")
    ]
    assert OutgoingMail.objects.get().state == State.SENT


def test_a_subject_of_several_lines_becomes_one() -> None:
    made = written(subject="Ta\nproposition\r\nBcc: x@example.org")
    assert made is not None
    assert made.subject == "Ta proposition Bcc: x@example.org"


def test_a_post_that_is_down_is_tried_again_later_then_given_up_visibly(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_mail: EmailMessage) -> int:
        raise smtplib.SMTPServerDisconnected("fermé")

    monkeypatch.setattr(EmailMessage, "send", refuse)
    written()
    pauses = []
    for _attempt in range(len(PAUSES) + 1):
        OutgoingMail.objects.update(next_attempt_at=NOW)
        before = timezone.now()
        send_outbox.func()
        waiting = OutgoingMail.objects.get()
        pauses.append(waiting.next_attempt_at - before if waiting.state == State.WAITING else None)
    assert [pause and pause > timedelta(0) for pause in pauses] == [True] * len(PAUSES) + [None]
    assert (waiting.state, waiting.attempts) == (State.FAILED, len(PAUSES) + 1)
    assert "SMTPServerDisconnected" in waiting.failure


def test_a_mail_given_up_leaves_when_somebody_asks_again() -> None:
    made = written()
    assert made is not None
    made.state = State.FAILED
    made.save()
    send_outbox.func()
    assert mail.outbox == []
    made.try_again(now=NOW)
    send_outbox.func()
    assert [one.to for one in mail.outbox] == [["alice@example.org"]]
