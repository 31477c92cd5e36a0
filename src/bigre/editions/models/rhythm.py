"""The rhythm of a day: bands in which activities happen, and times that stay free."""

from django.db import models

from .edition import Edition


class Stretch(models.Model):
    """A named part of the day, in minutes from local midnight; every day unless `day` says which."""

    day = models.DateField(null=True, blank=True)
    name = models.CharField(max_length=80)
    starts_minutes = models.PositiveSmallIntegerField()
    ends_minutes = models.PositiveSmallIntegerField()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_minutes__gt=models.F("starts_minutes")), name="%(class)s_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Band(Stretch):
    """A stretch of the day for activities."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="bands")


class ProtectedTime(Stretch):
    """A time when nothing is planned (a meal)."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="protected_times")
