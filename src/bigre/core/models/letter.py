"""Mails of the demo, kept to be read on a page instead of being sent."""

from django.db import models


class Letter(models.Model):
    """One mail as it would have left; exists in demo mode only."""

    to = models.TextField()
    subject = models.CharField(max_length=300)
    body = models.TextField()
    written_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"
