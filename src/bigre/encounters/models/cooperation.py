"""Cooperations: what people who met try together, and how it goes."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from bigre.core.models import Audience, SecretToken
from bigre.editions.models import Edition
from bigre.people.models import Cooperative, Person
from bigre.proposals.models import Topic


class Cooperation(models.Model):
    """Something that people of one or several cooperatives do together; seen as its members choose."""

    class State(models.TextChoices):
        """How it goes; any may follow any."""

        IDEA = "idea", _("Une idée")
        TRIAL = "trial", _("À l’essai")
        UNDER_WAY = "under_way", _("En route")
        FLOURISHING = "flourishing", _("En plein essor")
        PAUSED = "paused", _("En pause")
        ENDED = "ended", _("Terminée")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("Nom"), max_length=120)
    sentence = models.CharField(_("En une phrase"), max_length=300)
    state = models.CharField(max_length=12, choices=State, default=State.IDEA)
    audience = models.CharField(_("Qui la voit"), max_length=16, choices=Audience, default=Audience.NOBODY)
    # Where its people met; empty when it was before, or elsewhere.
    edition = models.ForeignKey(Edition, null=True, blank=True, on_delete=models.SET_NULL, related_name="cooperations")
    cooperatives = models.ManyToManyField(Cooperative, blank=True, related_name="cooperations")
    begun_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    # Invented for a demo, and shown as such.
    invented = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class CooperationMember(models.Model):
    """A person is of a cooperation once they said yes; an invitation unanswered or refused is told to nobody."""

    class State(models.TextChoices):
        """Where they are."""

        INVITED = "invited", _("Invité·e")
        MEMBER = "member", _("Membre")
        REFUSED = "refused", _("A dit non")
        LEFT = "left", _("Est parti·e")

    cooperation = models.ForeignKey(Cooperation, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="cooperations")
    state = models.CharField(max_length=8, choices=State)
    invited_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    since_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cooperation", "person"], name="cooperates_once")]

    def __str__(self) -> str:
        return str(self.pk)


class Entry(models.Model):
    """A line of a cooperation's journal: a note, a change of state, a need, or a testimony.

    A need may become a wanted `topic` of the next call. A testimony is read by all who see the cooperation, the rest of
    the journal by its members.
    """

    class Kind(models.TextChoices):
        """What it is."""

        NOTE = "note", _("Une note")
        STATE = "state", _("Une étape")
        NEED = "need", _("Un besoin")
        TESTIMONY = "testimony", _("Un témoignage")

    cooperation = models.ForeignKey(Cooperation, on_delete=models.CASCADE, related_name="entries")
    author = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.NOTE)
    text = models.TextField(blank=True)
    # The state that it reached, for a change of state.
    state = models.CharField(max_length=12, choices=Cooperation.State, blank=True)
    topic = models.ForeignKey(Topic, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["cooperation", "written_at"], name="journal_in_order")]

    def __str__(self) -> str:
        return str(self.pk)


class Reminder(SecretToken):
    """How is it going? asked of a member by mail after 1, 3 and 9 months, answered by one click on a link of the mail.

    The secret of a link opens this one question for this one person. `answer` is the state they gave.
    """

    cooperation = models.ForeignKey(Cooperation, on_delete=models.CASCADE, related_name="reminders")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    months = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField()
    answer = models.CharField(max_length=12, choices=Cooperation.State, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cooperation", "person", "months"], name="reminded_once_per_age"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
