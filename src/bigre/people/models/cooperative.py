"""Cooperatives, and the services that each pools with its members."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .place import Place


class Cooperative(models.Model):
    """An organisation of the network."""

    class Kind(models.TextChoices):
        """Its legal or practical kind."""

        CAE = "cae", _("Coopérative d’activité et d’emploi (CAE)")
        SCOP = "scop", _("Société coopérative et participative (Scop)")
        SCIC = "scic", _("Société coopérative d’intérêt collectif (Scic)")
        COOPERATIVE = "cooperative", _("Coopérative")
        FEDERATION = "federation", _("Fédération")
        ASSOCIATION = "association", _("Association")
        MUTUAL = "mutual", _("Mutuelle")
        OTHER = "other", _("Autre organisation")

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=16, choices=Kind)
    country = models.CharField(max_length=2, default="FR")
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.SET_NULL)
    summary = models.TextField(blank=True)
    website = models.URLField(blank=True)
    # True for cooperatives of a demo that exist nowhere else; shown as such.
    invented = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class PooledService(models.Model):
    """A service that a cooperative shares among its members, perhaps with others."""

    class Kind(models.TextChoices):
        """What is shared."""

        ACCOUNTING = "accounting", _("Comptabilité")
        LEGAL = "legal", _("Droit")
        SOCIAL = "social", _("Affaires sociales")
        SUPPORT = "support", _("Accompagnement")
        IT = "it", _("Informatique")

    cooperative = models.ForeignKey(Cooperative, on_delete=models.CASCADE, related_name="pooled_services")
    kind = models.CharField(max_length=16, choices=Kind)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cooperative", "kind"], name="service_pooled_once")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.cooperative}"
