"""Suggesting other words, and answering those who did."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigre.proposals.models import Proposal, Suggestion
from bigre.proposals.rules.wording import same_words, tidy

LONGEST = {"title": 200, "summary": 1_000, "text": 20_000}


def words_field(name: str) -> forms.CharField:
    """The widget and limits of one of a proposal's texts."""
    widget: forms.Widget = forms.TextInput() if name == "title" else forms.Textarea(attrs={"rows": 8})
    field = forms.CharField(max_length=LONGEST[name], required=name == "title", widget=widget)
    field.label = Suggestion.Field(name).label
    return field


class SuggestionForm(forms.Form):
    """Other words for one field; `before` is what it said when the page was opened."""

    note = forms.CharField(
        label=gettext_lazy("Pourquoi"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    before = forms.CharField(required=False, widget=forms.HiddenInput, strip=False, max_length=2 * LONGEST["text"])

    def __init__(self, *args: Any, proposal: Proposal, field: str, **kwargs: Any) -> None:
        present = getattr(proposal, field)
        super().__init__(*args, **kwargs | {"initial": {"after": present, "before": present}})
        self.fields = {"after": words_field(field), **self.fields}

    def clean(self) -> dict[str, Any]:
        """Something has to change."""
        given = super().clean() or {}
        given["after"] = tidy(given.get("after", ""))
        given["before"] = tidy(given.get("before", ""))
        if not self.errors and same_words(given["after"], given["before"]):
            self.add_error("after", _("Ce sont les mêmes mots : change ce que tu dirais autrement."))
        return given


class BothForm(forms.Form):
    """The words that those who lead a proposal make of its present text and of a suggestion for an older one."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, suggestion: Suggestion, **kwargs: Any) -> None:
        initial = {"words": suggestion.after, "revision": suggestion.proposal.revision}
        super().__init__(*args, **kwargs | {"initial": initial})
        self.fields = {"words": words_field(suggestion.field), **self.fields}


class ReplyForm(forms.Form):
    """A word to whoever suggested."""

    reply = forms.CharField(
        label=gettext_lazy("Un mot pour répondre"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
