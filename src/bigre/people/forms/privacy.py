"""To whom a person shows each part of their profile."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bigre.people.models import Person


class PrivacyForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for mypy only
    """One audience for each part."""

    class Meta:
        model = Person
        fields = [
            "name_audience",
            "about_audience",
            "cooperative_audience",
            "occupations_audience",
            "place_audience",
            "contact_audience",
        ]
        help_texts = {
            "name_audience": _("Rien de toi n’est montré plus largement que ton nom."),
            "about_audience": _("Tes quelques mots et tes langues."),
            "cooperative_audience": _("Tes coopératives et tes collectifs."),
            "occupations_audience": _("Ce que tu fais, tes métiers, tes secteurs."),
        }
