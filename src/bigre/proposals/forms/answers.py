"""The team's own questions in a proposal's form; those that are required are needed to submit, not to save."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from bigre.proposals.models import Proposal, Question
from bigre.proposals.queries.writing import questions_for

Kind = Question.Kind


class Answers:
    """A field for each question on offer."""

    def __init__(self, form: forms.BaseForm, proposal: Proposal) -> None:
        self.questions = list(questions_for(proposal.edition))
        said = {one.question_id: one for one in proposal.answers.all()} if proposal.pk else {}
        for question in self.questions:
            form.fields[_name(question)] = _field(question)
            if answer := said.get(question.pk):
                form.initial[_name(question)] = answer.choice_id or answer.text

    @property
    def names(self) -> list[str]:
        """The fields, in the order of the questions."""
        return [_name(question) for question in self.questions]

    def given(self, given: dict[str, Any]) -> dict[int, tuple[str, int | None]]:
        """What is answered to each question: a text, or a choice."""
        return {one.pk: _answer(one, given.get(_name(one)) or "") for one in self.questions}


def _name(question: Question) -> str:
    return f"question_{question.pk}"


def _answer(question: Question, value: str) -> tuple[str, int | None]:
    if question.kind == Kind.CHOICE:
        return "", int(value) if value else None
    return value, None


def _field(question: Question) -> forms.Field:
    needed = _("Il faut y répondre avant de proposer.") if question.required else ""
    if question.kind == Kind.CHOICE:
        choices = sorted(question.choices.all(), key=lambda choice: choice.position)
        rows = [("", _("à choisir")), *((str(choice.pk), choice.label) for choice in choices)]
        return forms.ChoiceField(label=question.label, choices=rows, required=False, help_text=needed)
    widget = forms.Textarea(attrs={"rows": 4}) if question.kind == Kind.LONG else forms.TextInput()
    return forms.CharField(label=question.label, required=False, widget=widget, help_text=needed)
