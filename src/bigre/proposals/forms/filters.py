"""What people look for among proposals."""

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from bigre.core.rules import fold
from bigre.editions.models import Edition
from bigre.proposals.models import Format, Proposal, Theme


class ProposalFilters(forms.Form):
    """Words of the title, state, theme and format; a filter that means nothing is left aside."""

    q = forms.CharField(label=_("Dans le titre"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("État"), required=False, choices=[("", _("Tous")), *Proposal.State.choices])
    theme = forms.ModelChoiceField(
        Theme.objects.none(), label=_("Thème"), required=False, empty_label=_("Tous"), to_field_name="slug"
    )
    format = forms.ModelChoiceField(
        Format.objects.none(), label=_("Format"), required=False, empty_label=_("Tous"), to_field_name="slug"
    )

    def __init__(self, data: QueryDict, *, edition: Edition) -> None:
        super().__init__(data)
        for name, rows in (("theme", edition.themes), ("format", edition.formats)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows.order_by("position", "pk")

    def narrow(self, proposals: QuerySet[Proposal]) -> QuerySet[Proposal]:
        """The proposals that answer the filters."""
        self.is_valid()
        if state := self.cleaned_data.get("state"):
            proposals = proposals.filter(state=state)
        if theme := self.cleaned_data.get("theme"):
            proposals = proposals.filter(themes=theme)
        if kind := self.cleaned_data.get("format"):
            proposals = proposals.filter(format=kind)
        if asked := fold(self.cleaned_data.get("q") or "").split():
            # Databases fold accents each in its own way.
            titles = proposals.order_by().values_list("pk", "title")
            proposals = proposals.filter(
                pk__in=[pk for pk, title in titles if all(word in fold(title) for word in asked)]
            )
        return proposals
