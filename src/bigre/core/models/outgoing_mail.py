"""The outbox: every mail that the site itself writes is a row before it leaves, and stays one."""

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

# How long to wait after each attempt that failed; after the last one somebody has to look.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 600))


class OutgoingMail(models.Model):
    """One mail to one address; `key` says what it is about, so that it is never written twice."""

    class State(models.TextChoices):
        """Where it is."""

        WAITING = "waiting", _("À envoyer")
        SENT = "sent", _("Envoyé")
        FAILED = "failed", _("Échoué")

    key = models.CharField(max_length=200, unique=True)
    # What of the site it belongs to: an edition's slug, or nothing.
    scope = models.SlugField(blank=True)
    to = models.EmailField()
    subject = models.CharField(max_length=300)
    body = models.TextField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    written_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    failure = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "next_attempt_at"], name="outgoing_mail_due")]

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"

    def mark_sent(self, *, now: datetime) -> None:
        """It has left."""
        self.state, self.sent_at, self.failure, self.attempts = self.State.SENT, now, "", self.attempts + 1
        self.save(update_fields=["state", "sent_at", "failure", "attempts"])

    def mark_failed(self, *, why: str, now: datetime) -> None:
        """It could not leave: try again later, or give up after the last pause."""
        self.attempts, self.failure = self.attempts + 1, why
        if self.attempts > len(PAUSES):
            self.state = self.State.FAILED
        else:
            self.next_attempt_at = now + PAUSES[self.attempts - 1]
        self.save(update_fields=["attempts", "failure", "state", "next_attempt_at"])

    def try_again(self, *, now: datetime) -> None:
        """Somebody asks for another round of attempts."""
        self.state, self.attempts, self.next_attempt_at = self.State.WAITING, 0, now
        self.save(update_fields=["state", "attempts", "next_attempt_at"])
