"""Mails of the team to many facilitators at once."""

from django.db import models

from bigre.editions.models import Edition
from bigre.people.models import Person

from .kinds import Format, Theme


class Mailing(models.Model):
    """A message of the team to those who lead proposals of some states; once sent, it is never sent again.

    Each recipient's mail is a row of the outbox under the key `mailing:<pk>:<person>`.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="mailings")
    subject_fr = models.CharField(max_length=200)
    subject_nl = models.CharField(max_length=200, blank=True)
    subject_en = models.CharField(max_length=200, blank=True)
    text_fr = models.TextField()
    text_nl = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    # Values of `Proposal.State`: whose facilitators are written to.
    states = models.JSONField(default=list)
    # Only those of these themes or formats, where the team chose some.
    themes = models.ManyToManyField(Theme, blank=True, related_name="+")
    formats = models.ManyToManyField(Format, blank=True, related_name="+")
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    # How many people it went to.
    sent_count = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.subject_fr

    @property
    def key(self) -> str:
        """With what the keys of its mails begin in the outbox."""
        return f"mailing:{self.pk}:"
