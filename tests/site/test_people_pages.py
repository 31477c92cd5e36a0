"""What pages show of people: as much as each of them chose, to each visitor, and not a word more."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bigre.core.models import Audience
from bigre.editions.models import Edition
from bigre.people.models import Cooperative, Person
from tests.factories.editions import FRIDAY, edition, participation, space, venue
from tests.factories.people import (
    collective,
    cooperative,
    membership,
    occupation,
    person_who_shows,
    person_with_account,
    place,
    trade,
)
from tests.factories.programme import activity, placement, version

pytestmark = pytest.mark.django_db

EVERYONE = Audience.EVERYONE
PARTS_ON_HER_PAGE = {
    "about": ["Aboutword", "Italiano"],
    "cooperative": ["Coopword", "Collectiveword"],
    "occupations": ["Occupationword", "Tradeword", "Territoryword"],
    "place": ["Placeword"],
    "contact": ["Contactword"],
}
PARTS_IN_LISTS = {"cooperative": ["Coopword"], "occupations": ["Occupationword"], "place": ["Placeword"]}
VISITORS = ("stranger", "newcomer", "network", "mate", "self")
SEES = {
    Audience.NOBODY: {"self"},
    Audience.EDITION: {"self", "mate"},
    Audience.NETWORK: {"self", "mate", "network"},
    EVERYONE: set(VISITORS),
}


@pytest.fixture
def week() -> Edition:
    return edition()


def alice(week: Edition, name_audience: Audience, others: Audience) -> Person:
    """Alice, whose profile has a word of its own in each part."""
    alice = person_who_shows(
        others, "Nameword", about="Aboutword", languages=["it"], place=place("Placeword"), contact="Contactword"
    )
    alice.name_audience = name_audience
    alice.account = person_with_account("Throwaway").account
    Person.objects.filter(name="Throwaway").delete()
    alice.save()
    membership(alice, cooperative("Coopword"))
    collective(alice, name="Collectiveword")
    occupation(alice, "Occupationword", trade=trade("Tradeword"), territory=place("Territoryword"))
    participation(alice, week)
    return alice


def visit(kind: str, alice: Person, week: Edition) -> Client:
    """A browser in which such a visitor has signed in."""
    client = Client()
    if kind == "stranger":
        return client
    visitor = alice if kind == "self" else person_with_account("Bob")
    if kind == "network":
        membership(visitor, cooperative("Les Dunes"))
    if kind == "mate":
        participation(visitor, week)
    assert visitor.account is not None
    client.force_login(visitor.account)
    return client


def shown(client: Client, path: str, words: dict[str, list[str]]) -> dict[str, list[str]]:
    """For each part, those of its words that the page contains."""
    page = client.get(path).content.decode()
    return {part: [word for word in its if word in page] for part, its in words.items()}


def expected(words: dict[str, list[str]], *, visible: bool) -> dict[str, list[str]]:
    return {part: its if visible else [] for part, its in words.items()}


@pytest.mark.parametrize("kind", VISITORS)
@pytest.mark.parametrize("audience", Audience)
def test_a_page_exists_for_those_who_see_the_name(week: Edition, audience: Audience, kind: str) -> None:
    seen = alice(week, audience, EVERYONE)
    client = visit(kind, seen, week)
    assert client.get(f"/people/{seen.uuid}/").status_code == (200 if kind in SEES[audience] else 404)
    listed = "Nameword" in client.get("/people/").content.decode()
    member = "Nameword" in client.get("/people/cooperatives/coopword/").content.decode()
    assert (listed, member) == (kind in SEES[audience],) * 2


@pytest.mark.parametrize("kind", VISITORS)
@pytest.mark.parametrize("audience", Audience)
def test_each_part_appears_to_its_audience_only(week: Edition, audience: Audience, kind: str) -> None:
    seen = alice(week, EVERYONE, audience)
    client = visit(kind, seen, week)
    visible = kind in SEES[audience]
    assert shown(client, f"/people/{seen.uuid}/", PARTS_ON_HER_PAGE) == expected(PARTS_ON_HER_PAGE, visible=visible)
    assert shown(client, "/people/", PARTS_IN_LISTS) == expected(PARTS_IN_LISTS, visible=visible)
    assert ("Nameword" in client.get("/people/cooperatives/coopword/").content.decode()) is visible


@pytest.mark.parametrize(
    "path", ["/", "/editions/bigre-2022/", "/people/cooperatives/", "/people/?q=Nameword", "/about/"]
)
def test_no_public_page_names_somebody_who_hides(week: Edition, client: Client, path: str) -> None:
    alice(week, Audience.EDITION, EVERYONE)
    assert shown(client, path, {"name": ['">Nameword'], "about": ["Aboutword"]}) == {"name": [], "about": []}


def test_alice_sees_her_page_with_the_eyes_of_others(week: Edition) -> None:
    her = alice(week, EVERYONE, Audience.NETWORK)
    client = visit("self", her, week)
    as_network = shown(client, f"/people/{her.uuid}/?as=network", PARTS_ON_HER_PAGE)
    as_everyone = shown(client, f"/people/{her.uuid}/?as=everyone", PARTS_ON_HER_PAGE)
    assert (as_network, as_everyone) == (
        expected(PARTS_ON_HER_PAGE, visible=True),
        expected(PARTS_ON_HER_PAGE, visible=False),
    )


def test_alice_learns_who_does_not_see_her_at_all(week: Edition) -> None:
    her = alice(week, Audience.EDITION, Audience.EDITION)
    page = visit("self", her, week).get(f"/people/{her.uuid}/?as=everyone").content.decode()
    assert "Ici, on ne te voit pas" in page


def test_nobody_borrows_other_eyes_on_somebody_elses_page(week: Edition) -> None:
    seen = alice(week, EVERYONE, Audience.EDITION)
    client = visit("newcomer", seen, week)
    path = f"/people/{seen.uuid}/?as=edition"
    assert shown(client, path, PARTS_ON_HER_PAGE) == expected(PARTS_ON_HER_PAGE, visible=False)


def test_a_page_tells_what_the_person_leads_in_the_published_programme(week: Edition, client: Client) -> None:
    bob = person_who_shows(EVERYONE, "Bob")
    room = space(venue())
    old, new = version(week), version(week)
    draft = version(week, published_at=None)
    for made, title in ((old, "Ancienne"), (new, "Lire un bilan"), (draft, "Brouillon")):
        placement(made, activity(week, title, leaders=[bob]), room, FRIDAY)
    page = client.get(f"/people/{bob.uuid}/").content.decode()
    assert [title for title in ("Ancienne", "Lire un bilan", "Brouillon") if title in page] == ["Lire un bilan"]


def test_strangers_are_told_why_they_see_nobody(client: Client) -> None:
    person_who_shows(Audience.EDITION, "Alice")
    page = client.get("/people/").content.decode()
    assert "On ne se montre pas à n’importe qui" in page
    assert "Alice" not in page


def test_a_search_without_answer_says_so(client: Client) -> None:
    person_who_shows(EVERYONE, "Alice")
    assert "Personne, avec ces choix" in client.get("/people/?q=menuiserie").content.decode()


@pytest.mark.parametrize("query", ["trade=none", "place=0", "cooperative=unknown", "page=99", "page=x"])
def test_an_address_that_means_nothing_any_more_still_shows_people(client: Client, query: str) -> None:
    person_who_shows(EVERYONE, "Alice")
    assert "Alice" in client.get(f"/people/?{query}").content.decode()


def test_long_lists_come_in_pages_that_keep_the_filters(client: Client) -> None:
    pins = cooperative("Les Pins")
    for number in range(50):
        membership(person_who_shows(EVERYONE, f"Personne {number:02}"), pins)
    first = client.get("/people/?cooperative=les-pins").content.decode()
    second = client.get("/people/?cooperative=les-pins&page=2").content.decode()
    assert ("Personne 47" in first, "Personne 48" in first) == (True, False)
    assert ("Personne 47" in second, "Personne 49" in second) == (False, True)
    assert "?cooperative=les-pins&amp;page=2" in first


@pytest.mark.parametrize("count", [1, 3])
def test_the_directory_asks_as_much_for_three_people_as_for_one(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        one = person_who_shows(EVERYONE, f"Personne {number}", place=place(f"Ville {number}"))
        occupation(one, trade=trade(f"Métier {number}"))
        membership(one, cooperative(f"Coopérative {number}"))
    with django_assert_num_queries(9):
        client.get("/people/")


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_asks_as_much_for_three_activities_as_for_one(
    client: Client, week: Edition, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    bob = person_who_shows(EVERYONE, "Bob", place=place())
    made, room = version(week), space(venue())
    for number in range(count):
        occupation(bob, f"Métier {number}", trade=trade(f"Métier {number}"))
        membership(bob, cooperative(f"Coopérative {number}"))
        placement(made, activity(week, f"Activité {number}", leaders=[bob]), room, FRIDAY, 540 + 120 * number)
    with django_assert_num_queries(13):
        client.get(f"/people/{bob.uuid}/")


def test_the_cooperative_of_somebody_hidden_is_not_offered_as_a_filter(week: Edition, client: Client) -> None:
    alice(week, EVERYONE, Audience.EDITION)
    assert Cooperative.objects.filter(slug="coopword").exists()
    assert "coopword" not in client.get("/people/").content.decode()


@pytest.mark.parametrize("invented", [True, False])
def test_an_invented_collective_is_said_to_be(client: Client, invented: bool) -> None:
    bob = person_who_shows(EVERYONE, "Bob")
    collective(bob, name="Les Embruns", invented=invented)
    page = client.get(f"/people/{bob.uuid}/").content.decode()
    assert ("Les Embruns" in page, "collectif inventé" in page) == (True, invented)
