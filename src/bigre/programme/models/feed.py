"""What a person keeps of the programme: favourites, and a private address of their calendar."""

from datetime import datetime

from django.db import models

from bigre.core.models import SecretToken
from bigre.editions.models import Edition
from bigre.people.models import Person

from .activity import Activity


class Favourite(models.Model):
    """A person keeps an activity in their own programme."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="favourites")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="favourites")
    kept_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "activity"], name="one_favourite_each")]

    def __str__(self) -> str:
        return f"{self.person} ★ {self.activity}"


class CalendarFeed(SecretToken):
    """The secret address under which a person's own programme can be subscribed to; revocable."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="calendar_feeds")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="calendar_feeds")
    read_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.person} · {self.edition}"

    def mark_read(self, *, now: datetime) -> None:
        """A calendar program came by; written once an hour at most."""
        if self.read_at is None or (now - self.read_at).total_seconds() > 3600:
            self.read_at = now
            self.save(update_fields=["read_at"])
