"""The life of a search for seats: one at a time, stopped, interrupted, and never over what people did meanwhile."""

from datetime import timedelta

import pytest

from bigre.editions.models import Edition
from bigre.encounters.actions.seating_runs import (
    PlanChangedMeanwhile,
    SeatingAlreadyAlive,
    ask_seating_to_stop,
    begin_seating,
    fail_seating,
    finish_seating,
    record_seating_progress,
    request_seating,
    statement_of,
)
from bigre.encounters.models import Seat, SeatingPlan, SeatingRun
from bigre.encounters.queries.seating_runs import is_alive, is_interrupted
from tests.factories.seating_plans import NOW, crowd, guests, plan, run, seated, sit

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=10)


@pytest.fixture
def dinners(week: Edition) -> SeatingPlan:
    return plan(week)


def test_one_search_at_a_time_and_each_from_another_seed(dinners: SeatingPlan) -> None:
    first = request_seating(plan=dinners, by=None, seconds=5, now=NOW)
    with pytest.raises(SeatingAlreadyAlive) as found:
        request_seating(plan=dinners, by=None, seconds=5, now=NOW + timedelta(seconds=1))
    assert found.value.run == first
    second = request_seating(plan=dinners, by=None, seconds=5, now=LATER)
    first.refresh_from_db()
    assert (first.state, first.ended_at, second.seed) == ("failed", LATER, 2)


def test_a_search_whose_worker_died_is_told_apart_and_taken_up_again(dinners: SeatingPlan) -> None:
    one = run(dinners)
    assert begin_seating(run=one, now=NOW)
    assert not begin_seating(run=SeatingRun.objects.get(), now=NOW + timedelta(seconds=5))
    assert is_alive(one, NOW)
    assert is_interrupted(one, LATER)
    assert begin_seating(run=SeatingRun.objects.get(), now=LATER)


def test_somebody_who_asks_stops_it_and_a_dead_one_ends_at_once(dinners: SeatingPlan) -> None:
    one = run(dinners)
    begin_seating(run=one, now=NOW)
    assert not record_seating_progress(run=one, progress=0.3, now=NOW)
    ask_seating_to_stop(run=one, now=NOW)
    assert record_seating_progress(run=one, progress=0.4, now=NOW)
    one.refresh_from_db()
    assert (one.state, one.progress) == ("running", 0.4)
    ask_seating_to_stop(run=one, now=LATER)
    one.refresh_from_db()
    assert (one.state, one.failure) == ("failed", "Le calcul s’est interrompu et a été arrêté.")


def test_what_was_found_is_not_written_over_what_somebody_did_meanwhile(week: Edition, dinners: SeatingPlan) -> None:
    (alice,) = guests(week, "Alice")
    one, since = run(dinners), statement_of(dinners)
    begin_seating(run=one, now=NOW)
    round_ = dinners.rounds.get()
    sit(round_, 2, alice, pinned=True)
    seat = Seat(round=round_, table=dinners.tables.get(number=1), person=alice)
    with pytest.raises(PlanChangedMeanwhile):
        finish_seating(run=one, rounds=[round_], seats=[seat], since=since, now=NOW, today=NOW)
    assert Seat.objects.get().table.number == 2


def test_a_search_that_was_replaced_writes_nothing(dinners: SeatingPlan) -> None:
    one, since = run(dinners), statement_of(dinners)
    begin_seating(run=one, now=NOW)
    fail_seating(run=one, failure="", now=NOW)
    assert "erreur inattendue" in one.failure
    assert not finish_seating(run=one, rounds=[], seats=[], since=since, now=NOW, today=NOW)


def test_again_seats_everybody_anew_around_who_is_pinned(week: Edition, dinners: SeatingPlan) -> None:
    alice, *_others = crowd(week, 6)
    sit(dinners.rounds.get(), 2, alice, pinned=True)
    assert [seated(dinners).state for _again in range(2)] == ["done", "done"]
    assert Seat.objects.count() == 6
    assert Seat.objects.get(pinned=True).person == alice
