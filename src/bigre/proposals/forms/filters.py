"""What the team looks for among proposals."""

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from bigre.editions.models import Edition
from bigre.proposals.models import Proposal, Theme


class ProposalFilters(forms.Form):
    """State and theme; a filter that means nothing is left aside."""

    state = forms.ChoiceField(label=_("État"), required=False, choices=[("", _("Tous")), *Proposal.State.choices])
    theme = forms.ModelChoiceField(
        Theme.objects.none(), label=_("Thème"), required=False, empty_label=_("Tous"), to_field_name="slug"
    )

    def __init__(self, data: QueryDict, *, edition: Edition) -> None:
        super().__init__(data)
        field = self.fields["theme"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = edition.themes.order_by("position", "pk")

    def narrow(self, proposals: QuerySet[Proposal]) -> QuerySet[Proposal]:
        """The proposals that answer the filters."""
        self.is_valid()
        if state := self.cleaned_data.get("state"):
            proposals = proposals.filter(state=state)
        if theme := self.cleaned_data.get("theme"):
            proposals = proposals.filter(themes=theme)
        return proposals
