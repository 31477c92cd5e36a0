"""Whom one invites to lead a proposal together."""

from django import forms
from django.utils.translation import gettext_lazy as _


class InvitationForm(forms.Form):
    """The address of somebody, of any cooperative or none."""

    email = forms.EmailField(
        label=_("Son adresse de courriel"),
        help_text=_("D’une autre coopérative, c’est encore mieux. Nous l’oublions dès sa réponse."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
