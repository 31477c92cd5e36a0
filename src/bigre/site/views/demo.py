"""The demo's doors: sign in as somebody invented, and read the mails that nobody receives. Not found outside a demo."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from bigre.core.access import anonymous_allowed
from bigre.core.models import Letter
from bigre.people.models import Account

PERSONAS = Path(__file__).resolve().parent.parent / "demo" / "people.toml"
# What there is to see with each persona's eyes, by the persona's key.
TO_TRY = {
    "first-timer": gettext_lazy("Parcours le programme, garde tes favoris, mets-les dans ton agenda."),
    "facilitator": gettext_lazy("Vois où et quand tu animes, et comment les autres voient ta page."),
    "flemish-facilitator": gettext_lazy("Change de langue, et cherche qui parle la tienne."),
    "programme-team": gettext_lazy("Lance un calcul, compare deux versions, publie le programme."),
}


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody invented whom visitors of the demo may become."""

    account: Account
    role: str
    to_try: str


def demo_only[**P](view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Hide a view, as if it did not exist, when the site is not a demo."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(*args, **kwargs)

    return guarded


def personas() -> list[Persona]:
    """The personas of the demo's file whose accounts are loaded, in the file's order."""
    written: list[dict[str, Any]] = tomllib.loads(PERSONAS.read_text())["persona"]
    accounts = (
        Account.objects.filter(person__invented=True)
        .select_related("person")
        .prefetch_related("person__memberships__cooperative")
    )
    by_email = {account.email: account for account in accounts}
    return [
        Persona(by_email[one["email"]], one["label"], str(TO_TRY.get(one["key"], "")))
        for one in written
        if one["email"] in by_email
    ]


@anonymous_allowed(because="in a demo anybody may become anybody: they are all invented")
@demo_only
def demo(request: HttpRequest) -> HttpResponse:
    """The list of personas."""
    return render(request, "site/demo.html", {"personas": personas()})


@anonymous_allowed(because="in a demo anybody may become anybody: they are all invented")
@demo_only
@require_POST
def become(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign in as an invented person."""
    account = get_object_or_404(Account.objects.select_related("person"), pk=pk, person__invented=True, is_active=True)
    # Their address is theirs, as if they had confirmed it: so they may add a passkey like anybody.
    EmailAddress.objects.update_or_create(
        user=account, email=account.email, defaults={"verified": True, "primary": True}
    )
    login(request, account)
    messages.success(request, _("Te voilà dans la peau de %(name)s.") % {"name": account.person.name})
    return redirect("site:me")


@anonymous_allowed(because="in a demo nothing is secret, and codes to sign in are read here")
@demo_only
def mailbox(request: HttpRequest) -> HttpResponse:
    """Every mail that the demo would have sent, newest first."""
    page = Paginator(Letter.objects.order_by("-written_at", "-pk"), 20).get_page(request.GET.get("page"))
    return render(request, "site/mailbox.html", {"page": page})
