"""Favourites and one's own programme."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bigre.core.models import Audience
from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.people.rules import Viewer
from bigre.programme.models import Activity, Attendance, Favourite, Lead
from bigre.programme.queries.mine import clashes, own_programme
from tests.factories import editions, people, programme
from tests.factories.busy import busy_edition

pytestmark = pytest.mark.django_db
MINE = "/editions/bigre-2022/programme/mine/"


@pytest.fixture
def edition() -> Edition:
    return busy_edition(7)


@pytest.fixture
def alice(edition: Edition) -> Person:
    person = people.person_with_account("Alice")
    editions.participation(person, edition)
    return person


@pytest.fixture
def her(alice: Person) -> Client:
    client = Client()
    assert alice.account is not None
    client.force_login(alice.account)
    return client


def first(edition: Edition, number: int = 0) -> Activity:
    return edition.activities.order_by("pk")[number]


def heart(activity: Activity) -> str:
    return f"/editions/{activity.edition.slug}/programme/{activity.uuid}/favourite/"


def kept(person: Person) -> list[str]:
    return [favourite.activity.title for favourite in person.favourites.order_by("pk")]


def test_a_heart_keeps_an_activity_and_lets_it_go(her: Client, alice: Person, edition: Edition) -> None:
    activity = first(edition)
    answer = her.post(heart(activity), {"next": "/editions/bigre-2022/programme/?q=bilan"})
    assert (answer.status_code, answer["Location"]) == (302, "/editions/bigre-2022/programme/?q=bilan")
    assert kept(alice) == [activity.title]
    her.post(heart(activity))
    assert kept(alice) == []


def test_htmx_receives_the_button_in_its_new_state(her: Client, edition: Edition) -> None:
    activity = first(edition)
    answer = her.post(heart(activity), headers={"HX-Request": "true"}).content.decode()
    assert answer.startswith("<button")
    assert 'aria-pressed="true"' in answer
    assert f'id="favourite-{activity.pk}"' in answer


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_the_way_back_never_leaves_the_site(her: Client, edition: Edition, back: str) -> None:
    activity = first(edition)
    answer = her.post(heart(activity), {"next": back})
    assert answer["Location"] == f"/editions/bigre-2022/programme/{activity.uuid}/"


def test_strangers_sign_in_first_and_nothing_is_kept_by_looking(client: Client, her: Client, edition: Edition) -> None:
    answer = client.post(heart(first(edition)))
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/account/login/")
    assert her.get(heart(first(edition))).status_code == 405
    assert Favourite.objects.count() == 0


def test_what_the_programme_does_not_hold_cannot_be_kept(her: Client, edition: Edition) -> None:
    hidden = programme.activity(edition, "Pas encore placée")
    assert her.post(heart(hidden)).status_code == 404
    assert Favourite.objects.count() == 0


def test_the_programme_shows_what_i_keep_and_nobody_else_s(her: Client, alice: Person, edition: Edition) -> None:
    Favourite.objects.create(person=people.person("Bob"), activity=first(edition, 1))
    Favourite.objects.create(person=alice, activity=first(edition))
    html = her.get("/editions/bigre-2022/programme/").content.decode()
    assert html.count('aria-pressed="true"') - html.count('name="colour_scheme" value="" aria-pressed="true"') == 1


def test_my_programme_holds_what_i_keep_lead_and_am_proposed(alice: Person, her: Client, edition: Edition) -> None:
    version = edition.versions.get()
    Favourite.objects.create(person=alice, activity=first(edition))
    Lead.objects.create(activity=first(edition, 1), person=alice, position=5)
    Attendance.objects.create(version=version, activity=first(edition, 2), person=alice)
    Attendance.objects.create(version=version, activity=first(edition, 3), person=people.person("Bob"))
    own = own_programme(alice, edition, version, Viewer(person=alice))
    assert [(one.placed.pk, one.leads, one.kept, one.proposed) for one in own] == [
        (first(edition).pk, False, True, False),
        (first(edition, 1).pk, True, False, False),
        (first(edition, 2).pk, False, False, True),
    ]
    html = her.get(MINE).content.decode()
    assert html.count('<article class="activity') == 3
    # What is only proposed carries no mention.
    assert (html.count("Tu animes</span>"), html.count("Dans mes favoris</span>")) == (1, 1)


def test_what_clashes_is_pointed_out_even_when_something_lies_between() -> None:
    edition = editions.edition()
    version, venue, alice = programme.version(edition), editions.venue(), people.person("Alice")
    for title, minutes, lasts in (("Long", 540, 240), ("Court", 555, 15), ("Tard", 660, 60), ("Soir", 1200, 60)):
        activity = programme.activity(edition, title, duration_minutes=lasts)
        programme.placement(version, activity, editions.space(venue, title), editions.MONDAY, minutes)
        Favourite.objects.create(person=alice, activity=activity)
    found = clashes(own_programme(alice, edition, version, Viewer(person=alice)))
    assert [(one.first.title, one.second.title) for one in found] == [("Long", "Court"), ("Long", "Tard")]


def test_an_empty_programme_says_how_to_fill_it(her: Client) -> None:
    html = her.get(MINE).content.decode()
    assert "Rien encore ici" in html
    assert "Parcourir le programme" in html


def test_what_i_lead_and_that_has_no_place_yet_is_listed_apart(her: Client, alice: Person, edition: Edition) -> None:
    programme.activity(edition, "Pas encore placée", leaders=[alice])
    assert "Pas encore placée" in her.get(MINE).content.decode()


def test_my_programme_is_mine_alone(client: Client) -> None:
    assert client.get(MINE).status_code in (302, 404)


@pytest.mark.parametrize("favourites", [1, 3])
def test_my_programme_takes_as_many_queries_whatever_i_keep(
    favourites: int, alice: Person, her: Client, edition: Edition, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(favourites):
        Favourite.objects.create(person=alice, activity=first(edition, number))
    Person.objects.update(name_audience=Audience.EVERYONE)
    with django_assert_num_queries(18):
        her.get(MINE)
