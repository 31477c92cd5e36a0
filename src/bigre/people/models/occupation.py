"""What people do: a trade in a sector, somewhere, in their own way."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bigre.core.models import Labelled

from .person import Person
from .place import Place


class Trade(Labelled):
    """A trade of the curated list; `rome` is its code in the French register of occupations, where one fits."""

    code = models.SlugField(unique=True)
    rome = models.CharField(max_length=5, blank=True)


class Sector(Labelled):
    """A sector of the curated list; `naf` is its code in the French nomenclature of activities, where one fits."""

    code = models.SlugField(unique=True)
    naf = models.CharField(max_length=8, blank=True)


class Occupation(models.Model):
    """One string to a person's bow; most people have several."""

    class Way(models.TextChoices):
        """The way of practising."""

        ALONE = "alone", _("En solo")
        COLLECTIVE = "collective", _("En collectif")
        BOTH = "both", _("En solo et en collectif")
        EMPLOYED = "employed", _("Au sein d’une équipe salariée")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="occupations")
    title = models.CharField(_("Ce que je fais"), max_length=120)
    trade = models.ForeignKey(Trade, null=True, blank=True, on_delete=models.PROTECT, verbose_name=_("Métier"))
    sector = models.ForeignKey(
        Sector,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        verbose_name=_("Secteur"),
    )
    territory = models.ForeignKey(
        Place,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        verbose_name=_("Territoire"),
    )
    way = models.CharField(_("Manière d’exercer"), max_length=16, choices=Way, default=Way.ALONE)

    def __str__(self) -> str:
        return self.title
