"""How a person wishes to meet others: about what, and like or unlike themselves."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bigre.people.models import Person


class Leaning(models.TextChoices):
    """Whom somebody would rather meet, in one respect."""

    LIKE = "like", _("comme moi")
    UNLIKE = "unlike", _("pas comme moi")
    EITHER = "either", _("peu importe")


def _leaning(label: object) -> "models.CharField[str, str]":
    return models.CharField(label, max_length=8, choices=Leaning, default=Leaning.EITHER)  # type: ignore[arg-type]


class Openness(models.Model):
    """What a person tells of themselves so as to meet others; who has none is never suggested and gets no suggestion.

    The five leanings are the dimensions in which people are near or far.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="openness")
    # Suggestions can be stopped at any time; what was told stays the person's.
    takes_suggestions = models.BooleanField(_("Recevoir des suggestions"), default=True)
    ask_me_about = models.CharField(_("Demande-moi…"), max_length=200, blank=True)
    territory = _leaning(_("Territoire"))
    trade = _leaning(_("Métier"))
    way = _leaning(_("Manière d’exercer"))
    sector = _leaning(_("Secteur"))
    cooperative = _leaning(_("Coopérative"))
    changed_at = models.DateTimeField()
    # When somebody to meet was last looked for, found or not.
    searched_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.person)


DIMENSIONS = ("territory", "trade", "way", "sector", "cooperative")
