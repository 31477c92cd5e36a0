"""The demo's mailbox: mails are kept as letters that people read on a page."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from .models import Letter


class MailboxBackend(BaseEmailBackend):
    """A Django mailer that keeps every mail as a `Letter`."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep the mails; return how many there were."""
        letters = [
            Letter(
                to=", ".join(mail.recipients()),
                subject=str(mail.subject),
                body=str(mail.body),
            )
            for mail in email_messages
        ]
        return len(Letter.objects.bulk_create(letters))
