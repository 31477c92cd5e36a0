"""Doors: the person who signed in, how much they may send in a while, and what a passkey opens."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.core import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from bigre.core.access import View

from .models import Account, Person

type PersonView[**P] = Callable[Concatenate[HttpRequest, Person, P], HttpResponse]


def own_person(request: HttpRequest) -> Person | None:
    """The person who signed in, or None: an account made on the command line has no person yet."""
    account = request.user
    return getattr(account, "person", None) if isinstance(account, Account) else None


def with_own_person[**P](view: PersonView[P]) -> View:
    """Give the view the person who signed in; who has an account and no name yet is asked for it first."""

    @wraps(view)
    def load(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        person = own_person(request)
        return view(request, person, *args, **kwargs) if person else redirect("people:profile")

    return load


def too_many(request: HttpRequest, action: str, person: Person) -> bool:
    """Whether the person did this too often of late (`ACCOUNT_RATE_LIMITS`); this time counts too."""
    return not ratelimit.consume(request, action=action, key=f"person:{person.pk}")


class PasskeyAdapter(DefaultMFAAdapter):
    """A passkey is another key to the same door, not a second lock.

    Who lost the telephone that holds it still comes in with a code by e-mail, and can then remove it.
    """

    def is_mfa_enabled(self, user: AbstractBaseUser, types: list[str] | None = None) -> bool:
        """Whether signing in asks for a second proof: never."""
        return False


class CodeAdapter(DefaultAccountAdapter):
    """A code proves that its reader reads the address: who came in with one is not asked for a second to confirm it."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _("Ce n’est pas ce code. Relis-le dans ton courriel, ou demande-en un autre."),
    }

    def pre_login(self, request: HttpRequest, user: Account, **kwargs: Any) -> HttpResponse | None:
        """Remember the address of an account that the team or an import made, once its person came in with a code."""
        proven = {record.get("email") for record in get_authentication_records(request, user)}
        if user.email in proven:
            EmailAddress.objects.get_or_create(
                user=user, email=user.email, defaults={"verified": True, "primary": True}
            )
        answer: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return answer
