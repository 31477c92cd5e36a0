"""Light or dark, as the person chooses, and the living page of all components."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from bigre.core.access import anonymous_allowed
from bigre.core.context import THEMES

YEAR = 365 * 24 * 3600  # seconds


@anonymous_allowed(because="light or dark is a matter of eyes, not of rights")
@require_POST
def colour_scheme(request: HttpRequest) -> HttpResponse:
    """Remember the chosen colours on this device; anything but light or dark leaves the choice to the device."""
    response = HttpResponseRedirect(_back(request))
    chosen = request.POST.get("colour_scheme", "")
    if chosen in THEMES:
        response.set_cookie("colour-scheme", chosen, max_age=YEAR, samesite="Lax", secure=settings.SECURE)
    else:
        response.delete_cookie("colour-scheme", samesite="Lax")
    return response


def _back(request: HttpRequest) -> str:
    """The page that the person comes from, if it is one of ours."""
    target = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if ours else resolve_url("site:home")


@anonymous_allowed(because="shows how the interface is made, and no data")
def components(request: HttpRequest) -> HttpResponse:
    """Every component of the interface on one page; for developers and demos."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    return render(request, "core/components.html")
