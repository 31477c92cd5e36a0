"""Half hours that two people keep for each other."""

import uuid

from django.db import models

from bigre.core.models import Interval
from bigre.editions.models import Edition, Space
from bigre.people.models import Person


class Meeting(Interval):
    """Two people who both said yes to an introduction meet; one proposes a time and a place, the other agrees.

    `first` and `second` are in the order of their ids. Each says afterwards whether they met; the ledger notes it once
    both did.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="meetings")
    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    space = models.ForeignKey(Space, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    where = models.CharField(max_length=120, blank=True)
    proposed_by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    proposed_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    first_met_at = models.DateTimeField(null=True, blank=True)
    second_met_at = models.DateTimeField(null=True, blank=True)

    class Meta(Interval.Meta):
        constraints = [
            *Interval.Meta.constraints,
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="meeting_of_two_in_order"),
            models.UniqueConstraint(
                fields=["edition", "first", "second"],
                condition=models.Q(cancelled_at__isnull=True),
                name="one_meeting_to_come_per_pair",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
