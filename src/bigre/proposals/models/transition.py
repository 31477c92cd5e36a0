"""How a proposal got where it stands: every change of state, by whom, when and why."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bigre.people.models import Person

from .proposal import Proposal


class Transition(models.Model):
    """Somebody moved a proposal from one state to another; rows are only added, and told once.

    `reason` is read by those who lead the proposal; `category` is all that the public page counts.
    """

    class Category(models.TextChoices):
        """Why a proposal is put aside, in words that name nobody."""

        NO_ROOM = "no_room", _("Plus de place dans la grille")
        NEAR_ANOTHER = "near_another", _("Proche d’une autre proposition")
        OFF_THREAD = "off_thread", _("Loin du fil de l’année")
        NOT_READY = "not_ready", _("Pas encore mûre")
        NOBODY_TO_LEAD = "nobody_to_lead", _("Personne de disponible pour l’animer")
        OTHER = "other", _("Autre raison")

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="transitions")
    source = models.CharField(max_length=16, choices=Proposal.State)
    target = models.CharField(max_length=16, choices=Proposal.State)
    category = models.CharField(max_length=16, choices=Category, blank=True)
    reason = models.TextField(blank=True)
    made_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    # When those who lead the proposal were written to about it; empty until the team announces its decisions.
    announced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["proposal", "made_at"], name="transition_by_time")]

    def __str__(self) -> str:
        return f"{self.proposal}: {self.source} → {self.target}"
