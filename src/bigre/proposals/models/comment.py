"""The discussion of a proposal: comments, who is mentioned, who follows, and how often mails tell of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bigre.people.models import Person

from .proposal import Proposal


class Comment(models.Model):
    """Somebody's words on a proposal, in Markdown; removed ones keep their place, not their text."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="comments")
    text = models.TextField(blank=True)
    mentioned = models.ManyToManyField(Person, blank=True, related_name="mentions")
    written_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["proposal", "written_at"], name="comment_by_time")]

    def __str__(self) -> str:
        return f"{self.author}: {self.text[:40]}"


class Following(models.Model):
    """A person hears of what is said on a proposal, unless they muted it."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="followings")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="followings")
    muted = models.BooleanField(default=False)
    # Up to when the person has been told or has read: a digest begins there.
    heard_until = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "person"], name="follows_a_proposal_once")]

    def __str__(self) -> str:
        return f"{self.person} → {self.proposal}"


class DigestRhythm(models.Model):
    """How often mails tell a person of the discussions that they follow; no row is `DAILY`."""

    class Rhythm(models.TextChoices):
        """From the most to the least."""

        AT_ONCE = "at_once", _("à chaque message")
        DAILY = "daily", _("une fois par jour")
        WEEKLY = "weekly", _("une fois par semaine")
        NEVER = "never", _("jamais")

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="digest_rhythm")
    rhythm = models.CharField(max_length=8, choices=Rhythm, default=Rhythm.DAILY)
    sent_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.person}: {self.rhythm}"
