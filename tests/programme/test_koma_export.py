"""An imported KoMa gathering, planned here, goes back to the tools it came from."""

import json
from datetime import UTC, datetime

import pytest

from bigre.core.models import Audience
from bigre.editions.models import Edition
from bigre.editions.queries import viewer_for
from bigre.people.models import Person
from bigre.people.rules import ANYBODY, Viewer
from bigre.programme.actions.imports import import_file
from bigre.programme.actions.versions import publish, store_version
from bigre.programme.exchange.koma_writer import koma_json
from bigre.programme.models import Attendance, Placement, SourceKey, TimetableVersion
from bigre.programme.queries.published import current_version
from tests.factories.editions import edition, participation, team_member
from tests.factories.files import koma, koma_document
from tests.factories.people import person_who_shows
from tests.factories.programme import activity
from tests.factories.proposals import proposal, wish

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


def of_the_team(here: Edition) -> Viewer:
    """Chloé, to whom those who take part show their name."""
    chloe = Person.objects.create(name="Chloé")
    team_member(here, chloe)
    return viewer_for(chloe)


def test_a_koma_result_carries_the_identifiers_of_the_original_file() -> None:
    here, _version = planned_koma()
    content = koma_json(here, current_version(here), of_the_team(here))
    assert json.loads(content)["scheduled_aks"] == [
        {"ak_id": 7, "room_id": 3, "timeslot_ids": [0, 1], "participant_ids": [1]},
        {"ak_id": 9, "room_id": 3, "timeslot_ids": [2], "participant_ids": [1]},
    ]


def test_a_koma_problem_says_what_the_original_said() -> None:
    here, made = planned_koma()
    document = json.loads(koma_json(here, made, of_the_team(here)))
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
    content = koma_json(here, current_version(here), of_the_team(here)).decode()
    assert "Alice" not in content
    assert "Bob" not in content


def test_a_koma_file_can_be_imported_again_as_the_same_problem() -> None:
    here, _version = planned_koma()
    again = import_file(
        content=koma_json(here, current_version(here), ANYBODY), name="x", by=None, now=NOW, slug="encore"
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


def crowd(here: Edition, audience: Audience) -> list[str]:
    """Twenty more people of that audience, each of whom wishes for something that nobody else wishes for."""
    wished = []
    for number in range(20):
        one = person_who_shows(audience, f"Personne {number}")
        participation(one, here)
        asked = proposal(here, f"Sujet {number}")
        wished.append(activity(here, asked.title, proposal=asked).title)
        wish(one, asked)
    return wished


def called(here: Edition, viewer: Viewer) -> dict[str, int]:
    """In one file, what the person is called who wishes for an activity (its title), in the file's order of people."""
    document = json.loads(koma_json(here, None, viewer))
    titles = {ak["id"]: ak["info"]["name"] for ak in document["aks"]}
    return {titles[wish["ak_id"]]: one["id"] for one in document["participants"] for wish in one["preferences"]}


def test_people_whom_the_reader_may_not_see_get_other_numbers_and_another_order_in_each_file() -> None:
    here = edition()
    wished = crowd(here, Audience.EDITION)
    files = [called(here, ANYBODY) for _n in range(2)]
    # Alike by chance once in 20 factorial.
    assert files[0] != files[1]
    assert len({tuple(wished), *(tuple(file) for file in files)}) == 3
    assert [sorted(file.values()) for file in files] == [list(range(20))] * 2


def test_people_whom_the_reader_may_see_keep_their_numbers_beside_those_who_hide() -> None:
    here = edition()
    shown = crowd(here, Audience.EVERYONE)
    for number in range(5):
        participation(person_who_shows(Audience.NOBODY, f"Ombre {number}"), here)
    assert [called(here, ANYBODY) for _n in range(2)] == [{title: n for n, title in enumerate(shown)}] * 2


def test_an_imported_person_who_hides_loses_the_number_of_the_original_file() -> None:
    here, made = planned_koma()
    Person.objects.filter(name="Alice").update(name_audience=Audience.EVERYONE)
    document = json.loads(koma_json(here, made, ANYBODY))
    assert [one["id"] for one in document["participants"]] == [0, 1]
    SourceKey.objects.filter(kind=SourceKey.Kind.PERSON, theirs="1").update(theirs="17")
    document = json.loads(koma_json(here, made, ANYBODY))
    assert [one["id"] for one in document["participants"]] == [0, 1]
    assert [one["participant_ids"] for one in document["scheduled_aks"]] == [[1], [1]]


def test_whoever_no_longer_takes_part_is_not_proposed_to_attend() -> None:
    here, made = planned_koma()
    here.participations.filter(person__name="Bob").delete()
    document = json.loads(koma_json(here, made, of_the_team(here)))
    assert [one["participant_ids"] for one in document["scheduled_aks"]] == [[], []]
