"""Saying something on a proposal, and whom to tell of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bigre.people.models import Person
from bigre.people.rules import Viewer
from bigre.proposals.models import Proposal
from bigre.proposals.queries.readers import people_to_mention

LONGEST = 5_000


class CommentForm(forms.Form):
    """A text in Markdown, and boxes for those whom it should reach at once."""

    text = forms.CharField(
        label=_("Ton message"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Markdown : *italique*, **gras**, une liste avec des tirets. Avec @ et un nom, tu appelles quelqu’un."
        ),
    )
    mentioned = forms.ModelMultipleChoiceField(
        label=_("Prévenir tout de suite"),
        queryset=Person.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, viewer: Viewer, proposal: Proposal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["mentioned"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        # Their boxes: every one of them shows their name to the viewer.
        field.queryset = people_to_mention(viewer, proposal)
