"""Where an activity of a draft is to go, by hand."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bigre.editions.models import Space
from bigre.programme.models import TimetableVersion
from bigre.programme.queries.desk import spaces_of


class MoveForm(forms.Form):
    """A moment and a space, or neither: into the tray. `anyway` puts it where something speaks against it."""

    starts_at = forms.DateTimeField(required=False, input_formats=["%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M:%S.%f%z"])
    space = forms.ModelChoiceField(Space.objects.none(), required=False)
    seen = forms.IntegerField(required=False, min_value=0)
    anyway = forms.BooleanField(label=_("Poser quand même"), required=False)

    def __init__(self, *args: object, version: TimetableVersion) -> None:
        super().__init__(*args)  # type: ignore[arg-type]  # what a form takes
        ids = [space.pk for space in spaces_of(version.edition, version)]
        self.fields["space"].queryset = Space.objects.filter(pk__in=ids)  # type: ignore[attr-defined]  # of models

    @property
    def is_for_tray(self) -> bool:
        """Whether it is to lie without a place."""
        return self.cleaned_data["starts_at"] is None or self.cleaned_data["space"] is None
