"""Passwords do not exist here: allauth's pages about them lead nowhere."""

from django.http import Http404, HttpRequest, HttpResponse

from bigre.core.access import anonymous_allowed


@anonymous_allowed(because="there is nothing behind this door, for anybody")
def no_passwords(request: HttpRequest, rest: str) -> HttpResponse:
    """Answer that the page does not exist."""
    raise Http404(f"{request.path}: {rest}")
