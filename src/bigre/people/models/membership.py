"""Who belongs to which cooperative, as what, since when."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .cooperative import Cooperative
from .person import Person


class Membership(models.Model):
    """A person's belonging to a cooperative; ended ones stay as history."""

    class Status(models.TextChoices):
        """As what the person belongs."""

        ENTREPRENEUR = "entrepreneur", _("Entrepreneur·e")
        EMPLOYED_ASSOCIATE = "employed_associate", _("Salarié·e associé·e")
        PERMANENT = "permanent", _("Équipe permanente")
        VOLUNTEER = "volunteer", _("Bénévole")
        OTHER = "other", _("Autre")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    cooperative = models.ForeignKey(Cooperative, on_delete=models.CASCADE, related_name="memberships")
    status = models.CharField(max_length=24, choices=Status, default=Status.ENTREPRENEUR)
    since_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "cooperative"], name="one_membership_per_cooperative"),
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True) | models.Q(until_on__gte=models.F("since_on")),
                name="membership_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.cooperative}"
