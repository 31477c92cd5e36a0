"""« Ta table » : each person reads their own and nothing else; who sat together is noted once it is over."""

import re
from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bigre.core.models import Audience
from bigre.editions.models import Edition
from bigre.encounters.actions.seating import note_tables, publish_plan, withdraw_plan
from bigre.encounters.models import Encounter
from bigre.encounters.queries.seating import own_tables
from tests.factories.editions import MONDAY, participation
from tests.factories.people import cooperative, membership, person, person_with_account, signed_in
from tests.factories.seating_plans import NOW, guests, plan, sit

pytestmark = pytest.mark.django_db
MINE = "/editions/bigre-2022/encounters/seating/mine/"
TUESDAY = MONDAY + timedelta(days=1)


def test_a_person_reads_their_table_its_time_and_who_shows_themselves_there(week: Edition) -> None:
    alice, bob, dina = guests(week, "Alice", "Bob", "Dina")
    hidden = person("Zoé", name_audience=Audience.NOBODY)
    participation(hidden, week)
    membership(bob, cooperative("Pins"))
    made = plan(week, published_at=NOW)
    round_ = made.rounds.get()
    sit(round_, 1, dina)
    sit(round_, 2, alice, bob, hidden)
    (own,) = own_tables(alice, week, NOW)
    assert (own.name, own.starts_at, own.table.number, own.is_today) == (
        round_.name,
        round_.starts_at,
        2,
        False,
    )
    assert [(face.name, face.cooperatives) for face in own.companions] == [("Bob", ("Pins",))]
    assert own.unnamed == 1


def test_a_draft_and_what_is_over_are_nobody_s_table(week: Edition) -> None:
    (alice,) = guests(week, "Alice")
    made = plan(week, dinners=(MONDAY, TUESDAY))
    monday, tuesday = made.rounds.order_by("starts_at")
    for one in (monday, tuesday):
        sit(one, 1, alice)
    assert own_tables(alice, week, NOW) == []
    publish_plan(plan=made, by=None, now=NOW)
    assert [own.starts_at for own in own_tables(alice, week, NOW)] == [monday.starts_at, tuesday.starts_at]
    tonight = own_tables(alice, week, monday.ends_at + timedelta(hours=12))
    assert [(own.starts_at, own.is_today) for own in tonight] == [(tuesday.starts_at, True)]
    withdraw_plan(plan=made)
    assert own_tables(alice, week, NOW) == []
    assert own_tables(None, week, NOW) == []


@pytest.mark.parametrize("tables", [1, 3])
def test_own_tables_take_the_same_few_queries_however_many(
    week: Edition, tables: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    alice, bob = guests(week, "Alice", "Bob")
    made = plan(week, dinners=[MONDAY + timedelta(days=n) for n in range(tables)], published_at=NOW)
    for one in made.rounds.all():
        sit(one, 1, alice, bob)
    with django_assert_num_queries(7):
        assert len(own_tables(alice, week, NOW)) == tables


def test_the_page_tells_one_s_own_table_and_no_other(week: Edition, settings: object) -> None:
    alice = person_with_account("Alice")
    participation(alice, week)
    bob, dina = guests(week, "Bob Bouleau", "Dina Dattier")
    made = plan(week, published_at=NOW)
    made.rounds.update(starts_at="2100-08-22T17:00Z", ends_at="2100-08-22T19:00Z")
    sit(made.rounds.get(), 1, alice, bob)
    sit(made.rounds.get(), 2, dina)
    page = signed_in(alice).get(MINE, HTTP_ACCEPT_LANGUAGE="fr").content.decode()
    assert "Table 1" in page
    assert "Bob Bouleau" in page
    assert "Dina" not in page
    assert "Table 2" not in page
    elias = person_with_account("Elias")
    other = signed_in(elias).get(MINE, HTTP_ACCEPT_LANGUAGE="fr").content.decode()
    assert "assieds-toi où tu veux" in other
    assert "Bob" not in other
    assert Client().get(MINE).status_code == 302


def test_the_part_of_the_day_page_shows_the_table_of_the_day_only(week: Edition) -> None:
    alice, bob = guests(week, "Alice", "Bob")
    made = plan(week, published_at=NOW)
    sit(made.rounds.get(), 1, alice, bob)

    def part(now: object) -> str:
        context = {"own_tables": own_tables(alice, week, now), "edition": week}  # type: ignore[arg-type]
        return " ".join(re.sub(r"<[^>]+>", " ", render_to_string("encounters/your_table.html", context)).split())

    assert part(NOW) == ""
    assert part(week.moment(MONDAY, 600)) == ("Ta table : Dîner du 22 Toutes mes tables Table 1 · 19:00 – 21:00 B Bob")
    assert part(week.moment(TUESDAY, 600)) == ""


def test_who_sat_together_is_noted_once_the_round_is_over(
    week: Edition, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    alice, bob, dina = guests(week, "Alice", "Bob", "Dina")
    made = plan(week, dinners=(MONDAY, TUESDAY), published_at=NOW)
    monday, tuesday = made.rounds.order_by("starts_at")
    sit(monday, 1, alice, bob)
    sit(monday, 2, dina)
    sit(tuesday, 1, alice, bob, dina)
    assert note_tables(edition=week, now=monday.starts_at) == 0
    assert note_tables(edition=week, now=monday.ends_at) == 1
    assert note_tables(edition=week, now=monday.ends_at) == 0
    (row,) = Encounter.objects.all()
    assert (row.first_id, row.second_id, row.source, row.happened_at, row.round_id) == (
        alice.pk,
        bob.pk,
        "table",
        monday.starts_at,
        monday.pk,
    )
    with django_assert_num_queries(5):
        assert note_tables(edition=week, now=tuesday.ends_at) == 1
    with django_assert_num_queries(3):
        assert note_tables(edition=week, now=tuesday.ends_at) == 0
    assert Encounter.objects.count() == 4


def test_a_draft_is_never_noted_and_a_withdrawal_forgets_nothing(week: Edition) -> None:
    alice, bob = guests(week, "Alice", "Bob")
    made = plan(week)
    sit(made.rounds.get(), 1, alice, bob)
    late = week.moment(TUESDAY, 0)
    assert note_tables(edition=week, now=late) == 0
    publish_plan(plan=made, by=None, now=NOW)
    assert note_tables(edition=week, now=late) == 1
    withdraw_plan(plan=made)
    publish_plan(plan=made, by=None, now=NOW)
    assert (note_tables(edition=week, now=late), Encounter.objects.count()) == (0, 1)
