"""As many groups as come: how many, of how many, and what a search makes of who says that they come."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bigre.editions.models import Edition
from bigre.encounters.actions.seating_volunteers import leave_plan
from bigre.encounters.models import Seat, SeatingPlan, SeatingRound, SeatingRun
from bigre.encounters.planning import seating
from bigre.encounters.planning.seating_faults import faults_in
from bigre.encounters.planning.seating_hall import groups_of, hall_of
from bigre.encounters.planning.seating_search import bound_for
from bigre.encounters.rules.seating import free_numbers, group_count, group_sizes
from tests.factories.seating_plans import (
    NOW,
    crowd,
    guests,
    plan,
    run,
    seated,
    sit,
    speed_meeting,
    tables_of,
    together,
    volunteer,
)


@given(people=st.integers(2, 400), size=st.integers(2, 40))
def test_groups_are_as_equal_as_can_be_never_too_large_and_nobody_is_alone(people: int, size: int) -> None:
    sizes = group_sizes(people, size)
    assert sum(sizes) == people
    assert min(sizes) >= 2
    assert max(sizes) - min(sizes) <= 1
    # Three, where pairs would leave somebody alone.
    assert max(sizes) <= size or (size, max(sizes), people % 2) == (2, 3, 1)
    # One group fewer would be too large.
    assert len(sizes) == 1 or -(-people // (len(sizes) - 1)) > size


def test_twenty_three_people_in_fours_are_five_groups_of_four_and_one_of_three() -> None:
    assert group_sizes(23, 4) == [4, 4, 4, 4, 4, 3]
    assert (group_sizes(9, 4), group_sizes(5, 2), group_sizes(1, 4), group_sizes(0, 4)) == ([3, 3, 3], [3, 2], [1], [])
    assert group_count(0, 4) == 0


def test_new_groups_take_the_lowest_numbers_that_are_free() -> None:
    assert free_numbers([2, 5], 5) == [1, 3, 4]
    assert free_numbers([1, 2, 3], 2) == []


def rounds_of(of: SeatingPlan) -> list[SeatingRound]:
    return list(of.rounds.order_by("starts_at"))


def sizes(round_: SeatingRound) -> list[int]:
    return sorted(map(len, tables_of(round_)), reverse=True)


@pytest.mark.django_db
def test_only_who_says_that_they_come_is_seated_in_groups_that_fit_in_every_round(week: Edition) -> None:
    everybody = crowd(week, 14)
    made = speed_meeting(week)
    volunteer(made, *everybody[:11])
    assert groups_of(hall_of(made, NOW)) == [(2, 4), (1, 3)]
    done = seated(made)
    assert (done.state, done.failure) == (SeatingRun.State.DONE, "")
    for round_ in rounds_of(made):
        assert sizes(round_) == [4, 4, 3]
        assert set().union(*tables_of(round_)) == {one.name for one in everybody[:11]}
    assert [(one.number, one.seats) for one in made.tables.order_by("number")] == [(1, 4), (2, 4), (3, 4)]
    assert bound_for(hall_of(made, NOW)) == done.bound


@pytest.mark.django_db
def test_who_comes_later_makes_one_group_more_and_who_leaves_one_fewer(week: Edition) -> None:
    everybody = crowd(week, 9)
    made = speed_meeting(week, rounds=1)
    volunteer(made, *everybody[:8])
    seated(made)
    volunteer(made, everybody[8])
    assert sizes(rounds_of(made)[0]) == [4, 4]
    seated(made)
    assert sizes(rounds_of(made)[0]) == [3, 3, 3]
    for one in everybody[:5]:
        leave_plan(plan=made, person=one, today=NOW, on_their_own=True)
    seated(made)
    assert sizes(rounds_of(made)[0]) == [4]
    assert made.tables.count() == 1


@pytest.mark.django_db
def test_a_group_where_people_have_sat_down_stays_and_so_do_they(week: Edition) -> None:
    everybody = crowd(week, 12)
    made = speed_meeting(week)
    volunteer(made, *everybody)
    seated(made)
    SeatingPlan.objects.update(published_at=NOW)
    made.refresh_from_db()
    first, second, _third = rounds_of(made)
    before = tables_of(first)
    for one in everybody[:6]:
        leave_plan(plan=made, person=one, today=first.starts_at, on_their_own=True)
    assert seated(made, now=first.starts_at).state == SeatingRun.State.DONE
    assert tables_of(first) == before
    assert (sizes(second), made.tables.count()) == ([3, 3], 3)


@pytest.mark.django_db
def test_pins_and_people_who_stay_together_are_kept_where_groups_are_made_to_fit(week: Edition) -> None:
    everybody = crowd(week, 9)
    made = speed_meeting(week, groups=4, rounds=2)
    volunteer(made, *everybody)
    first, second = rounds_of(made)
    together(made, *everybody[:4])
    sit(first, 4, everybody[5], pinned=True)
    done = seated(made)
    assert (done.state, done.failure) == (SeatingRun.State.DONE, "")
    for round_ in (first, second):
        assert sizes(round_) == [4, 3, 2]
        assert {one.name for one in everybody[:4]} in tables_of(round_)
    assert Seat.objects.get(round=first, person=everybody[5]).table.number == 4


@pytest.mark.django_db
def test_an_empty_sign_up_says_what_to_do_instead_of_running(week: Edition) -> None:
    made = speed_meeting(week)
    crowd(week, 5)
    nobody = ["Personne n’a encore dit venir. Laisse le temps de le dire, ou ajoute les personnes qui sont là."]
    assert faults_in(hall_of(made, NOW)) == nobody
    assert seated(made).failure == nobody[0]
    volunteer(made, *guests(week, "Alice"))
    alone = ["Il faut au moins deux personnes aux tours qui restent pour faire un groupe."]
    assert faults_in(hall_of(made, NOW)) == alone
    over = ["Il n’y a plus de repas ni de tour à placer : tous ont déjà commencé."]
    SeatingPlan.objects.update(published_at=NOW)
    made.refresh_from_db()
    assert faults_in(hall_of(made, rounds_of(made)[-1].ends_at)) == over


@pytest.mark.django_db
def test_more_people_who_stay_together_than_a_group_takes_are_told(week: Edition) -> None:
    everybody = crowd(week, 6)
    made = speed_meeting(week, rounds=1)
    volunteer(made, *everybody)
    together(made, *everybody[:5])
    (sentence,) = faults_in(hall_of(made, NOW))
    assert "restent ensemble, et aucune table n’a autant de places" in sentence


@pytest.mark.django_db
def test_who_leaves_while_the_search_is_at_work_gets_no_seat(week: Edition) -> None:
    everybody = crowd(week, 8)
    made = speed_meeting(week)
    volunteer(made, *everybody)
    moments = []

    def later() -> datetime:
        """The clock is read when the search begins, and once it has found seats: somebody leaves in between."""
        moments.append(NOW)
        if len(moments) > 1:
            leave_plan(plan=made, person=everybody[0], today=NOW, on_their_own=True)
        return NOW

    assert seating.carry_out_seating(run=run(made), now=later, today=lambda: NOW)
    assert not Seat.objects.filter(person=everybody[0]).exists()
    assert Seat.objects.count() == 7 * 3


@pytest.mark.django_db
def test_who_met_at_another_plan_without_coming_to_this_one_is_no_trouble(week: Edition) -> None:
    alice, bob, dina = guests(week, "Alice", "Bob", "Dina")
    elsewhere = plan(week, published_at=NOW)
    sit(elsewhere.rounds.get(), 1, alice, bob, dina)
    made = speed_meeting(week, rounds=1)
    volunteer(made, alice, dina)
    hall = hall_of(made, NOW)
    assert hall.settled == {(alice.pk, dina.pk)}
    assert seated(made, now=NOW + timedelta(hours=1)).state == SeatingRun.State.DONE
    assert tables_of(rounds_of(made)[0]) == [{"Alice", "Dina"}]
