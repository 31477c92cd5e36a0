"""Venues and their spaces; a space's capacity is law."""

from django.db import models

from bigre.core.models import Interval, Labelled
from bigre.people.models import Place


class Equipment(Labelled):
    """Something that an activity may need and a space may offer: projector, piano, quiet, darkness."""

    code = models.SlugField(unique=True, max_length=80)


class Venue(models.Model):
    """A place that receives an edition."""

    name = models.CharField(max_length=120)
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.SET_NULL)
    address = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.name


class Space(models.Model):
    """A room or an outdoor spot. `capacity` counts everybody in it, facilitators included; empty = no limit known."""

    venue = models.ForeignKey(Venue, on_delete=models.CASCADE, related_name="spaces")
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=120)
    capacity = models.PositiveIntegerField(null=True, blank=True)
    equipment = models.ManyToManyField(Equipment, blank=True, related_name="spaces")
    outdoor = models.BooleanField(default=False)
    accessible = models.BooleanField(default=True)
    # Where an outdoor activity goes when it rains.
    rain_fallback = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    # Its place in lists and in the grid.
    position = models.PositiveSmallIntegerField(default=0)
    # False for spaces that are never planned by the solver (quiet room, children's room).
    plannable = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["venue", "slug"], name="one_slug_per_space"),
            models.CheckConstraint(
                condition=models.Q(capacity__isnull=True) | models.Q(capacity__gt=0),
                name="space_capacity_positive",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SpaceOpening(Interval):
    """When a space may be used; a space without openings may be used whenever the edition is open."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="openings")

    def __str__(self) -> str:
        return f"{self.space}: {self.starts_at:%d %H:%M}–{self.ends_at:%H:%M}"
