"""Programs read what their person may see, and nothing more."""

import json
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bigre.api.actions import create_token
from bigre.core.models import Audience
from bigre.editions.models import Edition
from bigre.people.models import Person
from tests.factories.editions import MONDAY, edition, participation, space, stop, venue
from tests.factories.people import cooperative, membership, person, person_who_shows, person_with_account
from tests.factories.programme import activity, format_of, placement, theme, version

pytestmark = pytest.mark.django_db

EVERYBODY, NETWORK, MATES, NOBODY = Audience.EVERYONE, Audience.NETWORK, Audience.EDITION, Audience.NOBODY


def programme(count: int = 1) -> Edition:
    """A published programme led by four people who show themselves to four different circles."""
    here = edition()
    lazaret = venue()
    stop(here, venue=lazaret)
    oratory = space(lazaret)
    leaders = [person_who_shows(audience, f"Visible {audience}") for audience in (EVERYBODY, NETWORK, MATES, NOBODY)]
    for leader in leaders:
        participation(leader, here)
    ecology, workshop = theme(here, "Écologie", slug="ecologie"), format_of(here, "Atelier", slug="atelier")
    made = version(here)
    for number in range(count):
        one = activity(here, f"Lire {number}", leaders=leaders, themes=[ecology], format=workshop, summary="Bref.")
        placement(made, one, oratory, MONDAY, 570 + 15 * number)
    return here


def key_of(reader: Person) -> dict[str, str]:
    return {"Authorization": f"Bearer {create_token(person=reader, name='test')[1]}"}


def stranger() -> dict[str, str]:
    return key_of(person("Stranger"))


def colleague() -> dict[str, str]:
    reader = person("Colleague")
    membership(reader, cooperative())
    return key_of(reader)


def mate() -> dict[str, str]:
    reader = person("Mate", name_audience=NOBODY)
    participation(reader, Edition.objects.get())
    return key_of(reader)


def oneself() -> dict[str, str]:
    return key_of(Person.objects.get(name=f"Visible {NOBODY}"))


VISIBLE = [
    (dict, {EVERYBODY}),
    (stranger, {EVERYBODY}),
    (colleague, {EVERYBODY, NETWORK}),
    (mate, {EVERYBODY, NETWORK, MATES}),
    (oneself, {EVERYBODY, NETWORK, MATES, NOBODY}),
]
CIRCLES = pytest.mark.parametrize(
    ("reader", "audiences"), VISIBLE, ids=["anybody", *(who.__name__ for who, _a in VISIBLE[1:])]
)


def names_in(text: str) -> set[str]:
    return {str(audience) for audience in Audience if f"Visible {audience}" in text}


@CIRCLES
@pytest.mark.parametrize("path", ["people", "editions/bigre-2022/activities"])
def test_lists_name_those_who_show_themselves_to_the_caller(
    client: Client, path: str, reader: Any, audiences: set[str]
) -> None:
    programme()
    answer = client.get(f"/api/{path}", headers=reader())
    assert answer.status_code == 200
    assert names_in(answer.text) == {str(audience) for audience in audiences}


@CIRCLES
def test_an_activity_and_a_person_name_no_more(client: Client, reader: Any, audiences: set[str]) -> None:
    here = programme()
    headers = reader()
    one = client.get(f"/api/editions/bigre-2022/activities/{here.activities.get().uuid}", headers=headers)
    assert names_in(one.text) == {str(audience) for audience in audiences}
    for hidden in Person.objects.filter(name__startswith="Visible"):
        expected = 200 if hidden.name_audience in audiences else 404
        assert client.get(f"/api/people/{hidden.uuid}", headers=headers).status_code == expected


@CIRCLES
@pytest.mark.parametrize("name", ["schedule.xml", "schedule.json"])
def test_feeds_show_everybody_the_same_few_names(client: Client, name: str, reader: Any, audiences: set[str]) -> None:
    programme()
    answer = client.get(f"/editions/bigre-2022/{name}", headers=reader())
    assert names_in(answer.text) == {str(EVERYBODY)}
    assert audiences


def test_feeds_ignore_who_is_signed_in(client: Client) -> None:
    here = programme()
    alice = person_with_account("Alice")
    participation(alice, here)
    client.force_login(alice.account)  # type: ignore[arg-type]  # made with one
    assert names_in(client.get("/editions/bigre-2022/schedule.json").text) == {str(EVERYBODY)}


def test_parts_of_a_profile_have_their_own_audience(client: Client) -> None:
    shown = person_who_shows(EVERYBODY, "Alice", about="Je lis.", contact="alice@example.org")
    Person.objects.update(contact_audience=NOBODY)
    membership(shown, cooperative("Les Pins"))
    assert client.get(f"/api/people/{shown.uuid}").json() == {
        "uuid": str(shown.uuid),
        "name": "Alice",
        "about": "Je lis.",
        "languages": [],
        "cooperatives": ["Les Pins"],
        "occupations": [],
        "place": "",
        "contact": "",
    }


