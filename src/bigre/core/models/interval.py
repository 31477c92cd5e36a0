"""A stretch of time."""

from django.db import models


class Interval(models.Model):
    """From `starts_at` until `ends_at`, not included; it always lasts."""

    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="%(class)s_ends_after_start"
            )
        ]
