"""A plan for who says that they come: said, taken back, added at the door; only they are seated, in groups that fit."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from bigre.core import clock
from bigre.editions.models import Edition
from bigre.encounters.actions.seating_moves import CannotMove, put_at_table, undo_move
from bigre.encounters.actions.seating_volunteers import SignUpOver, join_plan, leave_plan
from bigre.encounters.models import Seat, SeatingPlan, SeatingRound
from bigre.encounters.queries.seating_people import guests_of_plan
from bigre.encounters.queries.seating_volunteers import sign_ups_for
from bigre.people.models import Person
from tests.factories.editions import MONDAY, participation
from tests.factories.people import cooperative, person_with_account, signed_in
from tests.factories.seating_plans import NOW, guests, plan, sit, speed_meeting, there_only, volunteer

from .seating_browser import FRENCH, ROOT, planner_of, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch, week: Edition) -> None:
    """The pages tell of the morning of the first day."""
    monkeypatch.setattr(clock, "now", lambda: week.moment(MONDAY, 600))


@pytest.fixture
def alice(week: Edition) -> Person:
    who = person_with_account("Alice")
    participation(who, week)
    return who


@pytest.fixture
def chloe(week: Edition) -> Client:
    return planner_of(week)


def said(client: Client, address: str, **data: Any) -> str:
    """What the next page tells of what was sent."""
    response = client.post(address, data, headers=FRENCH, follow=True)
    return " ".join(str(message) for message in response.context["messages"])


def coming(of: SeatingPlan) -> list[str]:
    return sorted(of.volunteers.values_list("person__name", flat=True))


def rounds_of(of: SeatingPlan) -> list[SeatingRound]:
    return list(of.rounds.order_by("starts_at"))


@pytest.mark.usefixtures("later")
def test_one_says_that_one_comes_with_one_button_and_twice_is_once(week: Edition, alice: Person) -> None:
    made, browser = speed_meeting(week), signed_in(alice)
    page = text(browser, f"{ROOT}mine/")
    assert "Speed-meeting lundi 22 août, 17:00 – 17:34 · 3 tours" in page
    assert "J’en suis" in page
    assert "Finalement, non" not in page
    assert said(browser, f"{ROOT}{made.uuid}/join/") == "C’est noté : tu viens à « Speed-meeting »."
    assert said(browser, f"{ROOT}{made.uuid}/join/") == "C’est noté : tu viens à « Speed-meeting »."
    assert coming(made) == ["Alice"]
    assert "Finalement, non" in text(browser, f"{ROOT}mine/")


@pytest.mark.usefixtures("later")
def test_one_leaves_again_and_says_so_without_having_joined(week: Edition, alice: Person) -> None:
    made, browser = speed_meeting(week), signed_in(alice)
    volunteer(made, alice)
    for _twice in range(2):
        assert said(browser, f"{ROOT}{made.uuid}/leave/") == "C’est noté : tu ne viens pas à « Speed-meeting »."
    assert coming(made) == []


def test_the_button_leads_back_to_the_page_where_it_was_and_to_no_other_site(week: Edition, alice: Person) -> None:
    made, browser = speed_meeting(week), signed_in(alice)
    back = {"/#sign-ups": "/#sign-ups", "https://example.org/": f"{ROOT}mine/"}
    for page, lands in back.items():
        assert browser.post(f"{ROOT}{made.uuid}/join/", {"next": page})["Location"] == lands


def test_today_offers_what_one_may_join_to_who_takes_part_only(
    week: Edition, alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = speed_meeting(week)
    monkeypatch.setattr(clock, "now", lambda: week.moment(MONDAY, 600))
    assert "Speed-meeting" in text(signed_in(alice), "/today/")
    assert "Speed-meeting" not in text(signed_in(person_with_account("Elias")), "/today/")
    monkeypatch.setattr(clock, "now", lambda: rounds_of(made)[-1].starts_at)
    assert "Speed-meeting" not in text(signed_in(alice), "/today/")


def test_only_who_takes_part_joins_and_only_a_plan_for_volunteers(week: Edition, alice: Person) -> None:
    elias = person_with_account("Elias")
    ours, everybody_s = speed_meeting(week), plan(week)
    for who, of in ((elias, ours), (alice, everybody_s)):
        for act in ("join", "leave"):
            assert signed_in(who).post(f"{ROOT}{of.uuid}/{act}/").status_code == 404
    assert not ours.volunteers.exists()


def test_once_the_last_round_has_begun_nobody_joins_nor_leaves(
    week: Edition, alice: Person, chloe: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, browser, (bob,) = speed_meeting(week), signed_in(alice), guests(week, "Bob")
    volunteer(made, bob)
    last = rounds_of(made)[-1].starts_at
    join_plan(plan=made, people=[alice], now=NOW, today=last - timedelta(minutes=1))
    with pytest.raises(SignUpOver):
        leave_plan(plan=made, person=alice, today=last, on_their_own=True)
    monkeypatch.setattr(clock, "now", lambda: last)
    base = f"{ROOT}{made.uuid}/"
    assert "il n’y a plus rien à changer" in said(browser, f"{base}leave/")
    assert "il est trop tard pour le dire ici. Demande à l’équipe." in said(browser, f"{base}join/")
    assert "il n’y a plus rien à changer" in said(chloe, f"{base}volunteers/{bob.uuid}/remove/")
    assert "Ajouter à la porte" not in text(chloe, f"{base}volunteers/")
    page = text(chloe, f"{base}volunteers/", person="Bob")
    assert "plus personne ne s’ajoute" in page
    assert coming(made) == ["Alice", "Bob"]


def test_leaving_frees_every_seat_but_those_where_people_have_sat_down(week: Edition, alice: Person) -> None:
    made, (bob,) = speed_meeting(week, published_at=NOW, groups=2), guests(week, "Bob")
    volunteer(made, alice, bob)
    first, second, third = rounds_of(made)
    sit(first, 1, alice, bob)
    sit(second, 1, alice, bob)
    sit(third, 1, alice, pinned=True)
    leave_plan(plan=made, person=alice, today=first.starts_at, on_their_own=True)
    kept = set(Seat.objects.values_list("round_id", "person__name"))
    assert kept == {(first.pk, "Alice"), (first.pk, "Bob"), (second.pk, "Bob")}
    known = {guest.name: guest.comes for guest in guests_of_plan(made)}
    assert known == {"Alice": False, "Bob": True}


@pytest.mark.usefixtures("later")
def test_planners_add_who_is_at_the_door_and_what_isn_t_understood_waits_in_the_form(
    week: Edition, chloe: Client
) -> None:
    made = speed_meeting(week)
    guests(week, "Bob Dunes", "Dina")
    guests(week, "Farid", of=cooperative("Pins"))
    guests(week, "Farid", of=cooperative("Dunes"))
    where = f"{ROOT}{made.uuid}/volunteers/"
    names = "bob  dunes\r\n\r\nZoé Inconnue\r\nFarid\r\n  Farid (Dunes) \r\nBob Dunes"
    response = chloe.post(where, {"person": "Dina", "names": names}, headers=FRENCH)
    page = " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())
    assert response.status_code == 422
    assert coming(made) == ["Bob Dunes", "Dina", "Farid"]
    assert "3 personnes de plus viennent." in page
    assert "Ligne 1, « Zoé Inconnue » : personne de ce nom ne participe à cette édition" in page
    assert "Ligne 2, « Farid » : plusieurs personnes ont ce nom. Ajoute la coopérative." in page
    form = response.context["form"]
    assert (form["names"].value(), form["person"].value()) == ("Zoé Inconnue\nFarid", "")
    assert said(chloe, where, names="Farid (Pins)\nDina") == "1 personne de plus vient."
    assert said(chloe, where, person="dina") == "C’était déjà noté : ces personnes viennent."
    assert "Écris au moins un nom." in text(chloe, where, names=" \n ")
    page = text(chloe, where, person="Zoé")
    assert "Personne n’est encore ajouté : ce que tu as écrit attend ici" in page
    assert chloe.post(where).status_code == 422
    assert len(coming(made)) == 4


@pytest.mark.usefixtures("later")
def test_planners_take_somebody_off_again(week: Edition, alice: Person, chloe: Client) -> None:
    made = speed_meeting(week, groups=1)
    volunteer(made, alice)
    sit(rounds_of(made)[0], 1, alice, pinned=True)
    assert "1 personne vient Alice Retirer" in text(chloe, f"{ROOT}{made.uuid}/volunteers/")
    assert "sa place est libre" in said(chloe, f"{ROOT}{made.uuid}/volunteers/{alice.uuid}/remove/")
    assert (coming(made), Seat.objects.count()) == ([], 0)
    assert chloe.post(f"{ROOT}{made.uuid}/volunteers/{alice.uuid}/remove/").status_code == 404
    assert "Personne ne l’a encore dit." in text(chloe, f"{ROOT}{made.uuid}/volunteers/")
    assert chloe.get(f"{ROOT}{plan(week).uuid}/volunteers/").status_code == 404


def test_who_comes_for_some_rounds_comes_for_those_and_a_new_word_counts_more_than_an_old_one(week: Edition) -> None:
    early, away, whole, stranger = guests(week, "Early", "Away", "Whole", "Stranger")
    made = speed_meeting(week)
    SeatingRound.objects.filter(pk=rounds_of(made)[-1].pk).update(
        starts_at=week.moment(MONDAY + timedelta(days=2), 600), ends_at=week.moment(MONDAY + timedelta(days=2), 610)
    )
    there_only(early, week, MONDAY, MONDAY)
    there_only(away, week, MONDAY + timedelta(days=4), MONDAY + timedelta(days=4))
    volunteer(made, early, away, whole)
    there = {one.name: [one.is_there(round_) for round_ in rounds_of(made)] for one in guests_of_plan(made)}
    assert there == {"Early": [True, True, False], "Away": [True] * 3, "Whole": [True] * 3}
    assert stranger.name not in there


def test_nobody_is_put_by_hand_in_a_plan_to_which_they_don_t_come(week: Edition, alice: Person) -> None:
    made, (bob,) = speed_meeting(week, groups=2), guests(week, "Bob")
    volunteer(made, alice)
    first, table = rounds_of(made)[0], made.tables.get(number=1)
    with pytest.raises(CannotMove):
        put_at_table(round_=first, person=bob, table=table, present=[alice.pk], now=NOW)
    move = put_at_table(round_=first, person=alice, table=table, present=[alice.pk], now=NOW)
    assert move.after == ((alice.pk, table.pk, True),)
    again = put_at_table(round_=first, person=alice, table=made.tables.get(number=2), present=[alice.pk], now=NOW)
    leave_plan(plan=made, person=alice, today=NOW, on_their_own=True)
    with pytest.raises(CannotMove):
        undo_move(round_=first, move=again, now=NOW)
    assert not Seat.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_what_one_may_join_takes_one_query_however_much_there_is(
    week: Edition, alice: Person, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plan(week)
    for _each in range(count):
        made = speed_meeting(week)
        volunteer(made, alice)
    with django_assert_num_queries(1):
        found = sign_ups_for(alice, week, NOW)
    assert [(one.joined, one.placed, one.rounds) for one in found] == [(True, False, 3)] * count


def test_a_place_is_told_once_it_is_published(week: Edition, alice: Person) -> None:
    made = speed_meeting(week, groups=1)
    volunteer(made, alice)
    sit(rounds_of(made)[0], 1, alice)

    def placed(now: datetime = NOW) -> list[bool]:
        return [one.placed for one in sign_ups_for(alice, week, now)]

    assert placed() == [False]
    SeatingPlan.objects.update(published_at=NOW)
    assert placed() == [True]
    assert placed(rounds_of(made)[0].ends_at) == [False]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.usefixtures("later")
def test_pages_of_planners_take_the_same_few_queries_however_many_come(
    week: Edition, chloe: Client, count: int
) -> None:
    made = speed_meeting(week, groups=count)
    for number in range(1, count + 1):
        people = guests(week, f"Bob {number}", f"Dina {number}")
        volunteer(made, *people)
        sit(rounds_of(made)[0], number, *people)
    asked = {}
    for page in ("", "volunteers/", "constraints/", f"rounds/{rounds_of(made)[0].pk}/"):
        with CaptureQueriesContext(connection) as queries:
            text(chloe, f"{ROOT}{made.uuid}/{page}")
        asked[page.split("/")[0]] = len(queries)
    assert asked == {"": 34, "volunteers": 13, "constraints": 13, "rounds": 20}
