"""What somebody looks for among people."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from bigre.people.models import Cooperative, Place, Sector, Trade
from bigre.people.queries import Choices, Search


class DirectoryForm(forms.Form):
    """Filters of the directory; those that mean nothing are left aside, so that links grow old well."""

    q = forms.CharField(label=_("Chercher une personne"), required=False, max_length=80, strip=True)
    trade = forms.ModelChoiceField(Trade.objects.none(), label=_("Métier"), required=False, empty_label=_("Tous"))
    sector = forms.ModelChoiceField(Sector.objects.none(), label=_("Secteur"), required=False, empty_label=_("Tous"))
    cooperative = forms.ModelChoiceField(
        Cooperative.objects.none(), label=_("Coopérative"), required=False, empty_label=_("Toutes")
    )
    place = forms.ModelChoiceField(Place.objects.none(), label=_("Lieu"), required=False, empty_label=_("Tous"))

    def __init__(self, data: QueryDict, *, choices: Choices) -> None:
        super().__init__(data)
        for name, key, rows in (
            ("trade", "code", choices.trades),
            ("sector", "code", choices.sectors),
            ("cooperative", "slug", choices.cooperatives),
            ("place", "code", choices.places),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset, field.to_field_name = rows, key

    def search(self) -> Search:
        """What is looked for, as far as it is understood."""
        self.is_valid()
        given = self.cleaned_data
        return Search(
            text=given.get("q", ""),
            trade=given.get("trade"),
            sector=given.get("sector"),
            cooperative=given.get("cooperative"),
            place=given.get("place"),
        )

    @property
    def count(self) -> int:
        """How many filters besides the text are set."""
        search = self.search()
        return sum(value is not None for value in (search.trade, search.sector, search.cooperative, search.place))
