"""A frab schedule of others becomes an edition with a published programme; missing parts are filled in and said."""

import json
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from bigre.editions.models import Edition
from bigre.programme.actions.imports import Counts, Imported, import_file
from bigre.programme.models import Activity, Lead, Placement
from bigre.programme.queries.published import current_version
from tests.factories.files import frab_json, frab_xml

pytestmark = pytest.mark.django_db

DURING = datetime(2022, 8, 22, 9, tzinfo=UTC)


def imported(content: bytes, **options: Any) -> Imported:
    return import_file(content=content, name="schedule.xml", by=None, now=DURING, **options)


def imported_json(document: dict[str, Any]) -> Imported:
    return imported(json.dumps(document).encode())


def test_the_edition_takes_its_dates_hours_and_grid_from_the_schedule() -> None:
    edition = imported(frab_xml()).edition
    assert (
        edition.slug,
        edition.name,
        edition.starts_on,
        edition.ends_on,
        edition.opens_minutes,
        edition.closes_minutes,
        edition.grid_minutes,
        edition.life,
    ) == (
        "rencontre_tests",
        "Rencontre des tests",
        date(2022, 8, 22),
        date(2022, 8, 23),
        9 * 60,
        26 * 60,
        15,
        Edition.Life.PUBLISHED,
    )


def test_activities_keep_their_guid_words_theme_and_format() -> None:
    imported(frab_xml())
    reading = Activity.objects.get(uuid=UUID("11111111-1111-4111-8111-111111111111"))
    assert reading.format is not None
    assert (reading.title, reading.summary, reading.text, reading.format.label_fr, reading.languages) == (
        "Lire un bilan",
        "On part d’un vrai bilan.",
        "Apporte le tien.",
        "Atelier",
        ["fr"],
    )
    assert list(reading.themes.values_list("label_fr", "slug", "colour")) == [("Écologie", "ecologie", 1)]
    assert " bilan " in reading.search_stems


def test_placements_are_a_version_published_at_once_and_a_night_belongs_to_its_day() -> None:
    edition = imported(frab_xml()).edition
    version = current_version(edition)
    assert version is not None
    placed = Placement.objects.filter(version=version).order_by("starts_at")
    assert [(one.activity.title, one.space.name, one.starts_at, one.ends_at) for one in placed] == [
        ("Lire un bilan", "Oratoire", edition.moment(edition.starts_on, 570), edition.moment(edition.starts_on, 660)),
        ("Danser", "Oratoire", edition.moment(edition.starts_on, 1470), edition.moment(edition.starts_on, 1530)),
    ]
    assert list(edition.bands.values_list("day", "starts_minutes", "ends_minutes")) == [(date(2022, 8, 22), 570, 1530)]


def test_persons_become_leaders_who_take_part_and_the_nameless_are_counted() -> None:
    result = imported(frab_xml())
    assert list(Lead.objects.values_list("activity__title", "person__name")) == [("Lire un bilan", "Alice Martin")]
    assert result.edition.participations.count() == 1
    assert result.notes == ("1 personne sans nom n’a pas été reprise.",)
    assert result.counts == Counts(activities=2, spaces=1, people=1, placements=2)


def test_a_schedule_of_the_past_is_archived() -> None:
    later = datetime(2026, 11, 23, tzinfo=UTC)
    edition = import_file(content=frab_xml(), name="x", by=None, now=later).edition
    assert edition.life == Edition.Life.ARCHIVED


def test_a_schedule_of_almost_nothing_is_filled_in_and_each_filling_is_said() -> None:
    document = frab_json()
    conference = document["schedule"]["conference"]
    conference["start"] = "2022-08-22"
    conference["time_zone_name"] = "Europe/Atlantis"
    conference["days"][0]["rooms"] = {
        "": [{"persons": [{"id": 3}]}, {"title": "x" * 300, "date": "2022-08-22T10:00:00"}]
    }
    result = imported_json(document)
    assert result.notes == (
        "1 activité sans date est importée sans horaire.",
        "1 activité sans titre s’appelle « Sans titre ».",
        "1 titre trop long a été coupé.",
        "2 activités sans durée durent une heure.",
        "2 activités sans espace sont mises dans « Espace à préciser ».",
        "1 personne sans nom n’a pas été reprise.",
        "2 activités sans identifiant en ont reçu un nouveau.",
        "Le fuseau horaire n’est pas connu : celui de Paris est pris.",
    )
    assert sorted(result.edition.activities.values_list("title", flat=True)) == ["Sans titre", "x" * 200]


def test_json_and_xml_of_the_same_event_say_the_same() -> None:
    result = imported_json(frab_json())
    placed = Placement.objects.get()
    assert (placed.activity.title, placed.space.name, placed.starts_at) == (
        "Lire un bilan",
        "Oratoire",
        result.edition.moment(date(2022, 8, 22), 570),
    )


def test_identifiers_already_taken_by_another_edition_are_replaced_and_counted() -> None:
    first = imported(frab_xml()).edition
    second = imported(frab_xml(), slug="encore")
    assert second.notes[-1] == (
        "2 activités avaient un identifiant déjà pris par une autre édition : elles en ont reçu un nouveau."
    )
    kept = set(first.activities.values_list("uuid", flat=True))
    assert not kept & set(second.edition.activities.values_list("uuid", flat=True))


def test_names_of_people_stay_within_the_edition() -> None:
    imported(frab_xml())
    leader = Lead.objects.get().person
    assert (leader.name_audience, leader.account) == ("edition", None)
