"""Whom a person knows already, and with whom they would rather not be: both their own secret."""

from django.db import models

from bigre.core.models import SealedField
from bigre.people.models import Person


class Acquaintance(models.Model):
    """A person said whether they know another; read by them and by the solvers only."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="acquaintances")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    knows = models.BooleanField()
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "other"], name="acquaintance_said_once"),
            models.CheckConstraint(condition=~models.Q(person=models.F("other")), name="acquaintance_of_another"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Avoidance(models.Model):
    """« Not with »: no reason is asked, whom is sealed, and it ends by itself on `ends_on`.

    No page shows it to anybody but its author; the solvers keep the two apart. `sealed` holds the other's id.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="avoidances")
    sealed = SealedField()
    ends_on = models.DateField()

    def __str__(self) -> str:
        return str(self.pk)
