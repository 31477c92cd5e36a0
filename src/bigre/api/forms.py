"""What a person says of a new key."""

from django import forms
from django.utils.translation import gettext_lazy as _


class TokenForm(forms.Form):
    """A key needs only a name by which its person recognises it."""

    name = forms.CharField(label=_("Nom de la clé"), max_length=80, help_text=_("L’application qui s’en servira."))
