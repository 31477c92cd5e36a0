"""The themes and formats among which an edition's proposals choose."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bigre.core.models import Labelled
from bigre.editions.models import Edition


class Theme(Labelled):
    """A thread of the edition, told by a colour (1–12) and by a shape, never by colour alone."""

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
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "slug"], name="one_slug_per_theme"),
            models.CheckConstraint(condition=models.Q(colour__range=(1, 12)), name="theme_colour_exists"),
        ]


class Format(Labelled):
    """A way of being together (workshop, walk, reading group…), with its usual size and duration."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="formats")
    slug = models.SlugField(max_length=80)
    ideal_size = models.PositiveIntegerField(default=20)
    duration_minutes = models.PositiveSmallIntegerField(default=90)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "slug"], name="one_slug_per_format")]
