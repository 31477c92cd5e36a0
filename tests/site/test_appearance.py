import pytest
from django.test import Client
from pytest_django import Settings

from tests.factories.people import person_with_account

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("chosen", ["light", "dark"])
def test_the_chosen_colours_are_kept_on_the_device(client: Client, chosen: str) -> None:
    response = client.post("/colours/", {"colour_scheme": chosen, "next": "/about/"})
    assert (response.headers["Location"], client.cookies["colour-scheme"].value) == ("/about/", chosen)
    assert f'data-theme="{chosen}"' in client.get("/about/").content.decode()


@pytest.mark.parametrize("chosen", ["", "sepia", '"><script>'])
def test_anything_else_leaves_the_choice_to_the_device(client: Client, chosen: str) -> None:
    client.post("/colours/", {"colour_scheme": "dark"})
    client.post("/colours/", {"colour_scheme": chosen})
    assert client.cookies["colour-scheme"].value == ""
    assert "data-theme" not in client.get("/about/").content.decode()


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""])
def test_nobody_is_sent_elsewhere(client: Client, target: str) -> None:
    assert client.post("/colours/", {"colour_scheme": "dark", "next": target}).headers["Location"] == "/"


def test_the_head_of_a_page_has_one_door_to_oneself(client: Client) -> None:
    assert "Me connecter" in client.get("/about/").text
    nour = person_with_account("Nour")
    assert nour.account is not None
    client.force_login(nour.account)
    page = client.get("/about/").text
    assert "Me connecter" not in page
    assert (page.count('href="/me/"'), page.count("#me")) == (1, 1)


def test_choosing_colours_takes_a_click(client: Client) -> None:
    assert client.get("/colours/").status_code == 405


@pytest.mark.parametrize(("debug", "demo", "status"), [(False, False, 404), (True, False, 200), (False, True, 200)])
def test_components_are_shown_to_developers_and_in_demos(
    client: Client, settings: Settings, debug: bool, demo: bool, status: int
) -> None:
    settings.DEBUG, settings.DEMO = debug, demo
    assert client.get("/components/").status_code == status


def test_the_language_is_chosen_by_a_form_that_works_without_script(client: Client) -> None:
    response = client.post("/language/setlang/", {"language": "nl", "next": "/about/"})
    assert response.headers["Location"] == "/about/"
    assert '<html lang="nl"' in client.get("/about/").content.decode()
