"""Who leads a proposal."""

from django.db import models

from bigre.people.models import Person

from .proposal import Proposal


class Facilitation(models.Model):
    """A person leads a proposal; exactly one of its facilitators is the contact who answers for it."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="facilitations")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="facilitations")
    is_contact = models.BooleanField(default=False)
    # Takes the awareness half-day that the call offers.
    takes_awareness = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "person"], name="leads_a_proposal_once"),
            models.UniqueConstraint(
                fields=["proposal"],
                condition=models.Q(is_contact=True),
                name="one_contact_per_proposal",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} → {self.proposal}"
