"""Proposals that become one, with the consent of everybody who leads them."""

from django.db import models
from django.db.models import Q

from bigre.editions.models import Edition
from bigre.people.models import Person

from .proposal import Proposal


class Merge(models.Model):
    """Two proposals or more are to become `result`; done once all have consented, undone until it is accepted."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="merges")
    # A draft until everybody has consented; it credits all who lead its parts.
    result = models.OneToOneField(Proposal, on_delete=models.CASCADE, related_name="merge")
    note = models.TextField(blank=True)
    suggested_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    suggested_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    # When somebody refused, or took it back.
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return str(self.result)


class MergePart(models.Model):
    """One of the proposals that become one, and the state to which it goes back if the merge is undone."""

    merge = models.ForeignKey(Merge, on_delete=models.CASCADE, related_name="parts")
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="merge_parts")
    state_before = models.CharField(max_length=16, choices=Proposal.State)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["merge", "proposal"], name="each_part_once")]

    def __str__(self) -> str:
        return f"{self.proposal} ⊂ {self.merge}"


class MergeConsent(models.Model):
    """What one of the authors answers to a merge; nobody answers for another who can answer here."""

    merge = models.ForeignKey(Merge, on_delete=models.CASCADE, related_name="consents")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="merge_consents")
    agrees = models.BooleanField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    # Somebody of the team heard it from a person without an account, and says how.
    noted_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    noted_how = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["merge", "person"], name="one_consent_each"),
            models.CheckConstraint(condition=Q(noted_how="") | Q(agrees=True), name="only_a_given_consent_is_noted"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, agrees__isnull=True)
                | Q(answered_at__isnull=False, agrees__isnull=False),
                name="consent_answered_with_yes_or_no",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.merge}"
