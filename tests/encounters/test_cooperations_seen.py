"""Who sees a cooperation, its people and its journal: as its members chose, and no name that is not shown anyway."""

from datetime import UTC, datetime
from html import unescape
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bigre.core.models import Audience
from bigre.editions.models import Edition
from bigre.editions.queries import viewer_for
from bigre.encounters.models import Cooperation
from bigre.encounters.queries.cooperations import cooperations_of_cooperative, cooperations_visible_to
from bigre.people.models import Person
from tests.factories.cooperations import cooperation, entry, member
from tests.factories.editions import edition, participation, team_member
from tests.factories.people import (
    cooperative,
    membership,
    person,
    person_who_shows,
    person_with_account,
    signed_in,
)
from tests.factories.together import topic

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 9, 5, 8, tzinfo=UTC)


@pytest.fixture
def alice(week: Edition) -> Person:
    one = person_with_account("Alice")
    participation(one, week)
    return one


@pytest.fixture
def readers(week: Edition, alice: Person) -> dict[str, Person | None]:
    """Somebody of each circle around a cooperation of Alice's that was born at the week."""
    made: dict[str, Person | None] = {
        name: person_with_account(name) for name in ("mate", "team", "network", "elsewhere", "stranger")
    }
    participation(made["mate"], week)  # type: ignore[arg-type]
    team_member(week, made["team"])  # type: ignore[arg-type]
    membership(made["network"], cooperative("Dunes"))  # type: ignore[arg-type]
    participation(made["elsewhere"], edition("bigre-2021", number=7))  # type: ignore[arg-type]
    return made | {"alice": alice, "nobody": None}


def seen_by(readers: dict[str, Person | None]) -> set[str]:
    return {name for name, who in readers.items() if cooperations_visible_to(viewer_for(who)).exists()}


@pytest.mark.parametrize(
    ("audience", "seen"),
    [
        (Audience.NOBODY, {"alice"}),
        (Audience.EDITION, {"alice", "mate", "team"}),
        (Audience.NETWORK, {"alice", "mate", "team", "network"}),
        (Audience.EVERYONE, {"alice", "mate", "team", "network", "elsewhere", "stranger", "nobody"}),
    ],
)
def test_a_cooperation_is_seen_by_those_whom_its_members_chose(
    week: Edition, alice: Person, readers: dict[str, Person | None], audience: str, seen: set[str]
) -> None:
    made = cooperation(alice, audience=audience, edition=week)
    assert seen_by(readers) == seen
    statuses = {
        name: (signed_in(who) if who else Client()).get(f"/cooperations/{made.uuid}/").status_code
        for name, who in readers.items()
    }
    assert statuses == {name: 200 if name in seen else 404 for name in readers}


def test_of_an_edition_that_is_not_said_nobody_is(alice: Person, readers: dict[str, Person | None]) -> None:
    made = cooperation(alice, audience=Audience.EDITION)
    assert seen_by(readers) == {"alice"}
    answer = signed_in(alice).post(f"/cooperations/{made.uuid}/edit/", given(made, audience="edition"))
    assert (answer.status_code, "Choisis d’abord l’édition" in unescape(answer.content.decode())) == (422, True)


def given(made: Cooperation, **fields: Any) -> dict[str, Any]:
    return {"name": made.name, "sentence": made.sentence, "begun_on": "2022-09-05", **fields}


def test_who_left_or_was_only_asked_sees_it_as_anybody_does(alice: Person) -> None:
    made = cooperation(alice)
    for state in ("left", "invited", "refused"):
        member(of=made, person=person_with_account(state), state=state)
        assert not cooperations_visible_to(viewer_for(Person.objects.get(name=state))).exists()


def test_a_member_chooses_for_all_who_sees_it_and_which_cooperatives_take_part(week: Edition, alice: Person) -> None:
    made, dunes = cooperation(alice), cooperative("Dunes")
    changed = given(made, audience="network", edition=week.pk, cooperatives=[dunes.pk], name="Jardins de dune")
    assert signed_in(alice).post(f"/cooperations/{made.uuid}/edit/", changed).status_code == 302
    made.refresh_from_db()
    assert (made.name, made.audience, made.edition, list(made.cooperatives.all())) == (
        "Jardins de dune", "network", week, [dunes],
    )  # fmt: skip


def test_only_members_change_it(week: Edition, alice: Person, readers: dict[str, Person | None]) -> None:
    made = cooperation(alice, audience=Audience.EVERYONE, edition=week)
    before = Cooperation.objects.values().get()
    for who in (readers["mate"], readers["network"]):
        assert who is not None
        client = signed_in(who)
        for page, sent in (
            ("edit", given(made, name="Volée", audience="nobody")),
            ("state", {"state": "ended"}),
            ("leave", {}),
            ("people", {"person": str(who.uuid)}),
            ("journal", {"kind": "note", "text": "Intruse"}),
        ):
            assert client.post(f"/cooperations/{made.uuid}/{page}/", sent).status_code == 404
    assert (Cooperation.objects.values().get(), made.entries.count(), made.members.count()) == (before, 0, 1)


