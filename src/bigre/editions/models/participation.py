"""Who takes part in an edition, and when they are there: the one source that every other context reads."""

from django.db import models

from bigre.core.models import Interval
from bigre.people.models import Person

from .edition import Edition


class Participation(models.Model):
    """A person takes part in an edition."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="participations")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="participations")
    first_time = models.BooleanField(default=False)
    joined_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "person"], name="takes_part_once")]

    def __str__(self) -> str:
        return f"{self.person} @ {self.edition}"


class Presence(Interval):
    """A stretch of time when a participant is there (entered by half-day); none at all means: the whole edition."""

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="presences")

    def __str__(self) -> str:
        return f"{self.participation}: {self.starts_at:%d %H:%M} – {self.ends_at:%d %H:%M}"
