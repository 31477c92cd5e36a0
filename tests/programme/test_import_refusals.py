"""Files that are broken, hostile, too big or none of ours: each is refused with a sentence, and nothing is imported."""

import io
import lzma
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.programme.actions.imports import import_file
from bigre.programme.exchange.flaws import FileRefused
from bigre.programme.models import Activity
from tests.factories.editions import edition, team_member
from tests.factories.files import FRAB_XML, frab_xml, koma, koma_document, xlsx
from tests.factories.people import person_with_account

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
BOMB = (
    '<!DOCTYPE schedule [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    "<schedule><conference><title>&b;</title></conference></schedule>"
)


def refusal_of(content: bytes, **options: object) -> list[tuple[str, str]]:
    with pytest.raises(FileRefused) as refusal:
        import_file(content=content, name="x", by=None, now=NOW, **options)  # type: ignore[arg-type]
    assert not Activity.objects.exists()
    assert not Person.objects.exists()
    return [(flaw.place, flaw.what) for flaw in refusal.value.flaws]


def zip_of(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


UNKNOWN = "Ce format de fichier n’est pas reconnu."
TOO_BIG = "Ce fichier est trop gros : la limite est de 20 Mo, une fois décompressé."


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", ("", "Ce fichier est vide.")),
        (b"  \n ", ("", "Ce fichier est vide.")),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", ("", UNKNOWN)),
        (b"{}", ("", UNKNOWN)),
        (b"[1, 2]", ("", UNKNOWN)),
        (b"<html><body/></html>", ("", UNKNOWN)),
        (zip_of("hello.txt", b"hello"), ("", UNKNOWN)),
        (koma()[:-40], ("ligne 1", "Ce fichier JSON est mal formé à cet endroit.")),
        (b"[" * 100_000, ("", "Ce fichier JSON est abîmé.")),
        (frab_xml()[:-40], ("ligne 23", "Ce fichier XML est mal formé à cet endroit.")),
        (BOMB.encode(), ("", "Ce fichier XML contient des entités, que nous refusons par sécurité.")),
        (lzma.compress(koma())[:-30], ("", "Ce fichier .xz est incomplet.")),
        (b"\xfd7zXZ\x00nonsense", ("", "Ce fichier .xz est abîmé.")),
        (b"PK\x03\x04nonsense", ("", "Ce classeur est abîmé.")),
        (lzma.compress(b" " * (21 * 1024 * 1024)), ("", TOO_BIG)),
        (zip_of("xl/workbook.xml", b" " * (21 * 1024 * 1024)), ("", TOO_BIG)),
        (b" " * (50 * 1024 * 1024), ("", TOO_BIG)),
    ],
    ids=lambda value: "" if isinstance(value, bytes) else value[1],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(content: bytes, told: tuple[str, str]) -> None:
    assert refusal_of(content) == [told]


def test_a_workbook_of_nothing_but_its_name_is_refused() -> None:
    assert refusal_of(zip_of("xl/workbook.xml", b"<nonsense/>"), into=edition()) == [
        ("", "Ce classeur ne peut pas être lu.")
    ]


def test_ten_thousand_activities_are_refused_in_every_format() -> None:
    document = koma_document()
    document["aks"] *= 5_000
    event = FRAB_XML[FRAB_XML.index("<event") : FRAB_XML.index("</event>") + 8]
    expected = [("", "Ce fichier contient 10000 activités : la limite est de 5000 par import.")]
    assert refusal_of(koma(document)) == expected
    assert refusal_of(frab_xml(event, event * 9_999)) == expected
    rows = [("Titre", "Durée"), *((f"Lire {n}", 90) for n in range(10_000))]
    assert refusal_of(xlsx(*rows), into=edition()) == expected


def test_wrong_dates_and_durations_of_a_schedule_are_all_told() -> None:
    content = frab_xml("2022-08-22T09:30:00+02:00", "2022-13-45T09:30").replace(b"01:00<", b"an hour<")
    assert refusal_of(content) == [
        ("day[1]/room[Oratoire]/event[id=1]", "« 2022-13-45T09:30 » n’est pas une date ou une heure."),
        ("day[1]/room[Oratoire]/event[id=2]", "« an hour » n’est pas une durée."),
    ]


def test_a_guid_used_twice_is_told() -> None:
    guid = "22222222-2222-4222-8222-222222222222"
    twice = frab_xml(guid, "11111111-1111-4111-8111-111111111111")
    assert refusal_of(twice) == [
        (
            "day[1]/room[Oratoire]/event[id=2]",
            "L’identifiant 11111111-1111-4111-8111-111111111111 est utilisé deux fois.",
        )
    ]


def test_a_schedule_without_activities_is_refused() -> None:
    content = b"<schedule><conference><title>Vide</title><start>2022-08-22</start></conference></schedule>"
    assert refusal_of(content) == [("", "Ce fichier ne contient aucune activité.")]


def test_the_command_line_refuses_a_huge_file_without_reading_it(tmp_path: Path) -> None:
    huge = tmp_path / "huge.json"
    with huge.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    with pytest.raises(CommandError, match=r"huge\.json : rien n’a été importé[\s\S]*trop gros"):
        call_command("import", str(huge))


def planner() -> Client:
    chloe = person_with_account("Chloé")
    team_member(edition(), chloe)
    client = Client()
    assert chloe.account is not None
    client.force_login(chloe.account)
    return client


def test_the_page_refuses_fifty_megabytes_before_keeping_any_of_them() -> None:
    upload = io.BytesIO(b" " * (50 * 1024 * 1024))
    response = planner().post("/import/", {"file": upload})
    assert response.status_code == 413
    assert TOO_BIG in response.text
    assert not hasattr(response.wsgi_request, "_files")


def test_the_page_lists_each_flaw_with_what_to_do_and_keeps_the_answers() -> None:
    document = koma_document()
    document["aks"][0]["duration"] = 0
    response = planner().post("/import/", {"file": io.BytesIO(koma(document)), "slug": "mon-import"})
    assert response.status_code == 422
    assert "aks[0].duration" in response.text
    assert "Un nombre entier d’au moins 1 est attendu ici." in response.text
    assert "Corrige ce nombre." in response.text
    assert 'value="mon-import"' in response.text
    assert list(Edition.objects.values_list("slug", flat=True)) == ["bigre-2022"]


def test_the_page_says_how_much_at_most_with_figures_in_groups() -> None:
    assert "20 Mo et 5\N{NO-BREAK SPACE}000 activités au plus." in planner().get("/import/").text


def test_the_page_asks_for_a_token_of_its_form() -> None:
    client = Client(enforce_csrf_checks=True)
    chloe = person_with_account("Chloé")
    team_member(edition(), chloe)
    assert chloe.account is not None
    client.force_login(chloe.account)
    assert client.post("/import/", {"file": io.BytesIO(koma())}).status_code == 403
    assert not Activity.objects.exists()


def test_only_people_of_a_team_may_import() -> None:
    alice = person_with_account("Alice")
    client = Client()
    assert client.get("/import/").status_code == 302
    assert alice.account is not None
    client.force_login(alice.account)
    assert client.get("/import/").status_code == 403
    assert client.post("/import/", {"file": io.BytesIO(koma())}).status_code == 403
    assert client.get("/import/template.xlsx").status_code == 403
    assert not Activity.objects.exists()


def test_a_limit_that_the_site_sets_is_the_one_that_is_told(settings: Settings) -> None:
    settings.IMPORT_MAX_ACTIVITIES = 1
    assert refusal_of(koma()) == [("", "Ce fichier contient 2 activités : la limite est de 1 par import.")]
