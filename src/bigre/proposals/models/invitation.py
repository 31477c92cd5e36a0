"""Invitations to lead a proposal together, and links that lead back to a draft."""

from django.db import models

from bigre.core.models import SecretToken
from bigre.people.models import Person

from .proposal import Proposal


class Invitation(SecretToken):
    """Somebody, of any cooperative, is asked by mail to lead a proposal too; they accept or refuse.

    The address is kept until the answer, no longer; `person` is who answered.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(blank=True)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="invitations")
    invited_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    accepted = models.BooleanField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "email"],
                condition=models.Q(answered_at__isnull=True, revoked_at__isnull=True),
                name="one_open_invitation_per_address",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True, accepted__isnull=True)
                | models.Q(answered_at__isnull=False, accepted__isnull=False),
                name="invitation_answered_with_yes_or_no",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or '…'} → {self.proposal}"


class ResumeLink(SecretToken):
    """The link of a mail with which a person goes on writing one draft, on any device, until it expires."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="resume_links")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person} · {self.proposal}"
