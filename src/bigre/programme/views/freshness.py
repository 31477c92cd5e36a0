"""Answers that a browser or an app may keep, and that say 304 when nothing changed."""

from collections.abc import Callable
from functools import cache as once
from hashlib import blake2b
from importlib.metadata import version

from django.contrib.messages import get_messages
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import quote_etag
from django.utils.translation import get_language

KEPT_SECONDS = 3_600
# Stands in a kept page for the form token of whoever will read it.
NOBODYS = "--form-token--"

type MakePage = Callable[[str], HttpResponse]


@once
def release() -> str:
    """What changes with an upgrade of the site: its version and its interface files."""
    return f"{version('bigre')}:{getattr(staticfiles_storage, 'manifest_hash', '')}"


def digest(*said: object) -> str:
    """A short fingerprint of everything that an answer depends on."""
    return blake2b(repr((release(), *said)).encode(), digest_size=16).hexdigest()


def fresh_page(request: HttpRequest, *said: object, make: MakePage) -> HttpResponse:
    """The page that `make` renders from what was `said`, or 304 when this browser holds it.

    `make` takes the form token to write as `csrf_token`. Pages carry it, so only the visitor's own browser keeps them.
    Pending messages are always shown.
    """
    token = get_token(request)
    if len(get_messages(request)):
        return make(token)
    page = (
        get_language(),
        request.user.pk,
        request.COOKIES.get("colour-scheme"),
        # Whole: a page may hold its own address, and a site may have several names.
        request.build_absolute_uri(),
        request.headers.get("HX-Request"),
        said,
    )
    etag = digest(page, request.META["CSRF_COOKIE"])
    response = _fresh(request, etag, lambda: _shared(request, digest(page), make))
    patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ["Cookie", "HX-Request"])
    return response


def _shared(request: HttpRequest, key: str, make: MakePage) -> HttpResponse:
    """The page from the cache where all anonymous visitors read the same; each gets their own form token in it."""
    token = get_token(request)
    if request.user.is_authenticated or request.GET:
        return make(token)
    known: bytes | None = cache.get(f"page:{key}")
    if known is None:
        known = make(NOBODYS).content
        cache.set(f"page:{key}", known, KEPT_SECONDS)
    return HttpResponse(known.replace(NOBODYS.encode(), token.encode()))


def fresh_feed(request: HttpRequest, *said: object, make: Callable[[], HttpResponse], private: bool) -> HttpResponse:
    """The feed that `make` writes from what was `said`, or 304 when the reader holds it."""
    response = _fresh(request, digest(get_language(), said), make)
    if private:
        patch_cache_control(response, private=True, no_cache=True)
    else:
        patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    return response


def _fresh(request: HttpRequest, key: str, make: Callable[[], HttpResponse]) -> HttpResponse:
    etag = quote_etag(key)
    held = get_conditional_response(request, etag=etag)
    response = make() if held is None else HttpResponse(status=held.status_code)
    response.headers["ETag"] = etag
    return response
