"""What people say of themselves, and to whom."""

import pytest
from django.test import Client

from bigre.core.models import Audience
from bigre.people.models import Account, Occupation, Person
from tests.factories.people import account, occupation, person_with_account, place, sector, trade

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice(client: Client) -> Person:
    """Alice, who has signed in."""
    alice = person_with_account("Alice")
    assert alice.account is not None
    client.force_login(alice.account)
    return alice


def test_alice_says_who_she_is(client: Client, alice: Person) -> None:
    sete = place("Sète", code="34301")
    response = client.post(
        "/people/profile/",
        {
            "name": "Alice Marne",
            "pronouns": "elle",
            "about": "Je plante.",
            "languages": ["fr", "nl"],
            "place": "sete",
            "contact": "à la buvette",
        },
    )
    assert response.headers["Location"] == "/people/profile/"
    alice.refresh_from_db()
    assert (alice.name, alice.pronouns, alice.about, alice.languages, alice.place, alice.contact) == (
        "Alice Marne",
        "elle",
        "Je plante.",
        ["fr", "nl"],
        sete,
        "à la buvette",
    )


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("Atlantis", "Aucune commune ne s’appelle « Atlantis »"),
        ("Saint-Denis", "Saint-Denis (11), Saint-Denis (93)"),
    ],
)
def test_a_town_that_means_none_or_several_is_asked_again(
    client: Client, alice: Person, typed: str, answer: str
) -> None:
    place("Saint-Denis", code="93066")
    place("Saint-Denis", code="11339")
    response = client.post("/people/profile/", {"name": "Zoé", "place": typed})
    assert answer in response.context["form"].errors["place"][0]
    alice.refresh_from_db()
    assert alice.name == "Alice"


def test_a_town_already_chosen_is_kept(client: Client, alice: Person) -> None:
    alice.place = place("Saint-Denis", code="93066")
    alice.save()
    place("Saint-Denis", code="11339")
    page = client.get("/people/profile/")
    assert 'value="Saint-Denis (93)"' in page.content.decode()
    client.post("/people/profile/", {"name": "Alice", "place": "Saint-Denis (93)"})
    alice.refresh_from_db()
    assert alice.place is not None
    assert alice.place.code == "93066"


def test_a_language_outside_the_list_survives(client: Client, alice: Person) -> None:
    alice.languages = ["wo"]
    alice.save()
    client.post("/people/profile/", {"name": "Alice", "languages": ["wo", "fr"]})
    alice.refresh_from_db()
    assert alice.languages == ["wo", "fr"]


def test_towns_are_suggested_while_typing(client: Client, alice: Person) -> None:
    place("Sète", code="34301")
    page = client.get("/people/towns/?territory=se").content.decode()
    assert page.strip() == '<datalist id="towns"><option value="Sète (34)"></option></datalist>'


def test_an_account_without_a_person_is_asked_its_name_first(client: Client) -> None:
    client.force_login(account("eve@example.org"))
    assert client.get("/people/profile/privacy/").headers["Location"] == "/people/profile/"
    client.post("/people/profile/", {"name": "Ève"})
    assert Account.objects.get().person.name == "Ève"


def test_alice_chooses_who_sees_what(client: Client, alice: Person) -> None:
    chosen = {
        "name_audience": "everyone",
        "about_audience": "network",
        "cooperative_audience": "edition",
        "occupations_audience": "everyone",
        "place_audience": "nobody",
        "contact_audience": "nobody",
    }
    assert client.post("/people/profile/privacy/", chosen).headers["Location"] == "/people/profile/privacy/"
    alice.refresh_from_db()
    assert {name: getattr(alice, name) for name in chosen} == chosen


def test_an_audience_that_does_not_exist_is_refused(client: Client, alice: Person) -> None:
    response = client.post("/people/profile/privacy/", {"name_audience": "the world"})
    assert "name_audience" in response.context["form"].errors
    alice.refresh_from_db()
    assert alice.name_audience == Audience.EDITION


def test_alice_adds_a_string_to_her_bow(client: Client, alice: Person) -> None:
    landscape, farming, sete = trade(), sector(), place("Sète", code="34301")
    given = {"title": "Jardins", "trade": landscape.pk, "sector": farming.pk, "territory": "Sète (34)", "way": "both"}
    assert client.post("/people/profile/occupations/add/", given).headers["Location"] == "/people/profile/"
    added = alice.occupations.get()
    assert (added.title, added.trade, added.sector, added.territory, added.way) == (
        "Jardins",
        landscape,
        farming,
        sete,
        "both",
    )


def test_alice_changes_and_removes_one(client: Client, alice: Person) -> None:
    mine = occupation(alice, "Jardins")
    client.post(f"/people/profile/occupations/{mine.pk}/", {"title": "Jardins de dunes", "way": "alone"})
    mine.refresh_from_db()
    assert mine.title == "Jardins de dunes"
    client.post(f"/people/profile/occupations/{mine.pk}/remove/")
    assert alice.occupations.count() == 0


@pytest.mark.parametrize("path", ["{}/", "{}/remove/"])
def test_nobody_touches_the_bow_of_another(client: Client, alice: Person, path: str) -> None:
    theirs = occupation(person_with_account("Bob"), "Menuiserie")
    response = client.post(f"/people/profile/occupations/{path.format(theirs.pk)}", {"title": "Rien", "way": "alone"})
    assert response.status_code == 404
    assert Occupation.objects.get() == theirs
    assert Occupation.objects.get().title == "Menuiserie"


def test_removing_needs_more_than_a_link(client: Client, alice: Person) -> None:
    mine = occupation(alice)
    assert client.get(f"/people/profile/occupations/{mine.pk}/remove/").status_code == 405
    assert alice.occupations.count() == 1
