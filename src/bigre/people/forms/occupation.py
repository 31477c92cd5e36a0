"""One string to a person's bow."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bigre.people.models import Occupation, Sector, Trade

from .town import TownField


class OccupationForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for mypy only
    """What the person does, in their words, then where it stands in the shared lists."""

    territory = TownField(label=_("Territoire"))

    class Meta:
        model = Occupation
        fields = ["title", "trade", "sector", "territory", "way"]
        help_texts = {
            "title": _("Avec tes mots : « Illustratrice jeunesse », « Jardins de dunes »…"),
            "trade": _("Le plus proche dans la liste : c’est ainsi que l’on te trouvera."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, model in (("trade", Trade), ("sector", Sector)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = model._default_manager.order_by("label_fr")
            field.empty_label = _("Je préfère ne pas dire")
