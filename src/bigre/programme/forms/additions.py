"""What the team says of an activity that it adds itself."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigre.core.rules import language_name
from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.people.queries import shows
from bigre.people.rules import Viewer
from bigre.programme.queries.disruptions import spaces_to_close

from .disruptions import MomentField

LANGUAGES = ("fr", "nl", "en")
LONGEST_MINUTES = 24 * 60


class AdditionForm(forms.Form):
    """A title is enough, with a format or a duration; the view sets the edition's time zone around it."""

    title = forms.CharField(label=gettext_lazy("Titre"), max_length=200)
    summary = forms.CharField(
        label=gettext_lazy("En deux phrases"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    format: forms.Field = forms.ModelChoiceField(
        queryset=None, label=gettext_lazy("Format"), required=False, empty_label=gettext_lazy("sans format")
    )
    duration_minutes = forms.IntegerField(
        label=gettext_lazy("Durée, en minutes"),
        required=False,
        min_value=1,
        max_value=LONGEST_MINUTES,
        help_text=gettext_lazy("Vide : celle du format."),
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Langues"), required=False, initial=["fr"], widget=forms.CheckboxSelectMultiple
    )
    leaders: forms.Field = forms.ModelMultipleChoiceField(
        queryset=None,
        label=gettext_lazy("Qui anime"),
        required=False,
        to_field_name="uuid",
        help_text=gettext_lazy("Parmi celles et ceux qui participent. Plusieurs : garde Ctrl ou Cmd enfoncée."),
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )
    starts_at = MomentField(
        gettext_lazy("Début"),
        required=False,
        help_text=gettext_lazy("Vide : le calcul choisit. Sinon, l’activité est épinglée à cette heure."),
    )
    space: forms.Field = forms.ModelChoiceField(
        queryset=None, label=gettext_lazy("Espace"), required=False, empty_label=gettext_lazy("le calcul choisit")
    )

    def __init__(self, *args: Any, edition: Edition, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition = edition
        people = Person.objects.filter(shows(viewer, "name"), participations__edition=edition).distinct()
        self._choose_among("format", edition.formats.order_by("position", "pk"))
        self._choose_among("leaders", people.order_by("name", "pk"))
        self._choose_among("space", spaces_to_close(edition))
        languages = self.fields["languages"]
        assert isinstance(languages, forms.MultipleChoiceField)
        languages.choices = [(code, language_name(code)) for code in LANGUAGES]

    def _choose_among(self, name: str, rows: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows

    def clean(self) -> dict[str, Any]:
        """It lasts, and what is held to a time lies within the days of the edition."""
        given: dict[str, Any] = super().clean() or {}
        if "duration_minutes" in given and given["duration_minutes"] is None:
            kind = given.get("format")
            given["duration_minutes"] = kind.duration_minutes if kind else None
            if kind is None:
                self.add_error("duration_minutes", _("Écris une durée, ou choisis un format qui en a une."))
        start = given.get("starts_at")
        first, last = self.edition.bounds
        if start and not first <= start < last:
            self.add_error("starts_at", _("Ce moment est en dehors de l’édition."))
        return given
