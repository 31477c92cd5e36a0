"""A plan of tables, seated by the solver: who is there, what planners ask for, and what nobody may hear of."""

from datetime import timedelta
from itertools import combinations

import pytest

from bigre.encounters.models import Seat, SeatingPlan
from bigre.encounters.planning.seating_hall import hall_of
from bigre.encounters.planning.seating_problem import arranged
from bigre.encounters.planning.seating_search import bound_for, find_seats
from bigre.encounters.planning.seating_secrets import Secrets, secrets_of
from bigre.people.models import Person
from bigre_solvers.seating import MaxIterations, check
from tests.factories.editions import MONDAY, edition, participation
from tests.factories.people import cooperative, person
from tests.factories.seating_plans import (
    NOW,
    avoids,
    crowd,
    guests,
    introduced,
    knows,
    met,
    need_access,
    plan,
    seated,
    sit,
    tables_of,
    there_only,
    together,
)

pytestmark = pytest.mark.django_db
TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)


def share_a_table(of: SeatingPlan, one: Person, other: Person) -> int:
    """In how many rounds the two sit together."""
    mine, theirs = (set(Seat.objects.filter(person=who).values_list("round", "table")) for who in (one, other))
    return len(mine & theirs)


def test_everybody_there_gets_one_seat_in_each_round_and_no_table_is_too_full() -> None:
    week = edition()
    people = crowd(week, 10)
    there_only(people[0], week, TUESDAY, WEDNESDAY)
    made = plan(week, (4, 4, 4), (MONDAY, TUESDAY))
    done = seated(made)
    assert (done.state, done.failure) == ("done", "")
    monday, tuesday = made.rounds.order_by("starts_at")
    assert sorted(map(len, tables_of(monday))) == [3, 3, 3]
    assert sum(map(len, tables_of(tuesday))) == 10
    assert max(map(len, tables_of(tuesday))) <= 4
    assert not Seat.objects.filter(round=monday, person=people[0]).exists()


def test_a_run_tells_what_it_achieved_and_what_nothing_can_exceed() -> None:
    week = edition()
    crowd(week, 4, of=cooperative("Pins")), crowd(week, 4, of=cooperative("Dunes"), prefix="Dune")
    done = seated(plan(week, (4, 4), (MONDAY, TUESDAY)), seconds=1)
    assert (done.new_pairs, done.bound, done.across_pairs) == (20, 24, 16)


def test_not_with_is_kept_both_ways_in_every_round() -> None:
    week = edition()
    alice, bob, *others = crowd(week, 8)
    avoids(alice, bob)
    made = plan(week, (4, 4), (MONDAY, TUESDAY, WEDNESDAY))
    for _again in range(3):
        assert seated(made).state == "done"
        assert share_a_table(made, alice, bob) == 0
    assert len(others) == 6


def test_an_avoidance_that_has_ended_counts_no_more() -> None:
    week = edition()
    alice, bob = guests(week, "Alice", "Bob")
    made = plan(week)
    avoids(alice, bob, ends_on=MONDAY - timedelta(days=1))
    assert secrets_of(hall_of(made, NOW)).apart == frozenset()
    avoids(bob, alice, ends_on=MONDAY)
    assert secrets_of(hall_of(made, NOW)).apart == {(alice.pk, bob.pk)}


def test_only_those_who_take_part_have_secrets_in_it() -> None:
    week = edition()
    alice, bob = guests(week, "Alice", "Bob")
    away = person("Zoé")
    for say in (avoids, knows):
        say(alice, away)
        say(away, bob)
    met(week, away, alice)
    assert secrets_of(hall_of(plan(week), NOW)) == Secrets()


def test_who_met_or_knows_and_who_was_introduced_are_told_apart() -> None:
    week = edition()
    alice, bob, chloe, dina = guests(week, "Alice", "Bob", "Chloé", "Dina")
    knows(bob, alice)
    met(week, bob, chloe)
    introduced(week, dina, alice)
    found = secrets_of(hall_of(plan(week), NOW))
    assert found.met == {(alice.pk, bob.pk), (bob.pk, chloe.pk)}
    assert found.suggested == {(alice.pk, dina.pk)}


def test_people_of_one_cooperative_are_not_taken_for_acquaintances() -> None:
    week = edition()
    guests(week, "Alice", "Bob", of=cooperative())
    assert secrets_of(hall_of(plan(week), NOW)).met == frozenset()


def test_tables_of_another_published_plan_count_as_met_and_those_of_a_draft_do_not() -> None:
    week = edition()
    alice, bob, chloe, dina = guests(week, "Alice", "Bob", "Chloé", "Dina")
    public, draft = plan(week, published_at=NOW), plan(week)
    sit(public.rounds.get(), 1, alice, bob)
    sit(draft.rounds.get(), 1, chloe, dina)
    made = plan(week, (2, 2))
    assert hall_of(made, NOW).settled == {(alice.pk, bob.pk)}
    assert seated(made, seconds=1).new_pairs == 2
    assert share_a_table(made, alice, bob) == 1


