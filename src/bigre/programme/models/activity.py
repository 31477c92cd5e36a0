"""What takes place: born from a proposal or added by the team."""

import uuid

from django.db import models

from bigre.editions.models import Edition, Equipment
from bigre.people.models import Collective, Person
from bigre.proposals.models import Format, Proposal, Theme


class Activity(models.Model):
    """An activity of the programme. Its `uuid` never changes: other people's apps hold bookmarks on it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="activities")
    # Empty when the team added it.
    proposal = models.OneToOneField(
        Proposal,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="activity",
    )
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    text = models.TextField(blank=True)
    format = models.ForeignKey(
        Format,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="activities",
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="activities")
    languages = models.JSONField(default=list, blank=True)
    duration_minutes = models.PositiveSmallIntegerField()
    ideal_size = models.PositiveIntegerField(null=True, blank=True)
    # Participants, facilitators not counted; empty = as many as the space holds.
    max_size = models.PositiveIntegerField(null=True, blank=True)
    equipment = models.ManyToManyField(Equipment, blank=True, related_name="activities")
    collective = models.ForeignKey(Collective, null=True, blank=True, on_delete=models.SET_NULL)
    leaders = models.ManyToManyField(Person, through="Lead", related_name="led_activities")
    # Folded stems of title, summary, themes…: what the search reads (see `rules.search_stems`).
    search_stems = models.TextField(blank=True, editable=False)
    # Identifier in the file it was imported from, so that exports carry it back.
    external_id = models.CharField(max_length=80, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.title


class Lead(models.Model):
    """A person leads an activity, in the order in which they are named."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="leads")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="leads")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "person"], name="leads_an_activity_once")]

    def __str__(self) -> str:
        return f"{self.person} → {self.activity}"
