"""Versions of the timetable: where and when each activity takes place, and who is proposed to attend."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bigre.core.models import Interval
from bigre.editions.models import Edition, Space
from bigre.people.models import Person

from .activity import Activity


class TimetableVersion(models.Model):
    """A whole timetable. Published ones keep who published them and when; the latest of these is the programme."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    # Counts the moves made by hand, so that two who move at once are told apart.
    revision = models.PositiveIntegerField(default=0)
    # The version from which it was made by hand, or beside which it was computed.
    base = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "number"], name="one_number_per_version")]

    def __str__(self) -> str:
        return _("Version %(number)s") % {"number": self.number}

    @property
    def is_published(self) -> bool:
        """Whether people outside the team may see it."""
        return self.published_at is not None


class Placement(Interval):
    """In one version, an activity takes place at a time, in a space."""

    version = models.ForeignKey(TimetableVersion, on_delete=models.CASCADE, related_name="placements")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="placements")
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="placements")

    class Meta(Interval.Meta):
        constraints = [
            *Interval.Meta.constraints,
            models.UniqueConstraint(fields=["version", "activity"], name="placed_once_per_version"),
        ]
        indexes = [models.Index(fields=["version", "starts_at"], name="placement_by_time")]

    def __str__(self) -> str:
        return f"{self.activity} · {self.starts_at:%d %H:%M} · {self.space}"


class Pin(models.Model):
    """The team holds an activity at a time, in a space, or both; solvers obey."""

    activity = models.OneToOneField(Activity, on_delete=models.CASCADE, related_name="pin")
    space = models.ForeignKey(Space, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    starts_at = models.DateTimeField(null=True, blank=True)
    pinned_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    pinned_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(space__isnull=False) | Q(starts_at__isnull=False),
                name="pin_holds_something",
            )
        ]

    def __str__(self) -> str:
        return f"{self.activity} ⚲"


class Attendance(models.Model):
    """The solver's proposal of who attends what in a version, from people's wishes; only its person reads it."""

    version = models.ForeignKey(TimetableVersion, on_delete=models.CASCADE, related_name="attendances")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="attendances")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "activity", "person"],
                name="attends_once_per_version",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} → {self.activity}"
