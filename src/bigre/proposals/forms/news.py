"""How often mails tell what is new."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bigre.proposals.models import DigestRhythm


class RhythmForm(forms.Form):
    """One of the rhythms."""

    rhythm = forms.ChoiceField(
        label=_("Me raconter les nouveautés par courriel"),
        choices=DigestRhythm.Rhythm.choices,
        widget=forms.RadioSelect,
    )