def test_who_stays_together_needs_access_or_is_pinned_is_seated_so() -> None:
    week = edition()
    alice, bob, chloe, dina, elias, *_others = crowd(week, 12)
    made = plan(week, (4, 4, 4), (MONDAY, TUESDAY), accessible=(2,))
    together(made, alice, bob)
    together(made, bob, chloe)
    need_access(made, alice)
    monday, tuesday = made.rounds.order_by("starts_at")
    sit(tuesday, 3, dina, elias, pinned=True)
    assert seated(made).state == "done"
    at = {(seat.round_id, seat.person_id): seat for seat in Seat.objects.select_related("table")}
    assert {at[one.pk, who.pk].table.number for one in (monday, tuesday) for who in (alice, bob, chloe)} == {2}
    assert [at[tuesday.pk, who.pk].table.number for who in (dina, elias)] == [3, 3]
    assert all(at[tuesday.pk, who.pk].pinned for who in (dina, elias))
    assert sum(seat.pinned for seat in at.values()) == 2


def test_what_planners_put_together_stays_together_and_nobody_is_told_why_they_should_not() -> None:
    """Alice and Bob avoid each other. Somebody pinned both at a table on Monday: on Tuesday they are apart again."""
    week = edition()
    alice, bob, *_others = crowd(week, 8)
    avoids(bob, alice)
    made = plan(week, (4, 4), (MONDAY, TUESDAY))
    monday, tuesday = made.rounds.order_by("starts_at")
    sit(monday, 1, alice, bob, pinned=True)
    done = seated(made)
    assert (done.state, done.failure) == ("done", "")
    assert {alice.name, bob.name} <= tables_of(monday)[0]
    assert sorted(map(len, tables_of(monday))) == [4, 4]
    assert not any({alice.name, bob.name} <= table for table in tables_of(tuesday))


def test_a_party_of_two_who_avoid_each_other_is_seated_without_a_word() -> None:
    week = edition()
    alice, bob, *_others = crowd(week, 8)
    avoids(alice, bob)
    made = plan(week, (4, 4))
    together(made, alice, bob)
    done = seated(made)
    assert (done.state, done.failure, share_a_table(made, alice, bob)) == ("done", "", 1)


def test_a_round_with_a_single_table_seats_everybody_and_the_others_still_keep_them_apart() -> None:
    week = edition()
    alice, bob, *others = crowd(week, 8)
    for one in others:
        there_only(one, week, TUESDAY, WEDNESDAY)
    avoids(alice, bob)
    made = plan(week, (4, 4), (MONDAY, TUESDAY))
    together(made, alice, others[0])
    monday, tuesday = made.rounds.order_by("starts_at")
    made.tables.filter(number=2).update(seats=7)
    made.tables.filter(number=1).update(accessible=False)
    for one in (alice, bob):
        need_access(made, one)
    done = seated(made)
    assert (done.state, done.failure) == ("done", "")
    assert tables_of(monday) == [{alice.name, bob.name}]
    assert sum(map(len, tables_of(tuesday))) == 8


def test_what_was_found_keeps_every_rule_of_its_problem_by_the_independent_checker() -> None:
    week = edition()
    alice, bob, chloe, dina, *_others = crowd(week, 14, of=cooperative())
    made = plan(week, (4, 4, 4, 4), (MONDAY, TUESDAY), accessible=(1, 2))
    together(made, alice, chloe)
    need_access(made, dina)
    avoids(alice, bob)
    sit(made.rounds.earliest("starts_at"), 4, bob, pinned=True)
    hall = hall_of(made, NOW)
    ((arrangement, result),) = find_seats(
        hall, secrets_of(hall), lambda _share: MaxIterations(2000), 1, lambda _progress: None
    )
    assert check(arrangement.problem, result).valid


def test_the_bound_that_is_shown_knows_nothing_of_secrets() -> None:
    week = edition()
    people = crowd(week, 6)
    made = plan(week, (3, 3), (MONDAY, TUESDAY, WEDNESDAY))
    before = bound_for(hall_of(made, NOW))
    for one, other in combinations(people, 2):
        avoids(one, other)
        knows(one, other)
    assert bound_for(hall_of(made, NOW)) == before == 15


def test_rounds_that_people_have_sat_down_to_are_left_as_they_were() -> None:
    week = edition()
    alice, bob, chloe, dina = guests(week, "Alice", "Bob", "Chloé", "Dina")
    made = plan(week, (2, 2), (MONDAY, TUESDAY), published_at=NOW)
    monday, tuesday = made.rounds.order_by("starts_at")
    sit(monday, 1, alice, bob)
    sit(monday, 2, chloe, dina)
    assert seated(made, seconds=1, now=monday.starts_at).state == "done"
    assert tables_of(monday) == [{"Alice", "Bob"}, {"Chloé", "Dina"}]
    assert {"Alice", "Bob"} not in tables_of(tuesday)


def test_somebody_who_leaves_keeps_no_pin_and_a_draft_is_seated_whatever_the_day() -> None:
    week = edition()
    alice, *_others = crowd(week, 4)
    made = plan(week, (4, 4))
    sit(made.rounds.get(), 1, alice, pinned=True)
    there_only(alice, week, TUESDAY, WEDNESDAY)
    assert seated(made, now=week.moment(WEDNESDAY, 0)).state == "done"
    assert not Seat.objects.filter(person=alice).exists()


def test_a_problem_holds_nobody_who_does_not_take_part() -> None:
    week = edition()
    guests(week, "Alice", "Bob")
    participation(person("Zoé"), edition("autre"))
    problem = arranged(hall_of(plan(week), NOW)).problem
    assert [one.key for one in problem.people] == [str(one.pk) for one in Person.objects.exclude(name="Zoé")]
