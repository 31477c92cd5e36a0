"""A page is closed unless it says why it is open."""

import re
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any
from uuid import UUID

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, include, path

from bigre.core.access import open_reason

SAMPLES = {"int": "1", "path": "a/b", "slug": "a", "str": "a", "uuid": str(UUID(int=1))}
REFUSALS = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}


def a_page_without_a_mark(request: HttpRequest) -> HttpResponse:
    return HttpResponse("For members only.")


urlpatterns = [path("a-page", a_page_without_a_mark), path("account/", include("allauth.urls"))]


def pages(resolver: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every address of the site as written, with the view behind it."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route, pattern.callback
        else:
            yield from pages(pattern, route)


def address(route: str) -> str:
    """An address that leads to the view of this route."""
    return "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda found: SAMPLES.get(found[1] or "str", "a"), route)


def views() -> dict[str, Callable[..., Any]]:
    """The view that answers at each address: where two are written alike, the first."""
    return dict(reversed(list(pages())))


def closed_routes() -> list[str]:
    return sorted(route for route, view in views().items() if open_reason(view) is None)


def refuses_strangers(client: Client, where: str) -> bool:
    response = client.get(where)
    asked_to_sign_in = response.status_code == HTTPStatus.FOUND and "next=" in response.headers["Location"]
    return asked_to_sign_in or response.status_code in REFUSALS


@pytest.mark.django_db
def test_a_stranger_is_asked_to_sign_in_on_every_closed_page(client: Client) -> None:
    assert [route for route in closed_routes() if not refuses_strangers(client, address(route))] == []


def test_the_reason_of_an_open_page_is_a_sentence() -> None:
    reasons = {route: reason for route, view in views().items() if (reason := open_reason(view)) is not None}
    assert {route: reason for route, reason in reasons.items() if len(reason.split()) < 3} == {}
    assert len(reasons) > 10, "the walk saw next to nothing"


@pytest.mark.urls(__name__)
def test_a_page_that_nobody_marked_is_closed(client: Client) -> None:
    assert closed_routes() == ["a-page"]
    assert refuses_strangers(client, "/a-page")
