"""The rhythm of a day: bands in which activities happen, and times that stay free."""

from django.db import models

from .edition import Edition


class Band(models.Model):
    """A stretch of the day for activities, in minutes from local midnight; every day unless `day` says which."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="bands")
    day = models.DateField(null=True, blank=True)
    name = models.CharField(max_length=80)
    starts_minutes = models.PositiveSmallIntegerField()
    ends_minutes = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_minutes__gt=models.F("starts_minutes")),
                name="band_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return self.name


class ProtectedTime(models.Model):
    """A time when nothing is planned (a meal), in minutes from local midnight; every day unless `day` says which."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="protected_times")
    day = models.DateField(null=True, blank=True)
    name = models.CharField(max_length=80)
    starts_minutes = models.PositiveSmallIntegerField()
    ends_minutes = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_minutes__gt=models.F("starts_minutes")),
                name="protected_time_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return self.name
