"""Who may open a page: every view is closed unless it says why it is open."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

type View = Callable[..., HttpResponse]

# Views of libraries that we did not write and that must be reachable before signing in, each with its reason.
OPEN_MODULES = {
    "allauth": "allauth's own views protect themselves; signing in cannot ask for a sign-in",
    "django.views.i18n": "anybody may choose a language",
    "django.views.static": "files of the interface hold nothing private",
    "django.contrib.staticfiles.views": "files of the interface hold nothing private",
    "ninja": "each operation of the API checks its caller itself",
}


def anonymous_allowed(*, because: str) -> Callable[[View], View]:
    """Open a view to people who have not signed in; `because` is the reason a reviewer reads."""

    def mark(view: View) -> View:
        view.open_because = because  # type: ignore[attr-defined]  # functions carry attributes; mypy cannot know ours
        return view

    return mark


def open_reason(view: View) -> str | None:
    """Why anybody may open this view, or None when it is closed."""
    reason: str | None = getattr(view, "open_because", None)
    module = getattr(view, "__module__", "")
    return reason or next(
        (why for name, why in OPEN_MODULES.items() if module.split(".")[: name.count(".") + 1] == name.split(".")),
        None,
    )


class ClosedByDefaultMiddleware:
    """Ask anonymous visitors to sign in, except on views that are open for a reason."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if request.user.is_authenticated or open_reason(view):
            return None
        asked = redirect_to_login(_page_of(request), settings.LOGIN_URL)
        return HttpResponseClientRedirect(asked.url) if _is_part(request) else asked


def _is_part(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of a page: a sign-in form must not take its place."""
    return request.headers.get("HX-Request") == "true"


def _page_of(request: HttpRequest) -> str:
    """The page to come back to after signing in: this one, or the one that holds the form or the part."""
    if request.method in ("GET", "HEAD") and not _is_part(request):
        return request.get_full_path()
    page = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(page, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return page if ours else resolve_url(settings.LOGIN_REDIRECT_URL)
