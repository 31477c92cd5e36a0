"""Calendars: public ones, and the private one behind a secret that can be revoked."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from bigre.core.models import Audience
from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.programme.models import Activity, CalendarFeed, Favourite, TimetableVersion
from tests.factories import editions, people, programme
from tests.factories.busy import busy_edition
from tests.factories.people import signed_in

pytestmark = pytest.mark.django_db
PUBLIC = "/editions/bigre-2022/programme/programme.ics"
MINE = "/editions/bigre-2022/programme/mine/"


def events(body: bytes) -> list[dict[str, object]]:
    return [
        {name: event.decoded(name) for name in ("uid", "summary", "dtstart", "dtend", "sequence", "location")}
        for event in Calendar.from_ical(body).walk("VEVENT")
    ]


def new_address(client: Client) -> str:
    """What the page shows, once, after asking for an address."""
    client.post(f"{MINE}calendar/open/")
    found = re.search(r'<code class="token">http://testserver([^<]+)</code>', client.get(MINE).content.decode())
    assert found is not None
    return found[1]


def test_the_whole_programme_is_a_calendar_with_stable_identifiers(client: Client) -> None:
    edition = editions.edition()
    activity = programme.activity(edition, "Lire un bilan; ensemble, à plusieurs")
    space = editions.space(editions.venue(), "Oratoire")
    programme.placement(programme.version(edition), activity, space, editions.MONDAY)
    response = client.get(PUBLIC)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert events(response.content) == [
        {
            "uid": f"{activity.uuid}@bigre",
            "summary": "Lire un bilan; ensemble, à plusieurs",
            "dtstart": datetime(2022, 8, 22, 7, 30, tzinfo=UTC),
            "dtend": datetime(2022, 8, 22, 9, 0, tzinfo=UTC),
            "sequence": 1,
            "location": "Oratoire",
        }
    ]


def test_a_new_version_says_that_it_is_newer_under_the_same_identifier(client: Client) -> None:
    edition = busy_edition(1)
    before = events(client.get(PUBLIC).content)[0]
    newer = programme.version(edition, published_at=datetime(2022, 8, 1, tzinfo=UTC))
    first = TimetableVersion.objects.get(number=1).placements.get()
    programme.placement(newer, first.activity, first.space, editions.FRIDAY)
    after = events(client.get(PUBLIC).content)[0]
    assert (after["uid"], after["sequence"]) == (before["uid"], 2)
    assert after["dtstart"] != before["dtstart"]


def test_public_calendars_name_nobody_who_hides(client: Client) -> None:
    busy_edition(1, shown_to=Audience.EDITION)
    assert b"Alba" not in client.get(PUBLIC).content
    Person.objects.update(name_audience=Audience.EVERYONE)
    assert b"Alba Amandier" in client.get(PUBLIC).content


def test_a_calendar_program_that_holds_the_calendar_is_told_so(client: Client) -> None:
    edition = busy_edition(3)
    held = client.get(PUBLIC)
    assert held["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert client.get(PUBLIC, headers={"If-None-Match": held["ETag"]}).status_code == 304
    Activity.objects.filter(pk=edition.activities.all()[0].pk).update(title="Autre titre")
    assert client.get(PUBLIC, headers={"If-None-Match": held["ETag"]}).status_code == 200


def test_one_activity_can_be_put_in_a_calendar(client: Client) -> None:
    activity = busy_edition(3).activities.order_by("pk")[1]
    response = client.get(f"/editions/bigre-2022/programme/{activity.uuid}/activity.ics")
    assert [event["uid"] for event in events(response.content)] == [f"{activity.uuid}@bigre"]


def test_before_publication_calendars_are_empty_or_not_found(client: Client) -> None:
    edition = editions.edition()
    activity = programme.activity(edition)
    assert events(client.get(PUBLIC).content) == []
    assert client.get(f"/editions/bigre-2022/programme/{activity.uuid}/activity.ics").status_code == 404


@pytest.mark.parametrize("end", ["programme.ics", "{activity}/activity.ics"])
def test_the_calendar_of_an_edition_in_preparation_is_its_teams_alone(client: Client, end: str) -> None:
    edition = busy_edition(1, life=Edition.Life.PREPARATION)
    chloe = people.person_with_account("Chloé")
    editions.team_member(edition, chloe)
    address = f"/editions/bigre-2022/programme/{end.format(activity=edition.activities.get().uuid)}"
    assert client.get(address).status_code == 404
    read = signed_in(chloe).get(address)
    assert (read.status_code, read["Cache-Control"]) == (200, "private, no-cache")
    Edition.objects.update(life=Edition.Life.PUBLISHED)
    assert signed_in(chloe).get(address)["Cache-Control"] == "public, max-age=0, must-revalidate"


@pytest.fixture
def edition() -> Edition:
    return busy_edition(3)


@pytest.fixture
def alice(edition: Edition) -> Person:
    alice = people.person_with_account("Alice")
    Favourite.objects.create(person=alice, activity=edition.activities.order_by("pk")[0])
    return alice


def test_my_calendar_is_read_without_signing_in_and_follows_my_favourites(
    client: Client, alice: Person, edition: Edition
) -> None:
    address = new_address(signed_in(alice))
    assert [event["summary"] for event in events(client.get(address).content)] == ["Lire un bilan sans avoir peur (1)"]
    Favourite.objects.create(person=alice, activity=edition.activities.order_by("pk")[1])
    response = client.get(address)
    assert len(events(response.content)) == 2
    assert response["Cache-Control"] == "private, no-cache"


def test_the_secret_is_shown_once_and_its_digest_alone_is_kept(alice: Person) -> None:
    client = signed_in(alice)
    address = new_address(client)
    secret = address.removeprefix("/calendar/").removesuffix(".ics")
    assert len(secret) >= 43
    assert secret not in client.get(MINE).content.decode()
    assert secret not in str(CalendarFeed.objects.values().get())


def test_a_revoked_address_is_gone_and_says_so(client: Client, alice: Person) -> None:
    address = new_address(signed_in(alice))
    signed_in(alice).post(f"{MINE}calendar/close/")
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (410, "text/plain; charset=utf-8")
    assert "a été fermée" in response.content.decode()
    assert b"Lire un bilan" not in response.content


def test_a_new_address_closes_the_former(client: Client, alice: Person) -> None:
    mine = signed_in(alice)
    former, latter = new_address(mine), new_address(mine)
    assert (client.get(former).status_code, client.get(latter).status_code) == (410, 200)


def test_a_guessed_address_is_not_found(client: Client, alice: Person) -> None:
    new_address(signed_in(alice))
    digest = CalendarFeed.objects.get().digest
    assert [client.get(f"/calendar/{guess}.ics").status_code for guess in ("x", digest)] == [404, 404]


def test_an_address_opens_its_person_s_calendar_and_nobody_else_s(
    client: Client, alice: Person, edition: Edition
) -> None:
    bob = people.person_with_account("Bob")
    Favourite.objects.create(person=bob, activity=edition.activities.order_by("pk")[2])
    assert [event["summary"] for event in events(client.get(new_address(signed_in(bob))).content)] == [
        "Composter à plusieurs (3)"
    ]


def test_a_closed_account_s_address_opens_nothing(client: Client, alice: Person) -> None:
    address = new_address(signed_in(alice))
    assert alice.account is not None
    alice.account.is_active = False
    alice.account.save()
    assert client.get(address).status_code == 404


def test_an_edition_put_back_in_preparation_is_told_to_no_calendar(
    client: Client, alice: Person, edition: Edition
) -> None:
    address = new_address(signed_in(alice))
    Edition.objects.filter(pk=edition.pk).update(life=Edition.Life.PREPARATION)
    assert events(client.get(address).content) == []


def test_strangers_and_links_open_and_close_nothing(client: Client, alice: Person) -> None:
    assert client.post(f"{MINE}calendar/open/")["Location"].startswith("/account/login/")
    assert signed_in(alice).get(f"{MINE}calendar/open/").status_code == 405
    assert CalendarFeed.objects.count() == 0


@pytest.mark.parametrize("activities", [1, 3])
def test_a_calendar_takes_as_many_queries_whatever_it_holds(
    client: Client, activities: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    busy_edition(activities)
    with django_assert_num_queries(15):
        client.get(PUBLIC)
