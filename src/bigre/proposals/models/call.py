"""The call for proposals of an edition."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from bigre.core.models import in_readers_language
from bigre.editions.models import Edition
from bigre.people.models import Person


class Call(models.Model):
    """When and in which words an edition asks for proposals; its team's alone until somebody announces it.

    Texts are Markdown. Formats, themes and questions are the edition's.
    """

    class State(models.TextChoices):
        """Where it stands at some moment."""

        PREPARED = "prepared", _("En préparation")
        ANNOUNCED = "announced", _("Annoncé")
        OPEN = "open", _("Ouvert")
        CLOSED = "closed", _("Clos")

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="call")
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    text_fr = models.TextField(blank=True)
    text_nl = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    thread_fr = models.CharField(max_length=200, blank=True)
    thread_nl = models.CharField(max_length=200, blank=True)
    thread_en = models.CharField(max_length=200, blank=True)
    # Whether facilitators are offered the awareness half-day.
    offers_awareness = models.BooleanField(default=False)
    # When people tell what they would like to attend; what all together wish is hidden from everybody until the end.
    wishes_open_at = models.DateTimeField(null=True, blank=True)
    wishes_close_at = models.DateTimeField(null=True, blank=True)
    announced_at = models.DateTimeField(null=True, blank=True)
    announced_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(opens_at__isnull=True)
                | models.Q(closes_at__isnull=True)
                | models.Q(closes_at__gt=models.F("opens_at")),
                name="call_closes_after_opening",
            ),
            models.CheckConstraint(
                condition=models.Q(wishes_open_at__isnull=True, wishes_close_at__isnull=True)
                | models.Q(wishes_close_at__gt=models.F("wishes_open_at")),
                name="wishes_close_after_opening",
            ),
            models.CheckConstraint(
                condition=models.Q(announced_at__isnull=True)
                | models.Q(opens_at__isnull=False, closes_at__isnull=False) & ~models.Q(text_fr=""),
                name="call_announced_with_dates_and_text",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition}: call"

    @property
    def text(self) -> str:
        """What it says, in the reader's language."""
        return in_readers_language(self, "text")

    @property
    def thread(self) -> str:
        """The thread of the year, in the reader's language."""
        return in_readers_language(self, "thread")

    def state_at(self, moment: datetime) -> State:
        """Where it stands; it opens at `opens_at` and is closed from `closes_at` on."""
        if self.announced_at is None or self.opens_at is None or self.closes_at is None:
            return self.State.PREPARED
        if moment < self.opens_at:
            return self.State.ANNOUNCED
        return self.State.OPEN if moment < self.closes_at else self.State.CLOSED

    def takes_wishes_at(self, moment: datetime) -> bool:
        """Whether people may tell their wishes then."""
        if self.wishes_open_at is None or self.wishes_close_at is None:
            return False
        return self.wishes_open_at <= moment < self.wishes_close_at

    def hides_wishes_at(self, moment: datetime) -> bool:
        """Whether a vote is planned or under way, so that what people wish leaves in no file either."""
        return self.wishes_open_at is not None and not self.shows_wishes_at(moment)

    def shows_wishes_at(self, moment: datetime) -> bool:
        """Whether the team may read how many people wish what: once the vote is closed."""
        return self.wishes_close_at is not None and self.wishes_close_at <= moment

    def take_back(self) -> None:
        """The call is its team's alone again."""
        self.announced_at = self.announced_by = None
        self.save(update_fields=["announced_at", "announced_by"])
