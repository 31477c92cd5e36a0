"""What the team writes for itself about a proposal."""

from functools import partial
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bigre.people.models import Person
from bigre.people.rules import Viewer, can_see

LONGEST = 4000


def text_field(label: Any, **kwargs: Any) -> forms.CharField:
    """A few lines."""
    return forms.CharField(label=label, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}), **kwargs)


class NoteForm(forms.Form):
    """A note for the team."""

    text = text_field(_("Une note pour l’équipe"))


class OpinionForm(forms.Form):
    """Of whom, and what."""

    of: forms.Field = forms.ModelChoiceField(queryset=None, label=_("À qui demander"), to_field_name="uuid")
    question = text_field(_("La question"), required=False)

    def __init__(self, *args: Any, colleagues: QuerySet[Person], viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["of"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = colleagues
        field.label_from_instance = partial(_named, viewer)  # type: ignore[method-assign]  # Django's own way


def _named(viewer: Viewer, colleague: Person) -> str:
    if can_see(viewer, colleague, "name"):
        return colleague.name
    return str(_("une personne de l’équipe qui ne se montre pas ici"))


class AnswerForm(forms.Form):
    """What a colleague thinks."""

    text = text_field(_("Ce que tu en penses"))
