"""The page where a person makes, sees and revokes the keys of their programs."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from bigre.api.actions import create_token
from bigre.api.forms import TokenForm
from bigre.editions.queries import person_of
from bigre.people.models import Person

# Where the secret waits, between the moment it is made and the page that shows it once.
ONCE = "api-key-secret"


@never_cache
def tokens(request: HttpRequest) -> HttpResponse:
    """The person's living keys; a new one's secret is shown here once."""
    person = _person(request)
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _token, request.session[ONCE] = create_token(person=person, name=form.cleaned_data["name"])
        # Reloading the page must not make another key.
        return redirect("api:tokens")
    living = person.api_tokens.filter(revoked_at=None).order_by("-pk")
    shown = {"form": form, "tokens": living, "secret": request.session.pop(ONCE, "")}
    return render(request, "api/tokens.html", shown, status=422 if form.errors else 200)


@require_POST
def revoke_token(request: HttpRequest, pk: int) -> HttpResponse:
    """From now on the key opens nothing."""
    token = get_object_or_404(_person(request).api_tokens.filter(revoked_at=None), pk=pk)
    token.revoke(now=timezone.now())
    messages.success(request, _("La clé « %(name)s » n’ouvre plus rien.") % {"name": token.name})
    return redirect("api:tokens")


def _person(request: HttpRequest) -> Person:
    person = person_of(request.user)
    if person is None:
        raise PermissionDenied(_("Ce compte n’est relié à personne."))
    return person
