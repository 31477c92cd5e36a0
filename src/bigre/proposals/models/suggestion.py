"""Changes that somebody suggests to a proposal, and what its authors answer."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bigre.people.models import Person

from .proposal import Proposal


class Suggestion(models.Model):
    """Another wording of one field; `before` is what it said when the suggestion was made."""

    class Field(models.TextChoices):
        """What may be reworded."""

        TITLE = "title", _("Titre")
        SUMMARY = "summary", _("En deux phrases")
        TEXT = "text", _("Présentation")

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="suggestions")
    author = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="suggestions")
    field = models.CharField(max_length=8, choices=Field)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    note = models.TextField(blank=True)
    made_at = models.DateTimeField()
    accepted = models.BooleanField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    # A word to whoever suggested it.
    reply = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True, accepted__isnull=True)
                | models.Q(answered_at__isnull=False, accepted__isnull=False),
                name="suggestion_answered_with_yes_or_no",
            )
        ]

    def __str__(self) -> str:
        return f"{self.proposal}: {self.field}"
