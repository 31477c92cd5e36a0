"""The day sheet for the wall: a tagged PDF, A3, with what its reader may know."""

import re
import zlib

import pytest
from django.test import Client

from bigre.core.models import Audience
from bigre.editions.models import Edition
from bigre.people.rules import ANYBODY
from bigre.programme.exchange.day_sheet import sheet_data
from bigre.programme.queries.grid import days
from bigre.programme.queries.timetable import timetable
from tests.factories import editions, people, programme
from tests.factories.busy import busy_edition

pytestmark = pytest.mark.django_db
ADDRESS = "/editions/bigre-2022/programme/day/2022-08-22.pdf"


def everything_in(pdf: bytes) -> bytes:
    """The document with its compressed parts unfolded."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return pdf + b"".join(unfolded(stream) for stream in streams)


def unfolded(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


def test_the_sheet_is_a_tagged_a3_page_in_french(client: Client) -> None:
    busy_edition(105)
    response = client.get(ADDRESS, headers={"Accept-Language": "fr"})
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    text = everything_in(response.content)
    assert text.startswith(b"%PDF-")
    assert b"/MarkInfo" in text
    assert b"/StructTreeRoot" in text
    assert b"/Lang(fr)" in text.replace(b"/Lang (", b"/Lang(")
    assert [round(float(side)) for side in re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", text)[0]] == [1191, 842]
    assert len(re.findall(rb"/Type ?/Page\b(?!s)", text)) == 1


def test_the_sheet_holds_the_hours_spaces_and_activities_of_its_day() -> None:
    edition = editions.edition()
    editions.protected_time(edition)
    bob = people.person_who_shows(Audience.EVERYONE, "Bob Bouleau")
    alice = people.person("Alice Acacia")
    version, venue = programme.version(edition), editions.venue()
    theme = programme.theme(edition, colour=7)
    walk = programme.activity(edition, "Marcher", leaders=[bob, alice], themes=[theme], duration_minutes=60)
    read = programme.activity(edition, "Lire")
    programme.placement(version, walk, editions.space(venue, "Plage", capacity=40), editions.MONDAY)
    programme.placement(version, read, editions.space(venue, "Bar", capacity=None, position=1), editions.MONDAY, 900)
    (day,) = days(edition, timetable(version, edition, ANYBODY).placed)
    assert sheet_data(edition, day) == {
        "title": "Bigre! Rencontre 2022, lundi 22 août",
        "edition": "Bigre! Rencontre 2022",
        "day": "Lundi 22 août",
        "language": "fr",
        "rows": 31,
        "rooms": [{"name": "Plage", "places": "40 places"}, {"name": "Bar", "places": ""}],
        "hours": [{"clock": "9:30", "row": 3}, {"clock": "12:45", "row": 16}, {"clock": "15:00", "row": 25}],
        "breaks": [{"row": 16, "rows": 7, "label": "Déjeuner · jusqu’à 14:30"}],
        "spots": [
            {
                "title": "Marcher",
                "when": "9:30 – 10:30",
                "who": "Bob Bouleau",
                "row": 3,
                "rows": 4,
                "column": 1,
                "colour": 7,
            },
            {"title": "Lire", "when": "15:00 – 16:30", "who": "", "row": 25, "rows": 6, "column": 2, "colour": 0},
        ],
    }


def test_titles_that_look_like_typesetting_are_printed_as_written(client: Client) -> None:
    edition = editions.edition()
    activity = programme.activity(edition, '#sys.inputs *gras* $x$ "guillemets" \\ </x>')
    programme.placement(programme.version(edition), activity, editions.space(editions.venue()), editions.MONDAY)
    assert client.get(ADDRESS).content.startswith(b"%PDF-")


@pytest.mark.parametrize("day", ["2022-08-21", "2023-08-22", "monday", "2022-13-45"])
def test_a_day_without_activities_has_no_sheet(client: Client, day: str) -> None:
    busy_edition(1)
    assert client.get(f"/editions/bigre-2022/programme/day/{day}.pdf").status_code == 404


def test_there_is_no_sheet_before_publication(client: Client) -> None:
    edition = editions.edition(life=Edition.Life.PLANNING)
    programme.version(edition, published_at=None)
    assert client.get(ADDRESS).status_code == 404


def test_the_same_day_is_not_printed_twice(client: Client) -> None:
    busy_edition(3)
    held = client.get(ADDRESS)
    assert client.get(ADDRESS).content == held.content
    assert client.get(ADDRESS, headers={"If-None-Match": held["ETag"]}).status_code == 304


def test_each_language_has_its_own_sheet_even_where_nothing_of_the_programme_is_translated(client: Client) -> None:
    busy_edition(1)
    for language in ("fr", "en"):
        sheet = everything_in(client.get(ADDRESS, headers={"Accept-Language": language}).content)
        assert f"/Lang({language})".encode() in sheet.replace(b"/Lang (", b"/Lang(")
