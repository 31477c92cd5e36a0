"""Which proposals were shown to whom before the programme exists, so that the least seen come first."""

from django.db import models

from bigre.people.models import Person

from .proposal import Proposal


class Sighting(models.Model):
    """A proposal was shown to a person who tells wishes; it says nothing of what they wish.

    Until they went on from it at `passed_at`, with an answer or without, the person comes back to it.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="sightings")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sightings")
    seen_at = models.DateTimeField()
    passed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "person"], name="one_sighting_each")]

    def __str__(self) -> str:
        return f"{self.person} · {self.proposal}"
