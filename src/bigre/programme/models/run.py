"""Solver runs: what was asked, how it goes, what came out and why something could not be placed."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from bigre.editions.models import Edition
from bigre.people.models import Person

from .activity import Activity
from .timetable import TimetableVersion


class SolverRun(models.Model):
    """One search for a timetable or for repairs, from nothing or from a draft; its results are draft versions."""

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("En attente")
        RUNNING = "running", _("En cours")
        DONE = "done", _("Terminé")
        FAILED = "failed", _("Échoué")

    class Kind(models.TextChoices):
        """What it looks for: a whole timetable, the fewest moves that put one right again, or the rest of a draft."""

        PLAN = "plan", _("Calcul")
        REPAIR = "repair", _("Réparation")
        # From a draft: its places stay and what has none gets one; or its places may move where that is worth it.
        REST = "rest", _("Planifier le reste")
        IMPROVE = "improve", _("Améliorer")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.PLAN)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="runs")
    version = models.OneToOneField(
        TimetableVersion,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="run",
    )
    # The draft from which it starts; empty when it starts from nothing, or repairs what is published.
    base = models.ForeignKey(TimetableVersion, null=True, blank=True, on_delete=models.SET_NULL, related_name="runs")
    started_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    seed = models.PositiveIntegerField()
    seconds_asked = models.PositiveIntegerField()
    seconds_used = models.FloatField(null=True, blank=True)
    iterations = models.PositiveBigIntegerField(null=True, blank=True)
    # Share of the time used, 0–1, and the cost by criterion so far: {"wishes": 12.5, …}.
    progress = models.FloatField(default=0)
    costs = models.JSONField(default=dict, blank=True)
    # What no timetable that places everything can cost less than, proven; empty when none is known.
    bound = models.FloatField(null=True, blank=True)
    # What granting nobody any wish would cost: from there, what a timetable achieves is measured.
    cost_of_nothing = models.FloatField(null=True, blank=True)
    # How many activities the best so far leaves without a place; unknown before the first.
    unplaced_count = models.PositiveIntegerField(null=True, blank=True)
    stop_asked_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    # The last sign of life of the worker, so that a run whose worker died is told apart.
    seen_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    failure = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.edition} · {self.seed}"


class UnplacedActivity(models.Model):
    """An activity for which a run found no place, and why, as structured reasons that the page words."""

    run = models.ForeignKey(SolverRun, on_delete=models.CASCADE, related_name="unplaced")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="unplaced")
    reasons = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "activity"], name="unplaced_once_per_run")]

    def __str__(self) -> str:
        return str(self.activity)
