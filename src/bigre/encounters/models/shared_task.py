"""Shared tasks that people say they did together: dishes, kitchen, cleaning."""

from django.db import models
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _

from bigre.editions.models import Edition
from bigre.people.models import Person


class SharedTask(models.Model):
    """Somebody says that they did a task with another on a day; the ledger has it once the other says so too.

    One row per pair and day, whoever speaks first: « the same » is the same two people on the same day, in whatever
    words. What the other answered is told to `said_by` only when it is yes. A row that is taken back stays, without
    its words, with its answer: to say it again doesn't ask again who has said no, and nobody can tell.
    """

    class Answer(models.TextChoices):
        """What the other answers; nothing until then."""

        YES = "yes", _("Oui")
        NO = "no", _("Non")

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="shared_tasks")
    said_by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tasks_said")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tasks_to_confirm")
    day = models.DateField()
    words = models.CharField(max_length=120, blank=True)
    said_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=3, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(said_by=models.F("other")), name="task_shared_with_another"),
            models.UniqueConstraint(
                Least("said_by", "other"), Greatest("said_by", "other"), "day", name="task_of_two_said_once_a_day"
            ),
            # What both said stays said; each may still let go of it for themselves.
            models.CheckConstraint(
                condition=~models.Q(answer="yes") | models.Q(taken_back_at__isnull=True), name="confirmed_task_stays"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_confirmed(self) -> bool:
        """Whether both said it."""
        return self.answer == self.Answer.YES

    @property
    def is_waiting(self) -> bool:
        """Whether the other is still asked."""
        return not self.answer and self.taken_back_at is None
