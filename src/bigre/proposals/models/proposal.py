"""What somebody proposes to do together, and when it could happen."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from bigre.core.models import Interval
from bigre.editions.models import Edition, Equipment, Space
from bigre.people.models import Collective, Person

from .kinds import Format, Theme


class Proposal(models.Model):
    """A proposed activity. `max_size` counts participants, not facilitators; empty = as many as the space holds."""

    class State(models.TextChoices):
        """Where it stands."""

        DRAFT = "draft", _("Brouillon")
        SUBMITTED = "submitted", _("Proposée")
        DISCUSSED = "discussed", _("En discussion")
        MERGED = "merged", _("Réunie à une autre")
        ACCEPTED = "accepted", _("Retenue")
        CONFIRMED = "confirmed", _("Confirmée")
        OPEN_SPACE = "open_space", _("Reportée en espace libre")
        DECLINED = "declined", _("Non retenue")
        WITHDRAWN = "withdrawn", _("Retirée")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="proposals")
    title = models.CharField(_("Titre"), max_length=200)
    summary = models.TextField(_("En deux phrases"), blank=True)
    text = models.TextField(_("Présentation"), blank=True)
    format = models.ForeignKey(
        Format,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="proposals",
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="proposals")
    # Languages in which it is held, as ISO 639-1 codes.
    languages = models.JSONField(_("Langues"), default=list, blank=True)
    duration_minutes = models.PositiveSmallIntegerField(_("Durée"))
    ideal_size = models.PositiveIntegerField(_("Taille idéale"), null=True, blank=True)
    max_size = models.PositiveIntegerField(_("Taille maximale"), null=True, blank=True)
    equipment = models.ManyToManyField(Equipment, blank=True, related_name="proposals")
    # The only space that it can be held in, where there is one.
    space = models.ForeignKey(Space, null=True, blank=True, on_delete=models.SET_NULL, related_name="proposals")
    collective = models.ForeignKey(Collective, null=True, blank=True, on_delete=models.SET_NULL)
    # The structure of the territory, outside of the network, in whose name it is proposed.
    organisation = models.CharField(max_length=120, blank=True)
    wants_interpreter = models.BooleanField(default=False)
    wants_facilitator = models.BooleanField(default=False)
    facilitators = models.ManyToManyField(Person, through="Facilitation", related_name="proposals")
    state = models.CharField(max_length=16, choices=State, default=State.SUBMITTED)
    created_at = models.DateTimeField(auto_now_add=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    # Submitted after the call had closed: the team decides.
    late = models.BooleanField(default=False)
    # Counts what is written, so that two who write at once are told apart.
    revision = models.PositiveIntegerField(default=0)
    # Since when the facilitators are asked again when they are available: the edition's dates have changed.
    availability_asked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(duration_minutes__gt=0), name="proposal_lasts"),
            models.CheckConstraint(
                condition=models.Q(max_size__isnull=True)
                | models.Q(ideal_size__isnull=True)
                | models.Q(max_size__gte=models.F("ideal_size")),
                name="proposal_ideal_size_within_max",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ProposalWindow(Interval):
    """When the proposal may take place (its facilitators' availability); none at all means: any time."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="windows")

    def __str__(self) -> str:
        return f"{self.proposal}: {self.starts_at:%d %H:%M} – {self.ends_at:%d %H:%M}"

    @property
    def is_outside(self) -> bool:
        """Whether no moment of it lies within the edition, whose dates may have changed since."""
        first, last = self.proposal.edition.bounds
        return self.ends_at <= first or self.starts_at >= last
