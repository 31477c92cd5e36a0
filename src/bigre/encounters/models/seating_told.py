"""What people were told of their tables."""

from django.db import models

from bigre.people.models import Person

from .seating import SeatingPlan


class TablesTold(models.Model):
    """What a person was last told of their tables in a plan; whoever sits elsewhere since has to be told again.

    `tables` holds a pair for each round then to come, [when it begins as ISO 8601, number of the table]: what was
    read, so that a round or a table that is taken away is missed.
    """

    plan = models.ForeignKey(SeatingPlan, on_delete=models.CASCADE, related_name="told")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    tables = models.JSONField(default=list)
    told_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "person"], name="tables_told_once_per_plan")]

    def __str__(self) -> str:
        return str(self.pk)
