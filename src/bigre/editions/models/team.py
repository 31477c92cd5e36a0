"""The team of an edition and its roles."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bigre.people.models import Person

from .edition import Edition


class TeamMember(models.Model):
    """A person's role in the team of one edition."""

    class Role(models.TextChoices):
        """What the person is in charge of."""

        COORDINATION = "coordination", _("Coordination")
        PROGRAMME = "programme", _("Programme")
        HOSTING = "hosting", _("Accueil et hébergement")
        TREASURER = "treasurer", _("Trésorerie")
        CARE = "care", _("Référent·e du soin")
        PRESS = "press", _("Presse")
        RADIO = "radio", _("Radio")

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="team")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="team_roles")
    role = models.CharField(max_length=16, choices=Role)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "person", "role"], name="one_team_role_each")]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_role_display()}"
