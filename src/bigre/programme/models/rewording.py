"""What the team made of words that authors rewrote after their activity was born."""

from django.db import models

from bigre.people.models import Person

from .activity import Activity


class Rewording(models.Model):
    """The words that a proposal had when somebody of the team took them over for its activity, or left them.

    Left words are not asked about again; other words are.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="rewordings")
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    text = models.TextField(blank=True)
    taken = models.BooleanField()
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.activity}: {'taken' if self.taken else 'left'}"
