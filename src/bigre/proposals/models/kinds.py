"""The themes and formats among which an edition's proposals choose."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from bigre.core.models import Labelled
from bigre.editions.models import Edition, Equipment


class Offered(Labelled):
    """What a call offers until it is retired: proposals that use it keep it, new ones no longer meet it."""

    position = models.PositiveSmallIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_used(self) -> bool:
        """Whether rows that must not lose it hold on to it; its own parts, which go with it, don't count."""
        return any(
            relation.related_model._base_manager.filter(**{relation.field.name: self.pk}).exists()
            for relation in self._meta.related_objects
            if relation.many_to_many or relation.on_delete is not models.CASCADE
        )

    def retire(self, *, now: datetime) -> None:
        """From now on no new proposal meets it."""
        self.retired_at = now
        self.save(update_fields=["retired_at"])

    def bring_back(self) -> None:
        """Offer it again."""
        self.retired_at = None
        self.save(update_fields=["retired_at"])


class Theme(Offered):
    """A subject of the edition, told by a colour (1–12) and by a shape, never by colour alone."""

    class Shape(models.TextChoices):
        """The mark drawn beside the theme's name."""

        CIRCLE = "circle", _("rond")
        SQUARE = "square", _("carré")
        TRIANGLE = "triangle", _("triangle")
        DIAMOND = "diamond", _("losange")
        WAVE = "wave", _("vague")
        STAR = "star", _("étoile")
        LEAF = "leaf", _("feuille")
        HEXAGON = "hexagon", _("hexagone")
        DROP = "drop", _("goutte")
        CROSS = "cross", _("croix")
        RING = "ring", _("anneau")
        BAR = "bar", _("barre")

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="themes")
    slug = models.SlugField(max_length=80)
    colour = models.PositiveSmallIntegerField(default=1)
    shape = models.CharField(max_length=12, choices=Shape, default=Shape.CIRCLE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "slug"], name="one_slug_per_theme"),
            models.CheckConstraint(condition=models.Q(colour__range=(1, 12)), name="theme_colour_exists"),
        ]


class Format(Offered):
    """A way of being together (workshop, walk, reading group…), with its usual size, duration and needs."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="formats")
    slug = models.SlugField(max_length=80)
    ideal_size = models.PositiveIntegerField(default=20)
    # Participants at most, whatever the space holds; empty = as many as the space holds.
    max_size = models.PositiveIntegerField(null=True, blank=True)
    duration_minutes = models.PositiveSmallIntegerField(default=90)
    # What it usually needs.
    equipment = models.ManyToManyField(Equipment, blank=True, related_name="formats")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "slug"], name="one_slug_per_format"),
            models.CheckConstraint(
                condition=models.Q(max_size__isnull=True) | models.Q(max_size__gte=models.F("ideal_size")),
                name="format_ideal_size_within_max",
            ),
        ]
