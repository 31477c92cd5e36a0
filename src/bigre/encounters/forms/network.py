"""Around which edition the network is looked at, and from which cooperative."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from bigre.editions.models import Edition
from bigre.people.models import Cooperative


class NetworkForm(forms.Form):
    """Both are optional; what is unknown is left out."""

    edition = forms.ModelChoiceField(
        label=_("Autour de quelle édition"), queryset=Edition.objects.none(), to_field_name="slug", empty_label=None
    )
    cooperative = forms.ModelChoiceField(
        label=_("Depuis quelle coopérative"),
        queryset=Cooperative.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label=_("Toutes"),
    )

    def offer(self, editions: QuerySet[Edition], cooperatives: QuerySet[Cooperative]) -> None:
        """What there is to choose from."""
        self.fields["edition"].queryset = editions  # type: ignore[attr-defined]
        self.fields["cooperative"].queryset = cooperatives  # type: ignore[attr-defined]