def test_an_activity_says_everything(client: Client) -> None:
    here = programme()
    one = here.activities.get()
    answer = client.get(f"/api/editions/bigre-2022/activities/{one.uuid}").json()
    assert answer == {
        "uuid": str(one.uuid),
        "title": "Lire 0",
        "format": {"slug": "atelier", "label": "Atelier"},
        "themes": [{"slug": "ecologie", "label": "Écologie"}],
        "languages": ["fr"],
        "starts_at": "2022-08-22T09:30:00+02:00",
        "ends_at": "2022-08-22T11:00:00+02:00",
        "space": {"slug": "oratoire", "name": "Oratoire", "capacity": 80},
        "leaders": [
            {
                "uuid": str(Person.objects.get(name_audience=EVERYBODY).uuid),
                "name": "Visible everyone",
                "cooperatives": [],
                "occupation": "",
            }
        ],
        "summary": "Bref.",
        "text": "",
    }


def test_a_timetable_is_the_version_published_last(client: Client) -> None:
    here = programme()
    draft = version(here, published_at=None)
    placement(draft, here.activities.get(), space(here.stops.get().venue, "Plage"), MONDAY)  # type: ignore[arg-type]
    answer = client.get("/api/editions/bigre-2022/timetable").json()
    assert (answer["version"], [one["space"] for one in answer["placements"]]) == (1, ["oratoire"])


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("", 3),
        ("?q=lire", 3),
        ("?q=nager", 0),
        ("?theme=ecologie&format=atelier&space=oratoire&language=fr", 3),
        ("?language=nl", 0),
    ],
)
def test_filters_add_up(client: Client, asked: str, count: int) -> None:
    programme(3)
    assert client.get(f"/api/editions/bigre-2022/activities{asked}").json()["count"] == count


def test_lists_come_in_parts(client: Client) -> None:
    programme(3)
    answer = client.get("/api/editions/bigre-2022/activities?limit=1&offset=1").json()
    assert (answer["count"], [one["title"] for one in answer["items"]]) == (3, ["Lire 1"])


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("editions/nowhere", 404),
        ("editions/nowhere/timetable", 404),
        ("people/00000000-0000-4000-8000-000000000000", 404),
        ("people/not-a-uuid", 422),
        ("people?limit=0", 422),
        ("people?limit=many", 422),
        ("editions/bigre-2022/activities?q=%00", 422),
        ("nothing/here", 404),
        ("me", 401),
    ],
)
def test_what_is_wrong_is_told_as_json(client: Client, path: str, status: int) -> None:
    programme()
    answer = client.get(f"/api/{path}")
    assert (answer.status_code, answer.headers["Content-Type"].split(";")[0]) == (status, "application/json")
    assert json.loads(answer.content)["detail"]


def test_an_edition_in_preparation_is_its_teams_alone(client: Client) -> None:
    here = programme()
    Edition.objects.filter(pk=here.pk).update(life=Edition.Life.PREPARATION)
    paths = ("/api/editions/bigre-2022", "/api/editions/bigre-2022/timetable", "/editions/bigre-2022/schedule.xml")
    assert [client.get(path).status_code for path in paths] == [404, 404, 404]
    assert client.get("/api/editions").json()["count"] == 0


@pytest.mark.parametrize(
    "path", ["/api/editions", "/api/people", "/editions/bigre-2022/schedule.xml", "/editions/bigre-2022/schedule.json"]
)
def test_an_unchanged_answer_is_304_and_a_changed_one_is_not(client: Client, path: str) -> None:
    here = programme()
    first = client.get(path)
    headers = {"If-None-Match": first.headers["ETag"]}
    assert (client.get(path, headers=headers).status_code, client.get(path, headers=headers).content) == (304, b"")
    Person.objects.filter(name_audience=EVERYBODY).update(name="Autrement")
    Edition.objects.filter(pk=here.pk).update(name="Autrement")
    assert client.get(path, headers=headers).status_code == 200


def test_a_list_of_activities_takes_as_many_queries_for_three_as_for_one(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    here = programme(3)
    # What no other test says, so that this process has kept nothing of it.
    here.themes.update(label_fr="Compter")
    with django_assert_num_queries(16):
        client.get("/api/editions/bigre-2022/activities")
    here.activities.exclude(title="Lire 0").delete()
    with django_assert_num_queries(16):
        client.get("/api/editions/bigre-2022/activities")


def test_the_documentation_page_needs_no_script_of_others(client: Client) -> None:
    page = client.get("/api/")
    assert "/api/editions/{slug}/activities" in page.text
    assert "//cdn" not in page.text


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr", "Une personne, telle qu’elle se montre à toi"), ("en", "A person, as they show themselves to you")],
)
def test_the_documentation_page_tells_every_operation_in_the_reader_s_language(
    client: Client, language: str, said: str
) -> None:
    page = client.get("/api/", headers={"Accept-Language": language}).text
    paths = client.get("/api/openapi.json").json()["paths"]
    assert [path for path in paths if f"<code>GET {path}</code>" not in page] == []
    assert said in page
    assert "One person, as they show themselves to the caller" not in page


def test_people_come_by_name_whatever_the_order_in_which_they_joined(client: Client) -> None:
    for name in ("Chloé", "Alice", "Bob"):
        person_who_shows(EVERYBODY, name)
    parts = [client.get("/api/people", {"limit": 2, "offset": offset}).json()["items"] for offset in (0, 2)]
    assert [[one["name"] for one in part] for part in parts] == [["Alice", "Bob"], ["Chloé"]]
