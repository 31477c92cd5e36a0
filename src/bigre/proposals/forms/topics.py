"""Asking for a session, or offering to lead one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bigre.editions.models import Edition
from bigre.proposals.models import Theme, Topic
from bigre.proposals.queries.call import on_offer


class TopicForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for mypy only
    """A title, a few words, and the themes that it belongs to."""

    text = forms.CharField(
        label=_("En quelques mots"), max_length=3_000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    themes = forms.ModelMultipleChoiceField(
        label=_("Thèmes"), queryset=Theme.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Topic
        fields = ["title", "text", "themes"]
        labels = {"title": _("Titre")}

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["themes"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = on_offer(edition.themes.all())
