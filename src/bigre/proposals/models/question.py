"""What the team asks of every proposal, beyond what the form always asks."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bigre.core.models import Labelled
from bigre.editions.models import Edition

from .kinds import Offered


class Question(Offered):
    """A question of an edition's team, answered in a line, at length, or by one of its choices."""

    class Kind(models.TextChoices):
        """How it is answered."""

        SHORT = "short", _("en une ligne")
        LONG = "long", _("en plusieurs lignes")
        CHOICE = "choice", _("par un choix dans une liste")

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="questions")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.SHORT)
    required = models.BooleanField(default=False)


class Choice(Labelled):
    """One of the answers among which a question of kind `CHOICE` lets people choose."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="choices")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "label_fr"], name="each_choice_once")]