def test_a_name_is_shown_only_to_whom_the_person_shows_it(week: Edition) -> None:
    shy = person("Timide Dunes", name_audience=Audience.EDITION)
    participation(shy, week)
    open_one = person_who_shows(Audience.EVERYONE, "Ouverte")
    made = cooperation(shy, open_one, audience=Audience.EVERYONE)
    entry(made, shy, "Je témoigne.", "testimony")
    page = unescape(Client().get(f"/cooperations/{made.uuid}/").content.decode())
    assert ("Timide" in page, "Ouverte" in page, "Je témoigne." in page) == (False, True, True)
    assert "une personne qui ne se montre pas ici" in page
    mate = person_with_account("Mate")
    participation(mate, week)
    assert "Timide Dunes" in unescape(signed_in(mate).get(f"/cooperations/{made.uuid}/").content.decode())


def test_testimonies_are_read_by_all_who_see_it_the_rest_by_its_members(week: Edition, alice: Person) -> None:
    made = cooperation(alice, audience=Audience.EVERYONE)
    words = {"note": "Mot de note", "need": "Mot de besoin", "state": "Mot d’étape", "testimony": "Mot de témoin"}
    for kind, text in words.items():
        entry(made, alice, text, kind, state="trial" if kind == "state" else "")
    asked = topic(week, alice, "Sujet demandé")
    entry(made, alice, "Besoin demandé", "need", topic=asked)

    def told(client: Client) -> set[str]:
        page = unescape(client.get(f"/cooperations/{made.uuid}/").content.decode())
        return {text for text in [*words.values(), "Besoin demandé", "/proposals/topics/"] if text in page}

    assert told(Client()) == told(signed_in(person_with_account("Zoé"))) == {"Mot de témoin"}
    assert told(signed_in(alice)) == {*words.values(), "Besoin demandé", "/proposals/topics/"}


def test_what_people_write_does_no_harm(alice: Person) -> None:
    made = cooperation(alice, audience=Audience.EVERYONE)
    entry(made, alice, "<script>x()</script> [ici](javascript:x) **fort**", "testimony")
    page = Client().get(f"/cooperations/{made.uuid}/").content.decode()
    assert ("<script>x" in page, 'href="javascript' in page, "<strong>fort</strong>" in page) == (False, False, True)


def test_a_cooperative_s_list_holds_what_the_reader_may_see(alice: Person) -> None:
    dunes = cooperative("Dunes")
    shown = cooperation(alice, name="Montrée", cooperatives=[dunes], audience=Audience.EVERYONE)
    secret = cooperation(alice, name="Secrète", cooperatives=[dunes])
    cooperation(alice, name="Autre", audience=Audience.EVERYONE)
    assert list(cooperations_of_cooperative(viewer_for(None), dunes)) == [shown]
    assert set(cooperations_of_cooperative(viewer_for(alice), dunes)) == {shown, secret}


def shown(name: str) -> Person:
    """Somebody with a cooperative, whom everybody sees."""
    one = person_who_shows(Audience.EVERYONE, name)
    membership(one, cooperative(f"Maison de {name}"))
    return one


def test_an_empty_page_says_what_to_do(alice: Person) -> None:
    page = unescape(signed_in(alice).get("/cooperations/").content.decode())
    assert ("Rien encore" in page, "/cooperations/new/" in page, "/cooperations/network/" in page) == (True,) * 3


@pytest.mark.parametrize("count", [1, 3])
def test_three_cooperations_ask_as_much_as_one(
    alice: Person, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        cooperation(alice, name=f"Jardin {number}", cooperatives=[cooperative(f"Dunes {number}")])
        asking = cooperation(person(f"Bob {number}"), name=f"Autre {number}")
        member(of=asking, person=alice, state="invited", invited_by=shown(f"Eva {number}"))
    client = signed_in(alice)
    with django_assert_num_queries(12):
        client.get("/cooperations/")


@pytest.mark.parametrize("count", [1, 3])
def test_three_members_and_lines_ask_as_much_as_one(
    alice: Person, week: Edition, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    made = cooperation(alice)
    for number in range(count):
        one = shown(f"Bob {number}")
        membership(one, cooperative(f"Dunes {number}"))
        member(of=made, person=one)
        entry(made, one, kind="need", topic=topic(week, alice, f"Sujet {number}"))
    client = signed_in(alice)
    with django_assert_num_queries(20):
        client.get(f"/cooperations/{made.uuid}/")
