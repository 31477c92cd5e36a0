"""An edition of the gathering, its stops and the cooperatives that carry it."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext_lazy as _

from bigre.people.models import Cooperative, Place

from .venue import Venue


class Edition(models.Model):
    """One gathering. Minutes count from local midnight; `closes_minutes` may be 1440 (midnight) or later."""

    class Life(models.TextChoices):
        """Where the edition is in its life, in order."""

        PREPARATION = "preparation", _("En préparation")
        CALL_OPEN = "call_open", _("Appel ouvert")
        PLANNING = "planning", _("En planification")
        PUBLISHED = "published", _("Programme publié")
        UNDER_WAY = "under_way", _("En cours")
        ARCHIVED = "archived", _("Archivée")

    slug = models.SlugField(unique=True)
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    name = models.CharField(max_length=120)
    summary = models.TextField(blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    time_zone = models.CharField(max_length=60, default="Europe/Paris")
    opens_minutes = models.PositiveSmallIntegerField(default=7 * 60)
    closes_minutes = models.PositiveSmallIntegerField(default=24 * 60)
    # Activities start on this grid, counted from the start of their band.
    grid_minutes = models.PositiveSmallIntegerField(default=15)
    life = models.CharField(max_length=16, choices=Life, default=Life.PREPARATION)
    # Facts of a demo that nobody published, shown as such.
    assumed = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    cooperatives = models.ManyToManyField(Cooperative, through="Involvement", related_name="editions")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="edition_ends_after_start",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    closes_minutes__gt=models.F("opens_minutes"),
                    closes_minutes__lte=30 * 60,
                ),
                name="edition_closes_after_opening",
            ),
            models.CheckConstraint(condition=models.Q(grid_minutes__gte=1), name="edition_grid_positive"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        """The edition's time zone."""
        return ZoneInfo(self.time_zone)

    @property
    def days(self) -> list[date]:
        """Its days, in order."""
        return [self.starts_on + timedelta(days=n) for n in range((self.ends_on - self.starts_on).days + 1)]

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        """Its first midnight, and the moment at which its last day closes (midnight at the earliest)."""
        return self.moment(self.starts_on, 0), self.moment(self.ends_on, max(1440, self.closes_minutes))

    def moment(self, day: date, minutes: int) -> datetime:
        """The instant `minutes` after local midnight of `day` (wall-clock arithmetic, so noon stays noon)."""
        local = datetime.combine(day, time.min) + timedelta(minutes=minutes)
        return local.replace(tzinfo=self.zone)


class Stop(models.Model):
    """A stage of an edition: one for a week in one place, several for a caravane."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="stops")
    name = models.CharField(max_length=120)
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.SET_NULL)
    venue = models.ForeignKey(Venue, null=True, blank=True, on_delete=models.PROTECT)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="stop_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Involvement(models.Model):
    """The part that a cooperative takes in an edition."""

    class Role(models.TextChoices):
        """Which part."""

        FOUNDER = "founder", _("Fondatrice")
        ORGANISER = "organiser", _("Organisatrice")
        GUEST = "guest", _("Invitée")
        MEMBER = "member", _("Participante")

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="involvements")
    cooperative = models.ForeignKey(Cooperative, on_delete=models.CASCADE, related_name="involvements")
    role = models.CharField(max_length=16, choices=Role)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "cooperative", "role"],
                name="one_involvement_per_role",
            )
        ]

    def __str__(self) -> str:
        return f"{self.cooperative} · {self.get_role_display()}"
