"""An imported KoMa gathering, planned here, goes back to the tools it came from."""

import json
from datetime import UTC, datetime

import pytest

from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.programme.actions.imports import import_file
from bigre.programme.actions.versions import publish, store_version
from bigre.programme.exchange.koma_writer import koma_json
from bigre.programme.models import Attendance, Placement, TimetableVersion
from bigre.programme.queries.published import current_version
from tests.factories.files import koma, koma_document

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def planned_koma() -> tuple[Edition, TimetableVersion]:
    """The small KoMa gathering, imported and planned by hand: Lire on Thursday at 9, Écrire on Friday at 14."""
    here = import_file(content=koma(), name="x.json", by=None, now=NOW).edition
    spaces = {one.name: one for one in here.stops.get().venue.spaces.all()}  # type: ignore[union-attr]  # imported with one
    thursday, friday = here.days
    times = {"Lire": (spaces["Oratoire"], thursday, 540), "Écrire": (spaces["Oratoire"], friday, 840)}
    placements, attendances = [], []
    for one in here.activities.all():
        place, day, minutes = times[one.title]
        start, end = here.moment(day, minutes), here.moment(day, minutes + one.duration_minutes)
        placements.append(Placement(activity=one, space=place, starts_at=start, ends_at=end))
        attendances.append(Attendance(activity=one, person=Person.objects.get(name="Bob")))
    made = store_version(edition=here, by=None, placements=placements, attendances=attendances, now=NOW)
    publish(version=made, by=None, now=NOW)
    return here, made


def test_a_koma_result_carries_the_identifiers_of_the_original_file() -> None:
    here, _version = planned_koma()
    assert json.loads(koma_json(here, current_version(here)))["scheduled_aks"] == [
        {"ak_id": 7, "room_id": 3, "timeslot_ids": [0, 1], "participant_ids": [1]},
        {"ak_id": 9, "room_id": 3, "timeslot_ids": [2], "participant_ids": [1]},
    ]


def test_a_koma_problem_says_what_the_original_said() -> None:
    here, made = planned_koma()
    document = json.loads(koma_json(here, made))
    assert [(ak["id"], ak["duration"], ak["properties"], ak["room_constraints"]) for ak in document["aks"]] == [
        (7, 2, {}, ["beamer"]),
        (9, 1, {"dependencies": [7]}, []),
    ]
    assert [(room["id"], room["capacity"], room["fulfilled_room_constraints"]) for room in document["rooms"]] == [
        (3, 40, ["beamer"]),
        (4, -1, []),
    ]
    assert [
        [(slot["id"], sorted(slot["fulfilled_time_constraints"])) for slot in block]
        for block in document["timeslots"]["blocks"]
    ] == [[(0, ["person-0", "space-4"]), (1, ["person-0", "space-4"])], [(2, ["activity-9"])]]
    wishes = [
        (one["id"], [(wish["ak_id"], wish["preference_score"]) for wish in one["preferences"]])
        for one in document["participants"]
    ]
    assert wishes == [(0, [(7, 2)]), (1, [(7, 1), (9, -1)])]


def test_a_koma_file_names_nobody() -> None:
    here, _version = planned_koma()
    content = koma_json(here, current_version(here)).decode()
    assert "Alice" not in content
    assert "Bob" not in content


def test_a_koma_file_can_be_imported_again_as_the_same_problem() -> None:
    here, _version = planned_koma()
    again = import_file(
        content=koma_json(here, current_version(here)), name="x", by=None, now=NOW, slug="encore"
    ).edition
    first, second = (
        [
            (one.external_id, one.duration_minutes, one.proposal.windows.count() if one.proposal else 0)
            for one in which.activities.order_by("pk")
        ]
        for which in (here, again)
    )
    assert first == second
    assert again.starts_on == here.starts_on
    assert len(koma_document()["aks"]) == len(second)
