"""When and where two people meet."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigre.editions.models import Edition, Space
from bigre.encounters.queries.meetings import quiet_spaces
from bigre.encounters.rules.meeting import Stretch


class MeetingForm(forms.Form):
    """One of the half hours that both have free, and a place in words or in the list."""

    at = forms.ChoiceField(
        label=gettext_lazy("Quand"),
        error_messages={
            "required": gettext_lazy("Choisis une demi-heure."),
            "invalid_choice": gettext_lazy("Ce moment n’est plus libre pour vous deux. Choisis-en un autre."),
        },
    )
    space = forms.ModelChoiceField(
        Space.objects.none(), label=gettext_lazy("Où"), required=False, empty_label=gettext_lazy("ailleurs, je le dis")
    )
    where = forms.CharField(
        label=gettext_lazy("Précisions"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("« Au bar, près de la fenêtre », « devant le portail »…"),
    )

    def __init__(self, *args: Any, edition: Edition, halves: Sequence[Stretch], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        at, space = self.fields["at"], self.fields["space"]
        assert isinstance(at, forms.ChoiceField)
        assert isinstance(space, forms.ModelChoiceField)
        at.choices = [(one.begins.isoformat(), one.begins.isoformat()) for one in halves]
        space.queryset = quiet_spaces(edition)

    def clean(self) -> dict[str, Any]:
        """A time without a place is not a meeting."""
        cleaned = super().clean() or {}
        if not cleaned.get("space") and not cleaned.get("where"):
            self.add_error("where", _("Dis où vous vous retrouvez, ou choisis un lieu dans la liste."))
        return cleaned

    def moment(self) -> datetime:
        """The chosen beginning."""
        return datetime.fromisoformat(self.cleaned_data["at"])
