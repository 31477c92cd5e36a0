import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client

from bigre.core.access import anonymous_allowed, open_reason
from tests.factories.people import person_with_account


def closed_view(request: HttpRequest) -> HttpResponse:
    return HttpResponse("private")


def test_a_view_is_closed_unless_it_says_why_it_is_open() -> None:
    assert open_reason(closed_view) is None


def test_an_open_view_gives_its_reason() -> None:
    assert open_reason(anonymous_allowed(because="it is a poster")(closed_view)) == "it is a poster"


@pytest.mark.parametrize(("module", "is_open"), [("allauth.account.views", True), ("allauthors.views", False)])
def test_a_library_is_open_by_its_whole_name_only(module: str, is_open: bool) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse("")

    view.__module__ = module
    assert (open_reason(view) is not None) is is_open


@pytest.mark.django_db
def test_a_stranger_is_asked_to_sign_in_and_comes_back(client: Client) -> None:
    response = client.get("/people/profile/?a=1")
    assert (response.status_code, response.headers["Location"]) == (
        302,
        "/account/login/?next=/people/profile/%3Fa%3D1",
    )


@pytest.mark.django_db
def test_somebody_signed_in_goes_through(client: Client) -> None:
    alice = person_with_account("Alice")
    assert alice.account is not None
    client.force_login(alice.account)
    assert client.get("/people/profile/").status_code == 200


LOGIN = "/account/login/?next="


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://testserver/people/?q=a", "http%3A//testserver/people/%3Fq%3Da"),
        ("https://elsewhere.example/people/", "/me/"),
        ("", "/me/"),
    ],
)
def test_who_sends_a_form_after_their_session_ended_comes_back_to_its_page(
    client: Client, referer: str, back: str
) -> None:
    response = client.post("/people/profile/occupations/1/remove/", headers={"Referer": referer})
    assert (response.status_code, response.headers["Location"]) == (302, LOGIN + back)


@pytest.mark.django_db
def test_a_part_of_a_page_that_asks_to_sign_in_leads_the_whole_page_there(client: Client) -> None:
    headers = {"HX-Request": "true", "Referer": "http://testserver/people/"}
    response = client.get("/people/towns/", headers=headers)
    assert (response.status_code, response.content) == (200, b"")
    assert response.headers["HX-Redirect"] == f"{LOGIN}http%3A//testserver/people/"
