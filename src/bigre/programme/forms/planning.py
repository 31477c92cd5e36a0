"""What the team chooses before starting the solver."""

from django import forms
from django.utils.translation import gettext_lazy as _


class RunForm(forms.Form):
    """How long to search, and from which seed."""

    seconds = forms.IntegerField(
        label=_("Durée du calcul, en secondes"),
        min_value=5,
        max_value=3_600,
        initial=30,
        help_text=_("30 secondes suffisent le plus souvent. Plus longtemps donne parfois mieux."),
    )
    seed = forms.IntegerField(
        label=_("Numéro du tirage"),
        min_value=0,
        max_value=2_147_483_647,
        initial=1,
        help_text=_("Le calcul essaie au hasard, à partir de ce numéro. Change-le pour obtenir une autre proposition."),
    )
