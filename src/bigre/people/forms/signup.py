"""What allauth asks of newcomers besides their e-mail address."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from bigre.people.models import Account, Person


class SignupForm(forms.Form):
    """The name of the person who joins; allauth calls `signup` once their account is saved."""

    name = forms.CharField(
        label=_("Ton nom"),
        max_length=120,
        help_text=_("Tel que tu veux qu’on t’appelle. Tu choisiras ensuite qui le voit."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def signup(self, request: HttpRequest, account: Account) -> None:
        """Give the new account its person, who shows themselves to nobody but those of their editions."""
        Person.objects.create(account=account, name=self.cleaned_data["name"])
