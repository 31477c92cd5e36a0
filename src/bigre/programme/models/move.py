"""Moves made by hand in a draft, kept so that they can be undone, redone and told to whoever works beside."""

from django.db import models

from bigre.editions.models import Space
from bigre.people.models import Person

from .activity import Activity
from .timetable import TimetableVersion


class Move(models.Model):
    """Somebody put an activity elsewhere in a draft; without a space it lies in the tray, unplaced.

    `number` is the version's revision after it, `touched` its revision when it was last taken back or made again.
    `undone_at` marks a move that was taken back and may be made again.
    """

    version = models.ForeignKey(TimetableVersion, on_delete=models.CASCADE, related_name="moves")
    number = models.PositiveIntegerField()
    touched = models.PositiveIntegerField()
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="moves")
    from_space = models.ForeignKey(Space, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    from_starts_at = models.DateTimeField(null=True, blank=True)
    to_space = models.ForeignKey(Space, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    to_starts_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "number"], name="one_number_per_move")]

    def __str__(self) -> str:
        return f"{self.version} · {self.activity}"
