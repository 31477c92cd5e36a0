"""The team's questions as fields of a form."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms

from bigre.proposals.models import Choice, Proposal, Question


def name_of(question: Question) -> str:
    """What the field of a question is called."""
    return f"question_{question.pk}"


def question_fields(questions: Iterable[Question], proposal: Proposal) -> dict[str, forms.Field]:
    """A field for each question, holding what the proposal answers; none is required to keep a draft."""
    given = {one.question_id: one for one in proposal.answers.all()} if proposal.pk else {}
    fields = {}
    for question in questions:
        answer = given.get(question.pk)
        field = _field(question)
        field.initial = (answer.choice_id if question.kind == Question.Kind.CHOICE else answer.text) if answer else None
        fields[name_of(question)] = field
    return fields


def _field(question: Question) -> forms.Field:
    if question.kind == Question.Kind.CHOICE:
        return forms.ModelChoiceField(
            question.choices.order_by("position", "pk"), label=question.label, required=False, widget=forms.RadioSelect
        )
    widget = forms.Textarea(attrs={"rows": 4}) if question.kind == Question.Kind.LONG else forms.TextInput()
    return forms.CharField(label=question.label, required=False, widget=widget, max_length=5_000)


def answers_in(given: dict[str, Any], questions: Iterable[Question]) -> Iterator[tuple[Question, str, Choice | None]]:
    """What was answered to each question; those left empty are passed over."""
    for question in questions:
        value = given.get(name_of(question))
        if isinstance(value, Choice):
            yield question, "", value
        elif value:
            yield question, value, None
