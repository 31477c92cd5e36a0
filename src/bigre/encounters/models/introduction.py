"""Introductions: whom a person is suggested to meet, and why; two sides each."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bigre.editions.models import Edition
from bigre.people.models import Person


class Introduction(models.Model):
    """On a day of an edition, a person is introduced to another; the other has the mirror of it on the same day.

    `reasons` are the solver's, strongest first, as `rules.reasons` words them. An answer is read by its person only:
    two « yes » share the contacts; anything else is never told.
    """

    class Answer(models.TextChoices):
        """What the person says."""

        YES = "yes", _("Oui, volontiers")
        NOT_NOW = "not_now", _("Pas maintenant")
        NO = "no", _("Non merci")

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="introductions")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="introductions")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    reasons = models.JSONField(default=list)
    # Chosen for what differs, and marked as such.
    unexpected = models.BooleanField(default=False)
    answer = models.CharField(max_length=8, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "person", "other"], name="introduced_once_per_edition"),
            models.CheckConstraint(condition=~models.Q(person=models.F("other")), name="introduction_to_another"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
