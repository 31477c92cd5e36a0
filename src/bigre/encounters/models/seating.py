"""Tables and groups that mix: over several rounds, who sits where."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from bigre.core.models import Interval
from bigre.editions.models import Edition
from bigre.people.models import Person


class SeatingPlan(models.Model):
    """Who sits at which table, or goes to which group, in each of its rounds."""

    class Kind(models.TextChoices):
        """What is shared."""

        MEALS = "meals", _("Tablées de repas")
        GROUPS = "groups", _("Groupes")

    class Whose(models.TextChoices):
        """Who is seated."""

        EVERYBODY = "everybody", _("Pour toutes les personnes présentes")
        VOLUNTEERS = "volunteers", _("Pour qui dit venir")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="seating_plans")
    whose = models.CharField(max_length=10, choices=Whose, default=Whose.EVERYBODY)
    # How many go to a group of a plan for volunteers, which has as many groups as come.
    group_size = models.PositiveSmallIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.MEALS)
    name = models.CharField(_("Nom"), max_length=120)
    made_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    # Each person reads « your table tonight » from then on.
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(whose="everybody", group_size__isnull=True)
                | models.Q(whose="volunteers", group_size__isnull=False, group_size__gte=2),
                name="groups_of_volunteers_have_a_size",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_for_volunteers(self) -> bool:
        """Whether only those are seated who said that they come."""
        return self.whose == self.Whose.VOLUNTEERS

    def resize(self, group_size: int) -> None:
        """So many to a group, from the next search on."""
        self.group_size = group_size
        self.save(update_fields=["group_size"])


class Volunteer(models.Model):
    """A person said that they come to a plan for volunteers, or was added at the door; planners alone read who."""

    plan = models.ForeignKey(SeatingPlan, on_delete=models.CASCADE, related_name="volunteers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "person"], name="one_volunteer_each")]

    def __str__(self) -> str:
        return str(self.pk)


class SeatingTable(models.Model):
    """A table, or a group that talks together: the same in every round of its plan."""

    plan = models.ForeignKey(SeatingPlan, on_delete=models.CASCADE, related_name="tables")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80, blank=True)
    seats = models.PositiveSmallIntegerField()
    accessible = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="table_number_once_per_plan"),
            models.CheckConstraint(condition=models.Q(seats__gte=2), name="table_for_two_at_least"),
        ]

    def __str__(self) -> str:
        return self.name or str(self.number)


class SeatingRound(Interval):
    """A meal, or another time when everybody there sits at one of the tables."""

    plan = models.ForeignKey(SeatingPlan, on_delete=models.CASCADE, related_name="rounds")
    name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.name


class Seat(models.Model):
    """A person sits at a table in a round; a `pinned` seat is somebody's choice, which the solver leaves alone."""

    round = models.ForeignKey(SeatingRound, on_delete=models.CASCADE, related_name="seats")
    table = models.ForeignKey(SeatingTable, on_delete=models.CASCADE, related_name="taken")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="seats")
    pinned = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "person"], name="one_seat_per_round")]

    def __str__(self) -> str:
        return str(self.pk)

    def free(self) -> None:
        """The next search may put the person elsewhere."""
        self.pinned = False
        self.save(update_fields=["pinned"])


class SeatingParty(models.Model):
    """People of a plan who stay together (a family, an interpreter and those they interpret for); no reason is kept."""

    plan = models.ForeignKey(SeatingPlan, on_delete=models.CASCADE, related_name="parties")
    people = models.ManyToManyField(Person, related_name="+")

    def __str__(self) -> str:
        return str(self.pk)


class SeatingNeed(models.Model):
    """A person needs an accessible table in this plan; why is nobody's business. It goes when the plan goes."""

    plan = models.ForeignKey(SeatingPlan, on_delete=models.CASCADE, related_name="needs")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "person"], name="one_seating_need_each")]

    def __str__(self) -> str:
        return str(self.pk)


class SeatingRun(models.Model):
    """One search of the solver for the seats of a plan."""

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("En attente")
        RUNNING = "running", _("En cours")
        DONE = "done", _("Terminé")
        FAILED = "failed", _("Échoué")

    plan = models.ForeignKey(SeatingPlan, on_delete=models.CASCADE, related_name="runs")
    started_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    seconds_asked = models.PositiveSmallIntegerField()
    seed = models.PositiveIntegerField()
    progress = models.FloatField(default=0)
    # New pairs, of which across cooperatives, and what nothing can exceed.
    new_pairs = models.PositiveIntegerField(null=True, blank=True)
    across_pairs = models.PositiveIntegerField(null=True, blank=True)
    bound = models.PositiveIntegerField(null=True, blank=True)
    stop_asked_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    failure = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.plan} · {self.seed}"
