"""Which proposals somebody wants to see while telling wishes."""

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from bigre.core.rules import language_name
from bigre.editions.models import Edition
from bigre.proposals.models import Proposal, Theme


class WishFilters(forms.Form):
    """A language and a theme; a filter that means nothing is left aside."""

    language = forms.ChoiceField(label=_("Langue"), required=False)
    theme = forms.ModelChoiceField(
        Theme.objects.none(), label=_("Thème"), required=False, empty_label=_("Tous"), to_field_name="slug"
    )

    def __init__(self, data: QueryDict, *, edition: Edition) -> None:
        super().__init__(data)
        spoken = edition.proposals.exclude(state=Proposal.State.DRAFT).values_list("languages", flat=True)
        codes = sorted({code for codes in spoken for code in codes})
        choices = [("", _("Toutes")), *((code, language_name(code)) for code in codes)]
        self.fields["language"].choices = choices  # type: ignore[attr-defined]  # a choice field has choices
        self.fields["theme"].queryset = edition.themes.order_by("position", "pk")  # type: ignore[attr-defined]

    def narrow(self, proposals: QuerySet[Proposal]) -> QuerySet[Proposal]:
        """The proposals that answer the filters."""
        self.is_valid()
        if theme := self.cleaned_data.get("theme"):
            proposals = proposals.filter(themes=theme)
        if code := self.cleaned_data.get("language"):
            ids = [pk for pk, spoken in proposals.values_list("pk", "languages") if code in spoken]
            proposals = proposals.filter(pk__in=ids)
        return proposals

    @property
    def asked(self) -> str:
        """The filters as the end of an address."""
        chosen = {name: self.data.get(name, "") for name in self.fields}
        query = QueryDict(mutable=True)
        query.update({name: value for name, value in chosen.items() if value})
        return query.urlencode()
