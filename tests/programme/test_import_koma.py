"""A KoMa file becomes an edition that can be planned."""

import json
import lzma
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bigre.editions.models import Edition, Equipment, Participation, TeamMember
from bigre.people.models import Person
from bigre.programme.actions.imports import Counts, Imported, import_file
from bigre.programme.exchange.flaws import FileRefused
from bigre.programme.exchange.koma_times import Told, told_by
from bigre.programme.models import Activity
from bigre.proposals.models import Proposal, Relation, Wish
from tests.factories.files import koma, koma_document
from tests.factories.people import person

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
THURSDAY = date(2026, 11, 26)


def imported(content: bytes | None = None, **options: Any) -> Imported:
    return import_file(content=content or koma(), name="fichier.json", by=None, now=MONDAY, **options)


def flaws_of(document: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(FileRefused) as refusal:
        imported(koma(document))
    assert not Edition.objects.exists()
    assert not Person.objects.exists()
    return [(flaw.place, flaw.what) for flaw in refusal.value.flaws]


def hours(edition: Edition) -> list[tuple[date | None, str, int, int]]:
    bands = edition.bands.order_by("day", "starts_minutes")
    return [(band.day, band.name, band.starts_minutes, band.ends_minutes) for band in bands]


def test_the_edition_starts_on_the_next_weekday_that_the_file_names() -> None:
    edition = imported().edition
    assert (edition.slug, edition.name, edition.starts_on, edition.ends_on, edition.grid_minutes, edition.life) == (
        "koma-test",
        "KoMa des tests",
        THURSDAY,
        THURSDAY + timedelta(days=1),
        60,
        Edition.Life.PREPARATION,
    )


def test_the_edition_starts_on_the_day_that_somebody_chooses() -> None:
    edition = imported(starts_on=date(2027, 8, 23)).edition
    assert (edition.starts_on, edition.ends_on) == (date(2027, 8, 23), date(2027, 8, 24))


def test_blocks_become_bands_and_the_rest_of_each_day_is_kept_free() -> None:
    edition = imported().edition
    friday = THURSDAY + timedelta(days=1)
    assert hours(edition) == [
        (THURSDAY, "Donnerstag Vormittag", 540, 660),
        (friday, "Freitag Nachmittag", 840, 900),
    ]
    pauses = edition.protected_times.order_by("day", "starts_minutes")
    assert [(pause.day, pause.starts_minutes, pause.ends_minutes) for pause in pauses] == [
        (THURSDAY, 660, 900),
        (friday, 540, 840),
    ]


def test_everything_is_counted_and_what_is_left_aside_is_said() -> None:
    result = imported()
    assert result.counts == Counts(proposals=2, activities=2, spaces=2, people=2, wishes=3)
    assert result.notes == (
        "1 personne ne peut aller que dans certains espaces : cela n’a pas été repris, car cela peut révéler un besoin "
        "d’accès.",
    )


def test_activities_keep_their_identifier_and_proposals_their_windows() -> None:
    edition = imported().edition
    told = [
        (one.title, one.external_id, one.duration_minutes, one.max_size) for one in edition.activities.order_by("pk")
    ]
    assert told == [("Lire", "7", 120, None), ("Écrire", "9", 60, None)]
    writing = Proposal.objects.get(title="Écrire")
    friday = THURSDAY + timedelta(days=1)
    assert [(one.starts_at, one.ends_at) for one in writing.windows.all()] == [
        (edition.moment(friday, 840), edition.moment(friday, 900))
    ]
    assert not Proposal.objects.get(title="Lire").windows.exists()


def test_labels_of_rooms_become_equipment_only_where_an_activity_asks_for_them() -> None:
    document = koma_document()
    document["rooms"][0]["fulfilled_room_constraints"].append("asked-by-nobody")
    edition = imported(koma(document)).edition
    assert list(Equipment.objects.values_list("label_fr", flat=True)) == ["beamer"]
    oratory = edition.stops.get().venue
    assert oratory is not None
    spaces = oratory.spaces.order_by("position")
    assert [(one.name, one.capacity, one.equipment.count(), one.openings.count()) for one in spaces] == [
        ("Oratoire", 40, 1, 0),
        ("Espace 4", None, 0, 1),
    ]


def test_wishes_keep_their_level_and_an_unwished_activity_is_no_wish() -> None:
    imported()
    wishes = Wish.objects.order_by("person__name", "proposal__title")
    assert list(wishes.values_list("person__name", "proposal__title", "level")) == [
        ("Alice", "Lire", Wish.Level.LOVE),
        ("Bob", "Lire", Wish.Level.LIKE),
        ("Bob", "Écrire", Wish.Level.REQUIRED),
    ]


def test_a_dependency_becomes_an_order() -> None:
    imported()
    assert list(Relation.objects.values_list("kind", "first__title", "second__title")) == [("before", "Lire", "Écrire")]


def test_people_come_without_account_and_with_their_presence_but_without_their_needs() -> None:
    imported()
    alice = Participation.objects.get(person__name="Alice")
    assert (alice.person.account, alice.person.invented, alice.person.name_audience) == (None, False, "edition")
    assert alice.presences.count() == 1
    assert not Participation.objects.get(person__name="Bob").presences.exists()
    assert "no-stairs" not in set(Equipment.objects.values_list("label_fr", flat=True))


def test_whoever_imports_joins_the_programme_team() -> None:
    chloe = person("Chloé")
    edition = import_file(content=koma(), name="x.json", by=chloe, now=MONDAY).edition
    assert list(edition.team.values_list("person__name", "role")) == [("Chloé", TeamMember.Role.PROGRAMME)]


def test_a_compressed_file_is_read_and_names_the_edition_where_its_content_does_not() -> None:
    document = koma_document()
    document["info"] = "a set of tests"
    result = import_file(content=lzma.compress(koma(document)), name="été 91.json.xz", by=None, now=MONDAY)
    assert (result.edition.slug, result.edition.name) == ("ete-91", "ete-91")


def test_importing_twice_is_refused_and_says_what_to_do() -> None:
    imported()
    with pytest.raises(FileRefused) as refusal:
        imported()
    assert [(flaw.what, flaw.remedy) for flaw in refusal.value.flaws] == [
        (
            "L’édition « koma-test » existe déjà.",
            "Donne un autre identifiant à cet import (--slug, ou le champ « Identifiant »).",
        )
    ]
    assert Activity.objects.count() == 2
    assert imported(slug="koma-encore").edition.slug == "koma-encore"


def test_unknown_references_are_all_told_with_their_path() -> None:
    document = koma_document()
    document["participants"][0]["preferences"][0]["ak_id"] = 99
    document["aks"][1]["properties"]["dependencies"] = [98]
    assert flaws_of(document) == [
        ("participants[0].preferences[0].ak_id", "L’activité 99 n’existe pas dans ce fichier."),
        ("aks[1].properties.dependencies", "L’activité 98 n’existe pas dans ce fichier."),
    ]


def test_duplicate_identifiers_are_told() -> None:
    document = koma_document()
    document["aks"][1]["id"] = 7
    document["rooms"][1]["id"] = 3
    told = flaws_of(document)
    assert ("aks[1].id", "L’identifiant 7 est utilisé deux fois dans « aks ».") in told
    assert ("rooms[1].id", "L’identifiant 3 est utilisé deux fois dans « rooms ».") in told


def test_wrong_numbers_and_shapes_are_told() -> None:
    document = koma_document()
    document["aks"][0]["duration"] = "two"
    document["rooms"] = {}
    document["participants"][1] = "Bob"
    assert set(flaws_of(document)) == {
        ("rooms", "Une liste [ … ] est attendue ici."),
        ("participants[1]", "Un objet { … } est attendu ici."),
        ("aks[0].duration", "Un nombre entier d’au moins 1 est attendu ici."),
    }


def test_an_activity_that_no_slot_suits_is_told() -> None:
    document = koma_document()
    document["aks"][0]["time_constraints"] = ["do", "fr"]
    assert flaws_of(document) == [
        (
            "aks[0].time_constraints",
            "Aucun créneau ne remplit à la fois toutes les contraintes de temps de cette activité.",
        )
    ]


def test_only_the_first_fifty_flaws_are_listed_and_the_others_counted() -> None:
    document = koma_document()
    document["participants"][0]["preferences"] = [{"ak_id": 1000 + n, "preference_score": 1} for n in range(70)]
    with pytest.raises(FileRefused) as refusal:
        imported(koma(document))
    assert (len(refusal.value.flaws), refusal.value.more) == (50, 20)


def test_a_file_without_slots_is_refused() -> None:
    document = koma_document()
    document["timeslots"] = {"info": {}, "blocks": []}
    assert flaws_of(document) == [("timeslots.blocks", "Aucun créneau.")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Thu 08:30-Thu 09:30", Told(weekday=3, starts=510, ends=570)),
        ("Fr 14:00", Told(weekday=4, starts=840)),
        ("do 9:00", Told(weekday=3, starts=540)),
        ("Dienstag, 8 Uhr", Told(weekday=1, starts=480)),
        ("mardi 9h30", Told(weekday=1, starts=570)),
        ("2022-08-23T09:30:00+02:00", Told(day=date(2022, 8, 23), starts=570)),
        ("", Told()),
    ],
)
def test_times_are_read_in_the_languages_in_which_people_write_them(text: str, told: Told) -> None:
    assert told_by(text) == told


def test_slots_without_any_time_follow_one_another_day_by_day() -> None:
    document = koma_document()
    document["timeslots"]["info"] = {"duration": "50 min"}
    for block in document["timeslots"]["blocks"]:
        for slot in block:
            slot["info"] = {}
    edition = imported(koma(document), starts_on=THURSDAY).edition
    assert hours(edition) == [
        (THURSDAY, "Bloc 1", 540, 640),
        (THURSDAY + timedelta(days=1), "Bloc 2", 540, 590),
    ]


def test_a_year_of_nonsense_does_not_shift_days_backwards() -> None:
    document = json.loads(koma())
    document["timeslots"]["blocks"].reverse()
    edition = imported(koma(document)).edition
    assert edition.starts_on.weekday() == 4
    assert edition.ends_on == edition.starts_on + timedelta(days=6)
