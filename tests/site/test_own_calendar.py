"""One's own calendar tells all of one's week: activities, meetings agreed to, tables; to its person, of them alone."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from bigre.core.models import Audience
from bigre.editions.models import Edition
from bigre.encounters.actions.meetings import cancel_meeting
from bigre.encounters.actions.seating import publish_plan, withdraw_plan
from bigre.encounters.actions.seating_moves import put_at_table
from bigre.encounters.models import Introduction, SeatingPlan
from bigre.people.models import Person
from bigre.programme.actions.calendar_feeds import open_calendar_feed
from bigre.programme.models import Favourite
from tests.factories.busy import busy_edition
from tests.factories.editions import MONDAY, edition, participation
from tests.factories.encounters import introduced, meeting
from tests.factories.people import person, person_with_account, signed_in
from tests.factories.seating_plans import NOW, guests, plan, sit

pytestmark = pytest.mark.django_db

type Read = Callable[[], list[dict[str, Any]]]


def address_of(one: Person, week: Edition) -> str:
    return f"/calendar/{open_calendar_feed(person=one, edition=week, now=timezone.now())}.ics"


def events(body: bytes) -> list[dict[str, Any]]:
    """Everything that each event says, but when it was written."""
    found = Calendar.from_ical(body).walk("VEVENT")
    return [{name.lower(): event.decoded(name) for name in event if name != "DTSTAMP"} for event in found]


@pytest.fixture
def week() -> Edition:
    return edition()


@pytest.fixture
def alice(week: Edition) -> Person:
    return came("Alice", week)


@pytest.fixture
def bob(week: Edition, alice: Person) -> Person:
    """Bob and Alice would like to meet."""
    one = came("Bob Bouleau", week)
    introduced(alice, one, week, answer="yes", answer_back="yes")
    return one


def came(name: str, week: Edition, **fields: Any) -> Person:
    one = person_with_account(name, **fields)
    participation(one, week)
    return one


@pytest.fixture
def read(week: Edition, alice: Person) -> Read:
    address = address_of(alice, week)
    return lambda: events(Client().get(address).content)


def test_a_meeting_agreed_to_is_in_one_s_calendar_as_in_its_own_file(
    week: Edition, alice: Person, bob: Person, read: Read
) -> None:
    made = meeting(alice, bob, week)
    page = f"http://testserver/editions/bigre-2022/encounters/with/{bob.uuid}/"
    expected = {
        "uid": f"{made.uuid}@bigre",
        "summary": "Rendez-vous avec Bob Bouleau",
        "dtstart": datetime(2022, 8, 23, 16, tzinfo=UTC),
        "dtend": datetime(2022, 8, 23, 16, 30, tzinfo=UTC),
        "url": page,
        "location": "Au bar",
        "status": "CONFIRMED",
    }
    single = signed_in(alice).get(f"{page.removeprefix('http://testserver')}meeting.ics", HTTP_ACCEPT_LANGUAGE="fr")
    assert read() == events(single.content) == [expected]


def test_only_what_both_agreed_to_and_nobody_cancelled_is_told(
    week: Edition, alice: Person, bob: Person, read: Read
) -> None:
    made = meeting(alice, bob, week, agreed_at=None)
    assert read() == []
    made.agreed_at = NOW
    made.save()
    assert len(read()) == 1
    cancel_meeting(meeting=made, by=bob, now=NOW)
    assert read() == []
    again = meeting(bob, alice, week)
    assert [one["uid"] for one in read()] == [f"{again.uuid}@bigre"]
    Introduction.objects.filter(person=bob).update(answer="no")
    assert read() == []


def test_one_s_own_table_is_told_with_nobody_s_name(week: Edition, alice: Person, bob: Person, read: Read) -> None:
    made = plan(week)
    table = made.tables.get(number=2)
    table.name = "Terrasse"
    table.save()
    sit(made.rounds.get(), 2, alice, bob)
    assert read() == []
    publish_plan(plan=made, by=None, now=NOW)
    page = "http://testserver/editions/bigre-2022/encounters/seating/mine/"
    [event] = read()
    assert {name: value for name, value in event.items() if name not in {"uid", "sequence"}} == {
        "summary": "Ta table : 2 (Terrasse)",
        "dtstart": datetime(2022, 8, 22, 17, tzinfo=UTC),
        "dtend": datetime(2022, 8, 22, 19, tzinfo=UTC),
        "url": page,
        "location": "Terrasse",
        "description": f"Dîners, Dîner du 22\n{page}",
    }
    withdraw_plan(plan=made)
    assert read() == []


def test_a_table_keeps_its_identifier_and_says_that_it_is_newer_when_one_is_moved(
    week: Edition, alice: Person, read: Read
) -> None:
    made = plan(week, published_at=NOW)
    sit(made.rounds.get(), 1, alice)
    [before] = read()
    put_at_table(round_=made.rounds.get(), person=alice, table=made.tables.get(number=2), present=[alice.pk], now=NOW)
    [after] = read()
    assert (before["summary"], after["summary"]) == ("Ta table : 1", "Ta table : 2")
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]


def test_what_is_over_stays_in_the_calendar(week: Edition, alice: Person, bob: Person, read: Read) -> None:
    made = plan(week, dinners=(MONDAY, MONDAY + timedelta(days=1)), published_at=NOW)
    for one in made.rounds.all():
        sit(one, 1, alice)
    meeting(alice, bob, week)
    assert len({event["uid"] for event in read()}) == 3


def test_it_speaks_the_language_of_its_person(week: Edition) -> None:
    wout = came("Wout", week, languages=["nl", "fr"])
    made = plan(week, published_at=NOW, kind=SeatingPlan.Kind.GROUPS)
    sit(made.rounds.get(), 1, wout)
    answer = Client().get(address_of(wout, week), HTTP_ACCEPT_LANGUAGE="en")
    assert [event["summary"] for event in events(answer.content)] == ["Jouw groep: 1"]


def test_a_calendar_program_is_told_when_anything_of_it_changes(week: Edition, alice: Person, bob: Person) -> None:
    address, client = address_of(alice, week), Client()
    table, moved = plan(week), plan(week, name="Groupes", published_at=NOW)
    sit(table.rounds.get(), 1, alice)
    sit(moved.rounds.get(), 1, alice)
    held = client.get(address)["ETag"]

    def is_new() -> bool:
        nonlocal held
        answer = client.get(address, headers={"If-None-Match": held})
        held = answer["ETag"]
        again = client.get(address, headers={"If-None-Match": held})
        assert (again.status_code, again.content) == (304, b"")
        return answer.status_code == 200

    assert not is_new()
    made = meeting(alice, bob, week, agreed_at=None)
    assert not is_new()
    made.agreed_at = NOW
    made.save()
    assert is_new()
    made.starts_at, made.ends_at = made.starts_at + timedelta(hours=1), made.ends_at + timedelta(hours=1)
    made.save()
    assert is_new()
    cancel_meeting(meeting=made, by=alice, now=NOW)
    assert is_new()
    publish_plan(plan=table, by=None, now=NOW)
    assert is_new()
    put_at_table(round_=moved.rounds.get(), person=alice, table=moved.tables.get(number=2), present=[alice.pk], now=NOW)
    assert is_new()
    withdraw_plan(plan=table)
    assert is_new()
    Introduction.objects.filter(person=bob, other=alice).update(answered_at=NOW)
    assert not is_new()


def test_nobody_reads_another_s_meetings_and_tables_in_their_own(week: Edition, alice: Person, bob: Person) -> None:
    """Neither of those at her table, nor at another one, nor of whoever meets her."""
    beside, elsewhere = came("Dina", week), came("Elias", week)
    hidden = person("Zoé Secrète", name_audience=Audience.NOBODY)
    participation(hidden, week)
    made = plan(week, (4, 4), published_at=NOW)
    sit(made.rounds.get(), 1, alice, bob, beside, hidden)
    sit(made.rounds.get(), 2, elsewhere)
    meeting(alice, bob, week)
    told = {one.name: Client().get(address_of(one, week)).content.decode() for one in (alice, bob, beside, elsewhere)}
    summaries = {name: [event["summary"] for event in events(body.encode())] for name, body in told.items()}
    assert summaries == {
        "Alice": ["Rendez-vous avec Bob Bouleau", "Ta table : 1"],
        "Bob Bouleau": ["Rendez-vous avec Alice", "Ta table : 1"],
        "Dina": ["Ta table : 1"],
        "Elias": ["Ta table : 2"],
    }
    for name, others in {
        "Alice": ("Dina", "Elias", "Zoé"),
        "Bob Bouleau": ("Dina", "Elias", "Zoé"),
        "Dina": ("Alice", "Bob", "Elias", "Zoé", str(bob.uuid), str(alice.uuid)),
        "Elias": ("Alice", "Bob", "Dina", "Zoé", str(bob.uuid), str(alice.uuid)),
    }.items():
        assert [other for other in others if other in told[name]] == []
    uids = [event["uid"] for body in told.values() for event in events(body.encode()) if "table" in event["summary"]]
    assert len(set(uids)) == 4


def test_another_edition_and_one_in_preparation_are_told_to_no_calendar(
    week: Edition, alice: Person, bob: Person, read: Read
) -> None:
    other = edition("autre")
    introduced(alice, bob, other, answer="yes", answer_back="yes")
    meeting(alice, bob, other)
    sit(plan(other, published_at=NOW).rounds.get(), 1, alice)
    assert read() == []
    meeting(alice, bob, week)
    sit(plan(week, published_at=NOW).rounds.get(), 1, alice)
    assert len(read()) == 2
    Edition.objects.filter(pk=week.pk).update(life=Edition.Life.PREPARATION)
    assert read() == []


def test_the_page_that_offers_the_calendar_says_what_it_holds(week: Edition, alice: Person) -> None:
    browser, page = signed_in(alice), "/editions/bigre-2022/programme/mine/"
    assert "tes rendez-vous pris, tes tables" in browser.get(page, HTTP_ACCEPT_LANGUAGE="fr").text
    browser.post(f"{page}calendar/open/")
    assert "avec qui tu as rendez-vous, et à quelle table tu t’assieds" in browser.get(page).text


@pytest.mark.parametrize("count", [1, 3])
def test_a_week_takes_the_same_few_queries_however_full(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    week = busy_edition(count)
    alice = came("Alice", week)
    for activity in week.activities.all():
        Favourite.objects.create(person=alice, activity=activity)
    made = plan(week, dinners=[MONDAY + timedelta(days=n) for n in range(count)], published_at=NOW)
    for one in made.rounds.all():
        sit(one, 1, alice, *guests(week, "Voisine"))
    for number in range(count):
        other = came(f"Rencontre {number}", week)
        introduced(alice, other, week, answer="yes", answer_back="yes")
        meeting(alice, other, week)
    address = address_of(alice, week)
    Client().get(address)
    with django_assert_num_queries(14):
        answer = Client().get(address)
    assert len(events(answer.content)) == 3 * count
