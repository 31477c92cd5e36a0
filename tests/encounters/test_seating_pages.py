"""The pages of tables for planners: from an empty list to a published plan, and what none of them may tell."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bigre.editions.models import Edition
from bigre.encounters.actions.seating import note_tables
from bigre.encounters.models import Encounter, Seat, SeatingPlan, SeatingRun
from tests.factories.editions import MONDAY, edition, protected_time, team_member
from tests.factories.people import cooperative, person_with_account, signed_in
from tests.factories.seating_plans import (
    NOW,
    crowd,
    guests,
    need_access,
    plan,
    sit,
    tables_of,
    together,
)

pytestmark = pytest.mark.django_db
ROOT = "/editions/bigre-2022/encounters/seating/"
FRENCH = {"Accept-Language": "fr"}
# What the script of the page of a round says of itself.
SCRIPT = {**FRENCH, "X-Seating": "1"}


@pytest.fixture
def week() -> Edition:
    made = edition()
    protected_time(made)
    protected_time(made, "Dîner", 19 * 60, 21 * 60)
    return made


@pytest.fixture
def chloe(week: Edition) -> Client:
    """The browser of somebody of the programme team."""
    who = person_with_account("Chloé")
    team_member(week, who)
    return signed_in(who)


def text(client: Client, address: str, **data: Any) -> str:
    response = client.post(address, data, headers=FRENCH) if data else client.get(address, headers=FRENCH)
    assert response.status_code in {200, 422}
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def new_plan(**fields: Any) -> dict[str, Any]:
    usual = {"name": "Dîners", "whose": "everybody", "kind": "meals", "tables": 2, "seats": 4, "accessible": 1}
    return {**usual, "meals": [], **fields}


def test_the_empty_list_says_what_to_do_next(chloe: Client, week: Edition) -> None:
    assert "Personne ne participe encore" in text(chloe, ROOT)
    guests(week, "Alice")
    assert "1 personne participe à cette édition. Choisis des repas et des tables" in text(chloe, ROOT)


def test_a_plan_has_the_meals_chosen_of_all_those_of_the_rhythm(chloe: Client, week: Edition) -> None:
    page = text(chloe, f"{ROOT}add/")
    assert page.count("Déjeuner") == page.count("Dîner") == 5
    lunch, dinner = week.protected_times.order_by("starts_minutes")
    response = chloe.post(f"{ROOT}add/", new_plan(meals=[f"{dinner.pk}-20220823", f"{lunch.pk}-20220822"]))
    made = SeatingPlan.objects.get()
    assert response["Location"] == f"{ROOT}{made.uuid}/"
    assert [(one.name, one.starts_at, one.ends_at) for one in made.rounds.order_by("starts_at")] == [
        ("Déjeuner", week.moment(MONDAY, 765), week.moment(MONDAY, 870)),
        ("Dîner", week.moment(MONDAY + timedelta(days=1), 1140), week.moment(MONDAY + timedelta(days=1), 1260)),
    ]
    tables = made.tables.order_by("number").values_list("number", "seats", "accessible")
    assert list(tables) == [(1, 4, True), (2, 4, False)]


def test_a_plan_of_groups_has_rounds_that_follow_each_other(chloe: Client, week: Edition) -> None:
    rows = {"first": "2022-08-22T10:00", "count": 3, "minutes": 10, "between": 2}
    chloe.post(f"{ROOT}add/", new_plan(kind="groups", **rows))
    made = SeatingPlan.objects.get()
    assert (made.kind, made.whose, made.group_size) == ("groups", "everybody", None)
    assert [(one.name, one.starts_at, one.ends_at) for one in made.rounds.order_by("starts_at")] == [
        (f"Tour {number}", week.moment(MONDAY, starts), week.moment(MONDAY, starts + 10))
        for number, starts in ((1, 600), (2, 612), (3, 624))
    ]


def test_a_plan_for_who_says_that_they_come_asks_for_the_size_of_groups_in_place_of_tables(
    chloe: Client, week: Edition
) -> None:
    wrong = {"first": "2022-08-22T10:00", "count": 1, "minutes": 10, "whose": "volunteers", "tables": "x"}
    assert "Personnes par groupe : Ce champ est obligatoire" in text(chloe, f"{ROOT}add/", **new_plan(**wrong))
    chloe.post(f"{ROOT}add/", new_plan(**wrong, group_size=5))
    made = SeatingPlan.objects.get()
    assert (made.whose, made.group_size, made.tables.count(), made.rounds.count()) == ("volunteers", 5, 0, 1)
    assert "Chaque personne de l’édition dit « J’en suis »" in text(chloe, f"{ROOT}{made.uuid}/")
    where = f"{ROOT}{made.uuid}/constraints/"
    page = text(chloe, where)
    assert "Ajouter des tables" not in page
    assert "table accessible" not in page
    chloe.post(where, {"what": "size", "group_size": 3})
    made.refresh_from_db()
    assert made.group_size == 3


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "Choisis au moins un repas, ou dis quand commence le premier tour."),
        ({"count": 6, "minutes": 10, "between": 2}, "Choisis au moins un repas, ou dis quand commence"),
        ({"count": 5}, "Dis quand commence le premier tour."),
        ({"accessible": 3}, "C’est plus que le nombre de tables."),
        ({"first": "2022-08-22T10:00"}, "Dis combien de tours, et de combien de minutes."),
        ({"first": "2022-08-22T10:00", "count": 21, "minutes": 10}, "inférieure ou égale à 20"),
        ({"first": "2022-08-22T10:00", "count": 2, "minutes": 2}, "supérieure ou égale à 3"),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused_with_its_reason(
    chloe: Client, given: dict[str, Any], sentence: str
) -> None:
    assert sentence in text(chloe, f"{ROOT}add/", **new_plan(**given))
    assert not SeatingPlan.objects.exists()


def test_people_are_kept_together_by_the_words_of_the_list(chloe: Client, week: Edition) -> None:
    pines = cooperative("Pins")
    guests(week, "Alice", of=pines), guests(week, "Bob")
    guests(week, "Alice", of=cooperative("Dunes"))
    made = plan(week)
    where = f"{ROOT}{made.uuid}/constraints/"
    assert "Plusieurs personnes ont ce nom" in text(chloe, where, what="need", person="alice")
    assert "Personne de ce nom" in text(chloe, where, what="party", person_1="Zoé", person_2="Bob")
    assert "deux fois la même personne" in text(chloe, where, what="party", person_1="Bob", person_2="Bob")
    chloe.post(where, {"what": "party", "person_1": "Alice (Pins)", "person_2": "bob"})
    assert {one.name for one in made.parties.get().people.all()} == {"Alice", "Bob"}
    chloe.post(where, {"what": "need", "person": "Bob"})
    chloe.post(where, {"what": "tables", "tables": 2, "seats": 10, "accessible": 1})
    assert [one.person.name for one in made.needs.all()] == ["Bob"]
    assert [(one.number, one.seats, one.accessible) for one in made.tables.order_by("number")] == [
        (1, 4, True),
        (2, 4, True),
        (3, 10, True),
        (4, 10, False),
    ]


def test_every_rule_is_taken_back(chloe: Client, week: Edition) -> None:
    alice, bob = guests(week, "Alice", "Bob")
    made = plan(week)
    party, need, table = together(made, alice, bob), need_access(made, bob), made.tables.get(number=2)
    sit(made.rounds.get(), 1, alice, pinned=True)
    base = f"{ROOT}{made.uuid}/"
    for path in (f"parties/{party.pk}", f"needs/{need.pk}", f"tables/{table.pk}"):
        assert chloe.post(f"{base}{path}/remove/").status_code == 302
    chloe.post(f"{base}seats/{Seat.objects.get().pk}/unpin/")
    counts = (made.parties.count(), made.needs.count(), made.tables.count(), Seat.objects.get().pinned)
    assert counts == (0, 0, 1, False)


def test_what_stands_in_the_way_is_said_before_planning(chloe: Client, week: Edition) -> None:
    crowd(week, 9)
    page = text(chloe, f"{ROOT}{plan(week).uuid}/")
    assert "Le plan ne peut pas se faire en l’état." in page
    assert "9 personnes sont là, pour 8 places" in page


def test_a_search_is_started_once_followed_and_stopped(chloe: Client, week: Edition) -> None:
    crowd(week, 8)
    made = plan(week)
    base = f"{ROOT}{made.uuid}/"
    first = chloe.post(f"{base}runs/", {"seconds": 20})
    again = chloe.post(f"{base}runs/", {"seconds": 20})
    one = SeatingRun.objects.get()
    assert first["Location"] == again["Location"] == f"{base}runs/{one.pk}/"
    assert "Le calcul commence dans un instant" in text(chloe, f"{base}runs/{one.pk}/")
    chloe.post(f"{base}runs/{one.pk}/stop/")
    one.refresh_from_db()
    assert one.stop_asked_at is not None
    assert "le meilleur plan trouvé sera gardé" in text(chloe, f"{base}runs/{one.pk}/")
    chloe.post(f"{base}runs/", {"seconds": 9999})
    assert SeatingRun.objects.count() == 1


def test_a_move_answers_the_script_with_the_tables_and_everybody_else_with_the_page(
    chloe: Client, week: Edition
) -> None:
    alice, bob, chris = guests(week, "Alice", "Bob", "Chris")
    made = plan(week, (2, 2))
    round_ = made.rounds.get()
    sit(round_, 1, alice, bob)
    sit(round_, 2, chris)
    base = f"{ROOT}{made.uuid}/rounds/{round_.pk}/"
    table = made.tables.get(number=2)
    moved = chloe.post(f"{base}people/{alice.uuid}/", {"table": table.pk}, headers=SCRIPT)
    assert (moved.status_code, moved.json()["said"]) == (200, "Alice va à la table 2.")
    assert "nouvelle rencontre dans tout le plan" in moved.json()["html"]
    full = chloe.post(f"{base}people/{bob.uuid}/", {"table": table.pk}, headers=SCRIPT)
    assert (full.status_code, full.json()["said"][:24]) == (422, "La table 2 est pleine : ")
    nowhere = chloe.post(f"{base}people/{bob.uuid}/", {}, headers=SCRIPT)
    assert nowhere.json()["said"] == "Choisis une table, ou une personne avec qui échanger."
    plain = chloe.post(f"{base}people/{bob.uuid}/", {"other": str(chris.uuid)})
    assert (plain.status_code, plain["Location"]) == (302, base)
    assert tables_of(round_) == [{"Chris"}, {"Alice", "Bob"}]
    chloe.post(f"{base}undo/")
    chloe.post(f"{base}undo/")
    assert tables_of(round_) == [{"Alice", "Bob"}, {"Chris"}]
    nothing = chloe.post(f"{base}undo/", headers=SCRIPT)
    assert (nothing.status_code, nothing.json()["said"]) == (422, "Il n’y a rien à défaire.")


def test_publishing_twice_changes_nothing_and_a_published_plan_is_withdrawn_before_it_goes(
    chloe: Client, week: Edition
) -> None:
    (alice,) = guests(week, "Alice")
    made = plan(week)
    base = f"{ROOT}{made.uuid}/"
    chloe.post(f"{base}publish/")
    made.refresh_from_db()
    assert made.published_at is None
    sit(made.rounds.get(), 1, alice)
    chloe.post(f"{base}publish/")
    made.refresh_from_db()
    first = made.published_at
    chloe.post(f"{base}publish/")
    chloe.post(f"{base}remove/")
    made.refresh_from_db()
    assert made.published_at == first is not None
    chloe.post(f"{base}withdraw/")
    chloe.post(f"{base}remove/")
    assert not SeatingPlan.objects.exists()


def test_a_round_is_added_on_the_clock_of_the_edition_and_taken_away(chloe: Client, week: Edition) -> None:
    made = plan(week, dinners=())
    where = f"{ROOT}{made.uuid}/constraints/"
    given = {"what": "round", "round": "Café", "starts": "2022-08-23T10:00", "ends": "2022-08-23T09:00"}
    assert "La fin doit venir après le début." in text(chloe, where, **given)
    chloe.post(where, {**given, "ends": "2022-08-23T10:20"})
    one = made.rounds.get()
    assert (one.name, one.starts_at) == ("Café", week.moment(MONDAY + timedelta(days=1), 600))
    chloe.post(f"{ROOT}{made.uuid}/rounds/{one.pk}/remove/")
    assert not made.rounds.exists()


def test_what_people_have_sat_down_to_is_not_taken_away(chloe: Client, week: Edition) -> None:
    alice, bob = guests(week, "Alice", "Bob")
    made = plan(week, published_at=NOW)
    one = made.rounds.get()
    sit(one, 1, alice, bob)
    note_tables(edition=week, now=one.ends_at)
    base = f"{ROOT}{made.uuid}/"
    used, unused = made.tables.order_by("number")
    for path in (f"rounds/{one.pk}", f"tables/{used.pk}", f"tables/{unused.pk}"):
        chloe.post(f"{base}{path}/remove/")
    chloe.post(f"{base}withdraw/")
    chloe.post(f"{base}remove/")
    assert [table.pk for table in made.tables.all()] == [used.pk]
    assert (made.rounds.count(), Seat.objects.count(), Encounter.objects.count()) == (1, 2, 1)


@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_the_same_few_queries_however_long(chloe: Client, week: Edition, count: int) -> None:
    people = crowd(week, 6 * count)
    days = [MONDAY + timedelta(days=n) for n in range(count)]
    for _each in range(count):
        made = plan(week, [6] * count, days)
        for one in made.rounds.all():
            for number in range(count):
                sit(one, number + 1, *people[6 * number : 6 * number + 6], pinned=True)
        together(made, *people[:2])
        need_access(made, people[0])
    base = f"{ROOT}{made.uuid}/"
    pages = {
        "list": ROOT,
        "plan": base,
        "constraints": f"{base}constraints/",
        "round": f"{base}rounds/{made.rounds.earliest('starts_at').pk}/",
    }
    asked = {}
    for name, address in pages.items():
        with CaptureQueriesContext(connection) as queries:
            text(chloe, address)
        asked[name] = len(queries)
    assert asked == {"list": 7, "plan": 25, "constraints": 15, "round": 18}
