"""Addresses of allauth that lead elsewhere here: nobody has a password, and passkeys have one page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from bigre.core.access import anonymous_allowed


@anonymous_allowed(because="there is nothing behind this door, for anybody")
def no_passwords(request: HttpRequest, rest: str) -> HttpResponse:
    """Answer that allauth's pages about passwords do not exist."""
    raise Http404(f"{request.path}: {rest}")


def keys(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # the same for everybody
    """Lead allauth's overview of second factors to the list of passkeys, which says all there is to say."""
    return redirect("mfa_list_webauthn")
