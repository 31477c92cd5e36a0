"""Who may open a page: every view is closed unless it says why it is open."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

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
        return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
