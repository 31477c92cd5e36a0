"""A program reads the gathering: with a person's key, in formats of conferences and calendars, and twice for free."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring
from icalendar import Calendar
from playwright.sync_api import APIRequestContext, Page, Playwright, expect

from .gathering import FIVE_TITLES, Gathering, come_in

EDITION = "/editions/bigre-2022/"


@pytest.fixture
def machine(playwright: Playwright, server: str) -> Iterator[APIRequestContext]:
    """A client without cookies, in no particular language."""
    context = playwright.request.new_context(base_url=server)
    yield context
    context.dispose()


@pytest.fixture
def key(page: Page, server: str, bigre: Gathering) -> dict[str, str]:
    """The header with the key that Alice made on her page."""
    come_in(page, server, bigre.alice)
    page.goto(f"{server}/api/tokens/")
    page.get_by_label("Nom").fill("Mon carnet")
    page.get_by_role("button", name="Créer la clé").click()
    return {"Authorization": f"Bearer {page.locator('code.token').inner_text()}"}


def identifiers(bigre: Gathering) -> set[str]:
    return {str(activity.uuid) for activity in bigre.activities.values()}


def test_a_key_shown_once_opens_what_its_person_sees_until_it_is_revoked(
    machine: APIRequestContext, key: dict[str, str], page: Page, bigre: Gathering
) -> None:
    bigre.alice.favourites.create(activity=bigre.activities["Composter à plusieurs"])
    me = machine.get("/api/me", headers=key).json()
    assert (me["name"], me["editions"]) == ("Alice", ["bigre-2022"])
    assert me["favourites"] == [str(bigre.activities["Composter à plusieurs"].uuid)]
    assert names(machine, key) == ["Alice", "Bob Dunes", "Chloé"]
    assert names(machine, {}) == ["Bob Dunes"]
    page.reload()
    page.get_by_role("button", name="Révoquer Mon carnet").click()
    expect(page.get_by_text("n’ouvre plus rien")).to_be_visible()
    assert machine.get("/api/me", headers=key).status == 401
    assert machine.get("/api/people", headers=key).status == 401


def names(machine: APIRequestContext, headers: dict[str, str]) -> list[str]:
    return sorted(person["name"] for person in machine.get("/api/people", headers=headers).json()["items"])


def test_it_finds_its_way_from_the_openapi_document_alone(machine: APIRequestContext, bigre: Gathering) -> None:
    document = machine.get("/api/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    uuid = str(bigre.activities["Composter à plusieurs"].uuid)
    values = {"slug": "bigre-2022", "editions": uuid, "people": str(bigre.bob.uuid)}
    addresses = {
        path.format(slug=values["slug"], uuid=values["people" if "/people/" in path else "editions"])
        for path, operations in document["paths"].items()
        if "get" in operations and "401" in operations["get"]["responses"] and not path.endswith("/me")
    }
    assert len(addresses) > 5
    assert {address: machine.get(address).status for address in addresses} == dict.fromkeys(addresses, 200)


def test_filters_and_words_find_activities_as_on_the_page(machine: APIRequestContext, bigre: Gathering) -> None:
    address = "/api/editions/bigre-2022/activities"
    assert titles(machine.get(address)) == FIVE_TITLES
    assert titles(machine.get(f"{address}?theme=gouvernance&language=nl")) == {"Samen een balans lezen"}
    assert titles(machine.get(f"{address}?q=democratiques")) == {"Démocratie au travail"}
    assert machine.get(f"{address}?limit=0").status == 422


def titles(response: Any) -> set[str]:
    return {activity["title"] for activity in response.json()["items"]}


def test_conference_apps_and_calendars_read_the_same_programme(machine: APIRequestContext, bigre: Gathering) -> None:
    xml = fromstring(machine.get(f"{EDITION}schedule.xml").body())
    assert {event.get("guid") for event in xml.iter("event")} == identifiers(bigre)
    assert {str(event.findtext("title")) for event in xml.iter("event")} == FIVE_TITLES
    days = machine.get(f"{EDITION}schedule.json").json()["schedule"]["conference"]["days"]
    events = [event for day in days for room in day["rooms"].values() for event in room]
    assert {event["guid"] for event in events} == identifiers(bigre)
    calendar = Calendar.from_ical(machine.get(f"{EDITION}programme/programme.ics").body())
    assert {str(event["uid"]) for event in calendar.walk("VEVENT")} == {f"{one}@bigre" for one in identifiers(bigre)}


@pytest.mark.parametrize(
    "address",
    [
        f"{EDITION}programme/",
        f"{EDITION}programme/programme.ics",
        f"{EDITION}schedule.xml",
        f"{EDITION}schedule.json",
        "/api/editions/bigre-2022/timetable",
        "/api/editions/bigre-2022/activities",
    ],
)
def test_what_did_not_change_is_not_sent_again(machine: APIRequestContext, bigre: Gathering, address: str) -> None:
    first = machine.get(address)
    assert first.status == 200
    held = {"If-None-Match": first.headers["etag"]}
    again = machine.get(address, headers=held)
    assert (again.status, again.body()) == (304, b"")
    bigre.version.placements.filter(activity=bigre.activities["Composter à plusieurs"]).delete()
    changed = machine.get(address, headers=held)
    assert changed.status == 200
    assert changed.headers["etag"] != first.headers["etag"]
    assert changed.body() != first.body()


def test_the_day_sheet_for_the_wall_is_a_pdf(machine: APIRequestContext, bigre: Gathering) -> None:
    sheet = machine.get(f"{EDITION}programme/day/2022-08-22.pdf")
    assert sheet.headers["content-type"] == "application/pdf"
    assert BytesIO(sheet.body()).read(5) == b"%PDF-"
    assert machine.get(f"{EDITION}programme/day/2022-08-29.pdf").status == 404
