"""Order and exclusion between proposals."""

from django.db import models

from .proposal import Proposal


class Relation(models.Model):
    """How two proposals stand in time: `first` ends before `second` starts, or they never overlap."""

    class Kind(models.TextChoices):
        """What is asked."""

        BEFORE = "before", "before"
        NOT_TOGETHER = "not_together", "not together"

    kind = models.CharField(max_length=16, choices=Kind)
    first = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="relations_as_first")
    second = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="relations_as_second")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "first", "second"], name="one_relation_of_a_kind"),
            models.CheckConstraint(
                condition=~models.Q(first=models.F("second")),
                name="relation_between_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} {self.kind} {self.second}"
