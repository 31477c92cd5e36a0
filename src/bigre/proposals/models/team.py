"""What the team writes for itself: notes, second opinions, and the balance that it aims at."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bigre.editions.models import Edition
from bigre.people.models import Person

from .proposal import Proposal


class Note(models.Model):
    """A private note of the team on a proposal; those who lead it never read it."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField()
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.proposal}: {self.text[:40]}"


class Opinion(models.Model):
    """One member of the team asks another for a second opinion on a proposal."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="opinions")
    asked_of = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="opinions_asked")
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    question = models.TextField(blank=True)
    text = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "asked_of"],
                condition=models.Q(answered_at__isnull=True),
                name="one_open_question_each",
            )
        ]

    def __str__(self) -> str:
        return f"{self.asked_of} · {self.proposal}"


class Target(models.Model):
    """How many accepted proposals the team aims at for one value of a criterion; `key` names the value.

    Keys: a theme's or a format's slug, a cooperative's slug, a language's code; empty for first-time facilitators.
    """

    class Kind(models.TextChoices):
        """What is counted."""

        THEME = "theme", _("Thèmes")
        FORMAT = "format", _("Formats")
        COOPERATIVE = "cooperative", _("Coopératives")
        LANGUAGE = "language", _("Langues")
        FIRST_TIME = "first_time", _("Animent pour la première fois")

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="targets")
    kind = models.CharField(max_length=12, choices=Kind)
    key = models.CharField(max_length=80, blank=True)
    count = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "kind", "key"], name="one_target_per_value")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}: {self.count}"
