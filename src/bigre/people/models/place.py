"""Towns of France and Belgium, with their coordinates."""

from django.db import models

from bigre.people.rules import town_label


class Place(models.Model):
    """A town; `code` is the one of its national statistics office where there is one."""

    code = models.CharField(max_length=16, unique=True)
    country = models.CharField(max_length=2)
    name = models.CharField(max_length=120)
    latitude = models.FloatField()
    longitude = models.FloatField()

    class Meta:
        indexes = [models.Index(fields=["name"], name="place_name")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="place_on_earth",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """The name with what tells namesakes apart."""
        return town_label(self.name, self.code, self.country)
