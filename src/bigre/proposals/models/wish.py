"""What people would like to attend, told before there is a programme."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bigre.people.models import Person

from .proposal import Proposal


class WishQuerySet(models.QuerySet["Wish"]):
    """Wishes, to be narrowed."""

    def granted_by_attending(self) -> "WishQuerySet":
        """Those of people who would come: all but « no »."""
        return self.exclude(level=Wish.Level.NO)


class Wish(models.Model):
    """A person's answer to a proposal before there is a programme; nobody else reads it."""

    class Level(models.IntegerChoices):
        """How much; `REQUIRED` means that the person must attend, `NO` that they thought of it and would not."""

        NO = 0, _("Sans moi")
        LIKE = 1, _("Ça me plairait")
        LOVE = 2, _("J’y tiens beaucoup")
        REQUIRED = 9, _("Je dois y être")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="wishes")
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="wishes")
    level = models.PositiveSmallIntegerField(choices=Level)

    objects = WishQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "proposal"], name="one_wish_per_proposal")]

    def __str__(self) -> str:
        return f"{self.person} → {self.proposal}: {self.level}"
