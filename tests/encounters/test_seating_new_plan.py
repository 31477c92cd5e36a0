"""A new plan of tables or groups: at which meals, in how many sittings or rounds in a row, for whom."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from bigre.editions.models import Edition
from bigre.encounters.models import SeatingPlan
from bigre.encounters.rules.seating import sittings_of
from tests.factories.editions import MONDAY, protected_time
from tests.factories.seating_plans import NOW

from .seating_browser import ROOT, planner_of, text, week_with_meals

pytestmark = pytest.mark.django_db


@pytest.fixture
def week() -> Edition:
    return week_with_meals()


@pytest.fixture
def chloe(week: Edition) -> Client:
    return planner_of(week)


def new_plan(**fields: Any) -> dict[str, Any]:
    usual = {"name": "Dîners", "whose": "everybody", "kind": "meals", "tables": 2, "seats": 4, "accessible": 1}
    return {**usual, "meals": [], **fields}


@given(steps=st.integers(3, 60), count=st.integers(1, 3))
def test_sittings_fill_a_meal_in_whole_steps_of_five_minutes(steps: int, count: int) -> None:
    ends = NOW + timedelta(minutes=5 * steps)
    found = sittings_of(NOW, ends, count)
    lengths = [(end - start) // timedelta(minutes=5) for start, end in found]
    assert (found[0][0], found[-1][1], len(found)) == (NOW, ends, count)
    assert all(found[k][1] == found[k + 1][0] for k in range(count - 1))
    assert (sum(lengths), max(lengths) - min(lengths) <= 1) == (steps, True)


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


def test_whoever_changes_tables_at_dessert_has_a_round_for_each(chloe: Client, week: Edition) -> None:
    lunch = week.protected_times.earliest("starts_minutes")
    chloe.post(f"{ROOT}add/", new_plan(meals=[f"{lunch.pk}-20220822"], sittings=2))
    made = SeatingPlan.objects.get()
    assert [(one.name, one.starts_at, one.ends_at) for one in made.rounds.order_by("starts_at")] == [
        ("Déjeuner (1 sur 2)", week.moment(MONDAY, 765), week.moment(MONDAY, 815)),
        ("Déjeuner (2 sur 2)", week.moment(MONDAY, 815), week.moment(MONDAY, 870)),
    ]


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
    assert "Chaque personne de l’édition peut dire « J’en suis »" in text(chloe, f"{ROOT}{made.uuid}/")
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
        ({"sittings": 4}, "inférieure ou égale à 3"),
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


def test_a_meal_too_short_for_its_sittings_and_two_rounds_at_once_are_refused(chloe: Client, week: Edition) -> None:
    lunch, snack = week.protected_times.earliest("starts_minutes"), protected_time(week, "Goûter", 960, 970)
    sittings = new_plan(meals=[f"{snack.pk}-20220822"], sittings=3)
    assert "« Goûter » est trop court pour autant de tables" in text(chloe, f"{ROOT}add/", **sittings)
    at_once = new_plan(meals=[f"{lunch.pk}-20220822"], first="2022-08-22T12:45", count=1, minutes=10)
    assert "ne commencent pas au même moment" in text(chloe, f"{ROOT}add/", **at_once)
    assert not SeatingPlan.objects.exists()
    chloe.post(f"{ROOT}add/", new_plan(meals=[f"{lunch.pk}-20220822"]))
    where = f"{ROOT}{SeatingPlan.objects.get().uuid}/constraints/"
    again = {"what": "round", "round": "Café", "starts": "2022-08-22T12:45", "ends": "2022-08-22T13:00"}
    assert "ne commencent pas au même moment" in text(chloe, where, **again)
