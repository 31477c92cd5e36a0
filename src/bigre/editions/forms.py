"""When an edition takes place."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .models import Edition

LONGEST_DAYS = 60


def day_field(label: Any) -> forms.DateField:
    """A day, as a browser sends it."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, input_formats=["%Y-%m-%d"])


class DatesForm(forms.Form):
    """The first and the last day."""

    starts_on = day_field(gettext_lazy("Premier jour"))
    ends_on = day_field(gettext_lazy("Dernier jour"))

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"starts_on": edition.starts_on, "ends_on": edition.ends_on})
        super().__init__(*args, **kwargs)
        self.edition = edition

    def clean(self) -> dict[str, Any]:
        """It ends after it starts, within two months, on dates that are new."""
        given: dict[str, Any] = super().clean() or {}
        first, last = given.get("starts_on"), given.get("ends_on")
        if first and last:
            if last < first:
                self.add_error("ends_on", _("Le dernier jour ne peut pas venir avant le premier."))
            elif (last - first).days >= LONGEST_DAYS:
                self.add_error("ends_on", _("Une édition dure 60 jours au plus : vérifie l’année et le mois."))
            elif (first, last) == (self.edition.starts_on, self.edition.ends_on):
                self.add_error("starts_on", _("Ce sont déjà les dates de l’édition."))
        return given
