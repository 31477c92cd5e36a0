"""What a proposal answers to the questions of the team."""

from django.db import models

from .proposal import Proposal
from .question import Choice, Question


class Answer(models.Model):
    """The answer of a proposal to one question: a text, or one of the question's choices."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField(blank=True)
    choice = models.ForeignKey(Choice, null=True, blank=True, on_delete=models.PROTECT, related_name="answers")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "question"], name="one_answer_per_question")]

    def __str__(self) -> str:
        return self.choice.label if self.choice else self.text
