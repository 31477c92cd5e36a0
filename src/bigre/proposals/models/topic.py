"""Topics that people ask for and nobody leads yet, and what people could lead if somebody wanted it."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from bigre.editions.models import Edition
from bigre.people.models import Person

from .kinds import Theme
from .proposal import Proposal


class Topic(models.Model):
    """A wanted session without a facilitator, or an offer to lead one; answered by the proposal born from it."""

    class Kind(models.TextChoices):
        """Which side of a session is missing."""

        WANTED = "wanted", _("Cherche quelqu’un pour l’animer")
        OFFERED = "offered", _("Cherche des personnes que cela intéresse")

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="topics")
    kind = models.CharField(max_length=8, choices=Kind)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    themes = models.ManyToManyField(Theme, blank=True, related_name="topics")
    author = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="topics")
    written_at = models.DateTimeField()
    proposal = models.ForeignKey(
        Proposal, null=True, blank=True, on_delete=models.SET_NULL, related_name="answered_topics"
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.title

    def free(self) -> None:
        """Somebody else may make a proposal of it."""
        self.proposal = None
        self.save(update_fields=["proposal"])

    def close(self, *, now: datetime) -> None:
        """It is no longer in the list."""
        self.closed_at = now
        self.save(update_fields=["closed_at"])


class Voice(models.Model):
    """A person joins a topic: « me too »."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="voices")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="voices")
    given_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "person"], name="one_voice_per_topic")]

    def __str__(self) -> str:
        return f"{self.person} → {self.topic}"
