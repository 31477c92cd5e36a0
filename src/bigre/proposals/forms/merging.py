"""What proposals would say as one."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bigre.proposals.actions.merge_drafts import Words
from bigre.proposals.models import Format, Proposal
from bigre.proposals.queries.merges import stretches_of
from bigre.proposals.rules.merging import common, joined_summary, joined_text, joined_title


class NotedForm(forms.Form):
    """How the team knows that somebody without an account agrees."""

    how = forms.CharField(
        label=_("Comment le sais-tu ?"),
        max_length=200,
        help_text=_("Par exemple : « vu ensemble à la permanence de mardi ». C’est gardé, avec ton nom et la date."),
    )


class MergeForm(forms.Form):
    """Filled beforehand with the words of all parts, one after the other."""

    title = forms.CharField(label=_("Titre"), max_length=200)
    summary = forms.CharField(
        label=_("En deux phrases"), max_length=1_000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    text = forms.CharField(
        label=_("Présentation"), max_length=40_000, required=False, widget=forms.Textarea(attrs={"rows": 12})
    )
    format = forms.ModelChoiceField(
        label=_("Format"), queryset=Format.objects.none(), required=False, empty_label=_("pas encore choisi")
    )
    duration_minutes = forms.IntegerField(label=_("Durée, en minutes"), min_value=5, max_value=24 * 60)
    available_as = forms.ModelChoiceField(
        label=_("Quelle disponibilité garder ?"),
        queryset=Proposal.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        help_text=_("Ces propositions n’ont aucun moment en commun. On redemandera à tout le monde."),
    )
    note = forms.CharField(
        label=_("Un mot pour les autres"), max_length=1_000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, parts: Sequence[Proposal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"initial": _joined(parts)})
        self._offer("format", Format.objects.filter(proposals__in=[part.pk for part in parts]).distinct())
        self._offer("available_as", Proposal.objects.filter(pk__in=[part.pk for part in parts]).order_by("title"))
        if common([stretches_of(part) for part in parts]) is not None:
            del self.fields["available_as"]

    def _offer(self, name: str, rows: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows

    def words(self) -> Words:
        """What was written, once the form is valid."""
        return Words(**self.cleaned_data)


def _joined(parts: Sequence[Proposal]) -> dict[str, object]:
    return {
        "title": joined_title(parts),
        "summary": joined_summary(parts),
        "text": joined_text(parts),
        "format": next((part.format_id for part in parts if part.format_id), None),
        "duration_minutes": max((part.duration_minutes for part in parts), default=90),
        "available_as": parts[0].pk if parts else None,
    }
