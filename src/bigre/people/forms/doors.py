"""allauth's forms in the voice of the house: the address at the door, and the code that opens it."""

from typing import Any

from allauth.account import forms as allauth
from django import forms
from django.utils.translation import gettext_lazy as _

# The two names that allauth gives to the field of the address.
ADDRESS = ("login", "email")


class AddressInWords(forms.Form):
    """Says « adresse de courriel » like every page, once, and what a right one looks like when it is not one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ADDRESS:
            if field := self.fields.get(name):
                field.label = _("Adresse de courriel")
                field.error_messages["invalid"] = _("Cette adresse n’a pas l’air complète : prenom@example.org.")
                del field.widget.attrs["placeholder"]


class CodeInDigits(forms.Form):
    """Shows the keyboard of digits, which is all that a code is made of."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["inputmode"] = "numeric"
        del self.fields["code"].widget.attrs["placeholder"]


class LoginForm(AddressInWords, allauth.LoginForm):
    """Who comes in."""


class RequestLoginCodeForm(AddressInWords, allauth.RequestLoginCodeForm):
    """The same, under allauth's second address."""


class JoinForm(AddressInWords, allauth.SignupForm):
    """Who joins; the name is asked by `SignupForm` beside this one."""


class AddEmailForm(AddressInWords, allauth.AddEmailForm):
    """Where codes go from now on."""


class ChangeEmailForm(AddressInWords, allauth.ChangeEmailForm):
    """The same, while the first address is still to be proven."""


class ConfirmLoginCodeForm(CodeInDigits, allauth.ConfirmLoginCodeForm):
    """The code that opens."""


class ConfirmEmailForm(CodeInDigits, allauth.ConfirmEmailVerificationCodeForm):
    """The code that proves an address."""
