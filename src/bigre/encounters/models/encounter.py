"""The ledger: who met whom, and how we know; what a person keeps of it for themselves."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.programme.models import Activity

from .meeting import Meeting
from .seating import SeatingRound
from .shared_task import SharedTask


class CheckIn(models.Model):
    """A person says that they were at an activity: the others who were there see them among the people they met."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="check_ins")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="check_ins")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "activity"], name="checked_in_once")]

    def __str__(self) -> str:
        return str(self.pk)


class Encounter(models.Model):
    """Two people met, in the order of their ids; each reads it for themselves only.

    `source` says how it is known, and one of `activity`, `round`, `meeting` and `task` where.
    """

    class Source(models.TextChoices):
        """Where they met."""

        ACTIVITY = "activity", _("Une activité en petit groupe")
        TABLE = "table", _("Une table ou un groupe")
        MEETING = "meeting", _("Un rendez-vous")
        TASK = "task", _("Une tâche partagée")

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="encounters")
    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    source = models.CharField(max_length=8, choices=Source)
    happened_at = models.DateTimeField()
    activity = models.ForeignKey(Activity, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    round = models.ForeignKey(SeatingRound, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    task = models.ForeignKey(SharedTask, null=True, blank=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="encounter_of_two_in_order"),
            models.UniqueConstraint(fields=["first", "second", "activity"], name="met_once_per_activity"),
            models.UniqueConstraint(fields=["first", "second", "round"], name="met_once_per_round"),
            models.UniqueConstraint(fields=["first", "second", "meeting"], name="met_once_per_meeting"),
            models.UniqueConstraint(fields=["first", "second", "task"], name="met_once_per_task"),
        ]
        indexes = [models.Index(fields=["second", "first"], name="encounter_of_second")]

    def __str__(self) -> str:
        return str(self.pk)


class Remembered(models.Model):
    """What a person keeps of somebody they met, for themselves: whether they did meet, and a note."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="remembered")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    # True: yes, we met. False: no, we didn't, and it is no longer shown. Empty: not said.
    met = models.BooleanField(null=True, blank=True)
    note = models.TextField(blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "other"], name="remembered_once")]

    def __str__(self) -> str:
        return str(self.pk)
