"""Alternatives that a run found to repair a published timetable."""

from django.db import models

from .run import SolverRun
from .timetable import TimetableVersion


class Repair(models.Model):
    """One way to put a published version right again, kept as a draft version; publishing it removes its siblings."""

    run = models.ForeignKey(SolverRun, on_delete=models.CASCADE, related_name="repairs")
    version = models.OneToOneField(TimetableVersion, on_delete=models.CASCADE, related_name="repair")
    # The published version that it repairs.
    base = models.ForeignKey(TimetableVersion, on_delete=models.CASCADE, related_name="repaired_by")
    # What the solver calls this way of repairing (see `queries.repairs`), and its place among the alternatives.
    kind = models.CharField(max_length=24)
    position = models.PositiveSmallIntegerField()
    # How many people lead, keep or are expected at an activity that moves; and whether no repair can touch fewer.
    touched = models.PositiveIntegerField()
    proven = models.BooleanField(default=False)
    unplaced_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "position"], name="one_repair_per_position")]

    def __str__(self) -> str:
        return f"{self.kind} · {self.version}"
