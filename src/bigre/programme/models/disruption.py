"""What upsets a timetable: a space that closes, a person who cannot be there."""

from django.db import models
from django.db.models import Q

from bigre.core.models import Interval
from bigre.editions.models import Edition, Space
from bigre.people.models import Person


class Disruption(Interval):
    """A space is closed or a person absent, from … to …; every plan and repair obeys until the team removes it.

    It has no field for a reason: health is nobody's business. It is deleted with its edition.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="disruptions")
    space = models.ForeignKey(Space, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    recorded_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta(Interval.Meta):
        constraints = [
            *Interval.Meta.constraints,
            models.CheckConstraint(
                condition=Q(space__isnull=False, person__isnull=True) | Q(space__isnull=True, person__isnull=False),
                name="disruption_of_a_space_or_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.space or self.person}: {self.starts_at:%d %H:%M} – {self.ends_at:%d %H:%M}"
