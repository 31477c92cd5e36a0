"""Whom to invite."""

from django import forms
from django.utils.translation import gettext_lazy as _


class InvitationForm(forms.Form):
    """An address; the mail goes there, and the address is forgotten once answered."""

    email = forms.EmailField(
        label=_("Son adresse de courriel"),
        help_text=_("Elle reçoit un lien pour accepter ou refuser. Son adresse est effacée dès sa réponse."),
        error_messages={"invalid": _("Cette adresse n’a pas l’air complète : prenom@example.org.")},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
