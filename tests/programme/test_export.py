"""An edition is written in the formats of the field, with what its reader may see."""

import io
import json
from datetime import UTC, datetime
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Model
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from bigre.core.models import Audience
from bigre.editions.models import Edition, Space
from bigre.people.models import Person
from bigre.people.rules import ANYBODY, Viewer
from bigre.programme.actions.imports import import_file
from bigre.programme.exchange.writing import ExportFormat, NothingPublished, write
from bigre.programme.models import Activity
from bigre.proposals.models import Format, Proposal, Theme
from tests.factories.editions import MONDAY, edition, space, stop, team_member, venue
from tests.factories.people import person_who_shows, person_with_account
from tests.factories.programme import activity, format_of, placement, theme, version
from tests.factories.proposals import proposal

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
SITE = "https://bigre.example.org"


def published(count: int = 1) -> tuple[Edition, list[Activity]]:
    """An edition whose programme has `count` activities one after the other, led by Alice, whom everybody may see."""
    here = edition()
    lazaret = venue()
    stop(here, venue=lazaret)
    oratory = space(lazaret)
    alice = person_who_shows(Audience.EVERYONE, "Alice")
    bob = person_who_shows(Audience.NOBODY, "Bob")
    ecology, workshop = theme(here, "Écologie"), format_of(here, "Atelier")
    made = version(here)
    activities = []
    for number in range(count):
        one = activity(
            here,
            f"Lire {number}",
            leaders=[alice, bob],
            themes=[ecology],
            format=workshop,
            summary="En deux phrases.",
            text="Un texte & plus < long.\x0b",
        )
        placement(made, one, oratory, MONDAY, 570 + 15 * number)
        activities.append(one)
    return here, activities


def written(here: Edition, format_: str, viewer: Viewer = ANYBODY) -> bytes:
    return write(here, ExportFormat(format_), viewer=viewer, base_url=SITE, now=NOW).content


def event_of(one: Activity) -> dict[str, Any]:
    alice = Person.objects.get(name="Alice")
    return {
        "guid": str(one.uuid),
        "id": one.pk,
        "date": "2022-08-22T09:30:00+02:00",
        "start": "09:30",
        "duration": "01:30",
        "room": "Oratoire",
        "slug": f"bigre_2022-{one.pk:05}-lire-0",
        "url": f"{SITE}/editions/bigre-2022/programme/{one.uuid}/",
        "title": "Lire 0",
        "subtitle": "",
        "track": "Écologie",
        "type": "Atelier",
        "language": "fr",
        "abstract": "En deux phrases.",
        "description": "Un texte & plus < long.",
        "persons": [{"guid": str(alice.uuid), "name": "Alice", "public_name": "Alice"}],
        "links": [],
        "attachments": [],
    }


def test_the_json_schedule_says_everything_of_an_event() -> None:
    here, (one,) = published()
    conference = json.loads(written(here, "frab-json"))["schedule"]["conference"]
    assert conference["days"][0] == {
        "index": 1,
        "date": "2022-08-22",
        "day_start": "2022-08-22T07:00:00+02:00",
        "day_end": "2022-08-23T00:00:00+02:00",
        "rooms": {"Oratoire": [event_of(one)]},
    }
    assert [(day["index"], day["rooms"]) for day in conference["days"][1:]] == [(2, {}), (3, {}), (4, {}), (5, {})]
    assert {key: conference[key] for key in ("acronym", "title", "start", "end", "daysCount", "time_zone_name")} == {
        "acronym": "bigre_2022",
        "title": "Bigre! Rencontre 2022",
        "start": "2022-08-22",
        "end": "2022-08-26",
        "daysCount": 5,
        "time_zone_name": "Europe/Paris",
    }


def texts_of(element: Element) -> dict[str, str]:
    return {child.tag: child.text or "" for child in element if not len(child)}


def test_the_xml_schedule_says_the_same() -> None:
    here, (one,) = published()
    root = fromstring(written(here, "frab-xml"))
    (event,) = root.iter("event")
    told = event_of(one)
    lists = {"links": "", "attachments": ""}
    expected = {key: told[key] for key in told if key not in ("guid", "id", "persons", "links", "attachments")}
    assert texts_of(event) == expected | lists
    assert event.attrib == {"guid": told["guid"], "id": str(one.pk)}
    assert [(person.text, person.get("guid")) for person in event.iter("person")] == [
        ("Alice", told["persons"][0]["guid"])
    ]
    assert [day.get("index") for day in root.iter("day")] == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize("format_", ["frab-xml", "frab-json", "ics"])
def test_who_shows_themselves_to_nobody_is_in_no_file(format_: str) -> None:
    here, _activities = published()
    content = written(here, format_).decode()
    assert "Alice" in content
    assert "Bob" not in content


CHANGES: dict[str, tuple[type[Model], dict[str, Any]]] = {
    "Écrire": (Activity, {"title": "Écrire"}),
    "Un autre texte": (Activity, {"text": "Un autre texte"}),
    "Une autre phrase": (Activity, {"summary": "Une autre phrase"}),
    "Pinède": (Space, {"name": "Pinède"}),
    "Rivage": (Theme, {"label_fr": "Rivage"}),
    "Arpentage": (Format, {"label_fr": "Arpentage"}),
    "Alix": (Person, {"name": "Alix"}),
}


