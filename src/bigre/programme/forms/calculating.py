"""What the team chooses before a calculation that starts from a draft."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bigre.programme.models import SolverRun

Kind = SolverRun.Kind
KINDS = (Kind.REST, Kind.IMPROVE, Kind.REPAIR)


class CalculationForm(forms.Form):
    """What to do with the draft, and how long it may take."""

    kind = forms.TypedChoiceField(choices=[(kind.value, kind.label) for kind in KINDS], coerce=Kind)
    seconds = forms.IntegerField(
        label=_("Au plus, en secondes"), min_value=5, max_value=3_600, initial=30, required=False
    )

    def clean_seconds(self) -> int:
        """Half a minute unless said otherwise."""
        return self.cleaned_data["seconds"] or 30