@pytest.mark.parametrize("format_", ["frab-xml", "frab-json"])
def test_a_file_written_again_says_each_thing_that_changed_meanwhile(format_: str) -> None:
    here, _activities = published(2)
    for words, (model, change) in CHANGES.items():
        assert words not in written(here, format_).decode()
        model._default_manager.update(**change)
        assert words in written(here, format_).decode()
    Person.objects.update(name_audience=Audience.NOBODY)
    assert "Alix" not in written(here, format_).decode()


def test_a_file_for_somebody_holds_the_names_that_they_may_see() -> None:
    here, _activities = published()
    bob = Person.objects.get(name="Bob")
    assert "Bob" in written(here, "frab-json", Viewer(person=bob)).decode()


def test_what_we_write_we_read_back() -> None:
    here, activities = published(3)
    content = written(here, "frab-xml")
    here.activities.all().delete()
    again = import_file(content=content, name="x", by=None, now=NOW, slug="encore").edition
    assert set(again.activities.values_list("uuid", "title", "summary")) == {
        (one.uuid, one.title, one.summary) for one in activities
    }


@pytest.mark.parametrize("format_", ["frab-xml", "frab-json"])
def test_a_schedule_takes_as_many_queries_for_three_activities_as_for_one(
    format_: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """9, and 6 more the first time that this process reads what changed."""
    here, _activities = published(3)
    with django_assert_num_queries(15):
        written(here, format_)
    with django_assert_num_queries(9):
        written(here, format_)
    here.activities.order_by("pk").last().delete()  # type: ignore[union-attr]  # there are three
    here.activities.order_by("pk").last().delete()  # type: ignore[union-attr]
    with django_assert_num_queries(15):
        written(here, format_)


@pytest.mark.parametrize("format_", ["frab-xml", "frab-json", "ics"])
def test_nothing_is_published_before_somebody_publishes(format_: str) -> None:
    with pytest.raises(NothingPublished):
        written(edition(), format_)


def test_a_workbook_has_a_row_for_each_activity_with_its_place_and_time() -> None:
    here, (one,) = published()
    sheet = load_workbook(io.BytesIO(written(here, "xlsx"))).worksheets[0]
    assert list(sheet.iter_rows(min_row=2, values_only=True)) == [
        (
            "Lire 0",
            90,
            "En deux phrases.",
            "Un texte & plus < long.",
            "Atelier",
            "Écologie",
            "fr",
            None,
            None,
            None,
            "Alice",
            *[None] * 3,
            "2022-08-22",
            "09:30",
            "11:00",
            "Oratoire",
            str(one.uuid),
            *[None] * 2,
        )
    ]


def test_a_workbook_can_be_imported_into_another_edition() -> None:
    here, _activities = published()
    content = written(here, "xlsx")
    there = edition("bigre-2023")
    import_file(content=content, name="x", by=None, now=NOW, into=there)
    assert list(Proposal.objects.values_list("edition__slug", "title", "duration_minutes")) == [
        ("bigre-2023", "Lire 0", 90)
    ]


def test_a_title_that_looks_like_a_formula_stays_a_text() -> None:
    here, (one,) = published()
    Activity.objects.filter(pk=one.pk).update(title='=HYPERLINK("https://example.org")')
    sheet = load_workbook(io.BytesIO(written(here, "xlsx"))).worksheets[0]
    assert (sheet["A2"].data_type, sheet["A2"].value) == ("s", '=HYPERLINK("https://example.org")')


def test_planners_download_exports_and_others_do_not() -> None:
    here, _activities = published()
    chloe, alice = person_with_account("Chloé"), person_with_account("Alice", "alice2@example.org")
    team_member(here, chloe)
    client = Client()
    client.force_login(chloe.account)  # type: ignore[arg-type]  # made with one
    found = client.get("/editions/bigre-2022/programme/export/frab-json/")
    assert (found.status_code, found.headers["Content-Disposition"]) == (200, 'attachment; filename="bigre-2022.json"')
    assert client.get("/editions/bigre-2022/programme/export/pdf/").status_code == 404
    client.force_login(alice.account)  # type: ignore[arg-type]
    assert client.get("/editions/bigre-2022/programme/export/frab-json/").status_code == 403


def test_the_command_says_what_is_missing() -> None:
    with pytest.raises(CommandError, match="n’existe pas"):
        call_command("export", "nowhere", format="frab-xml")
    edition("vide")
    with pytest.raises(CommandError, match="bigre publish vide"):
        call_command("export", "vide", format="frab-xml")


def test_a_workbook_holds_the_proposals_that_wait_and_no_draft() -> None:
    here = edition()
    proposal(here, "Lire un bilan", state=Proposal.State.SUBMITTED)
    proposal(here, "Pas encore dit", state=Proposal.State.DRAFT)
    sheet = load_workbook(io.BytesIO(written(here, "xlsx"))).active
    assert sheet is not None
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["Lire un bilan"]
