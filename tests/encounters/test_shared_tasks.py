"""« Nous avons fait une tâche ensemble »: one says it, the other's yes puts it in the ledger, a no is no news."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from bigre.editions.models import Edition
from bigre.editions.queries import viewer_for
from bigre.encounters.actions.ledger import remember
from bigre.encounters.actions.shared_tasks import (
    AlreadyConfirmed,
    NoLongerAsked,
    answer_task,
    say_did_together,
    take_back_task,
)
from bigre.encounters.models import Encounter, SharedTask
from bigre.encounters.queries.met import people_met
from bigre.encounters.queries.shared_tasks import tasks_said, tasks_to_answer
from bigre.people.models import Person
from tests.factories.editions import MONDAY, taking_part
from tests.factories.encounters import SAID_AT, TUESDAY, met, shared_task

pytestmark = pytest.mark.django_db
NOW = timezone.now()
DISHES = "la vaisselle du mardi soir"


def say(person: Person, other: Person, words: str = DISHES, day: date = TUESDAY) -> SharedTask:
    return say_did_together(person=person, other=other, edition=Edition.objects.get(), day=day, words=words, now=NOW)


def asked(person: Person) -> list[tuple[str, str]]:
    return [(one.face.name, one.task.words) for one in tasks_to_answer(person, viewer_for(person))]


def said(person: Person) -> list[tuple[str, str]]:
    return [(one.face.name, one.task.words) for one in tasks_said(person, viewer_for(person))]


def ledger(person: Person) -> dict[str, list[str]]:
    return {one.face.name: [where.words for where in one.wheres] for one in people_met(person, viewer_for(person))}


def test_what_one_says_waits_for_the_other_and_is_in_no_ledger(alice: Person, bob: Person) -> None:
    say(alice, bob)
    assert (said(alice), asked(bob)) == ([("Bob", DISHES)], [("Alice", DISHES)])
    assert (asked(alice), said(bob), Encounter.objects.count()) == ([], [], 0)


def test_a_yes_tells_both_where_they_met(alice: Person, bob: Person, week: Edition) -> None:
    answer_task(task=say(alice, bob), yes=True, now=NOW)
    where = [f"Une tâche partagée : {DISHES}"]
    assert (ledger(alice), ledger(bob)) == ({"Bob": where}, {"Alice": where})
    assert (said(alice), asked(bob)) == ([], [])
    row = Encounter.objects.get()
    assert (row.source, row.edition, row.happened_at.astimezone(week.zone).date()) == ("task", week, TUESDAY)


def test_a_no_is_told_to_nobody_and_not_asked_again(alice: Person, bob: Person) -> None:
    before = said(alice)
    task = say(alice, bob)
    waiting = said(alice)
    answer_task(task=task, yes=False, now=NOW)
    assert (said(alice), asked(bob), ledger(alice), before) == (waiting, [], {}, [])


def test_said_twice_it_is_one_row_with_the_later_words(alice: Person, bob: Person) -> None:
    first, again = say(alice, bob, "la vaiselle"), say(alice, bob)
    assert (first.pk, asked(bob)) == (again.pk, [("Alice", DISHES)])


def test_when_the_other_has_said_the_same_for_the_day_it_is_confirmed_at_once(alice: Person, bob: Person) -> None:
    assert not say(alice, bob).is_confirmed
    assert say(bob, alice, "essuyer les assiettes").is_confirmed
    assert (ledger(alice), SharedTask.objects.count()) == ({"Bob": [f"Une tâche partagée : {DISHES}"]}, 1)


def test_another_day_is_another_task(alice: Person, bob: Person) -> None:
    say(alice, bob)
    assert not say(bob, alice, "la cuisine", MONDAY).is_confirmed
    assert Encounter.objects.count() == 0


def test_what_both_said_is_not_said_anew(alice: Person, bob: Person) -> None:
    say(alice, bob)
    say(bob, alice)
    for one, other in ((alice, bob), (bob, alice)):
        assert say(one, other, "autre chose").is_confirmed
    assert [one.words for one in SharedTask.objects.all()] == [DISHES]
    assert Encounter.objects.count() == 1


def test_taken_back_it_is_gone_for_both_with_its_words(alice: Person, bob: Person) -> None:
    task = say(alice, bob)
    take_back_task(task=task, now=NOW)
    assert (said(alice), asked(bob), SharedTask.objects.get().words) == ([], [], "")
    with pytest.raises(NoLongerAsked):
        answer_task(task=task, yes=True, now=NOW)


def test_what_was_refused_is_not_asked_again_by_taking_it_back_and_saying_it_anew(alice: Person, bob: Person) -> None:
    task = say(alice, bob)
    answer_task(task=task, yes=False, now=NOW)
    take_back_task(task=task, now=NOW)
    assert (say(alice, bob).pk, said(alice), asked(bob)) == (task.pk, [("Bob", DISHES)], [])


def test_who_said_no_may_still_say_it_by_themselves(alice: Person, bob: Person) -> None:
    answer_task(task=say(alice, bob), yes=False, now=NOW)
    assert say(bob, alice).is_confirmed
    assert list(ledger(alice)) == ["Bob"]


def test_what_the_first_took_back_the_other_may_ask_in_turn(alice: Person, bob: Person) -> None:
    take_back_task(task=say(alice, bob), now=NOW)
    assert not say(bob, alice, "la cuisine").is_confirmed
    assert (said(bob), asked(alice), said(alice)) == ([("Alice", "la cuisine")], [("Bob", "la cuisine")], [])


def test_what_both_said_is_not_taken_back_but_each_may_let_go(alice: Person, bob: Person) -> None:
    task = say(alice, bob)
    answer_task(task=task, yes=True, now=NOW)
    with pytest.raises(AlreadyConfirmed):
        take_back_task(task=task, now=NOW)
    remember(person=bob, other=alice, met=False, note="", now=NOW)
    assert (list(ledger(alice)), ledger(bob)) == (["Bob"], {})


def test_who_says_it_takes_back_their_own_no_and_never_the_others(alice: Person, bob: Person, week: Edition) -> None:
    met(alice, bob, week)
    for one, other in ((alice, bob), (bob, alice)):
        remember(person=one, other=other, met=False, note="", now=NOW)
    task = say(alice, bob)
    assert (list(ledger(alice)), ledger(bob)) == (["Bob"], {})
    answer_task(task=task, yes=True, now=NOW)
    assert list(ledger(bob)) == ["Alice"]


def test_answered_once_it_waits_no_longer(alice: Person, bob: Person) -> None:
    task = say(alice, bob)
    answer_task(task=task, yes=False, now=NOW)
    with pytest.raises(NoLongerAsked):
        answer_task(task=task, yes=True, now=NOW)
    assert Encounter.objects.count() == 0


def test_the_database_keeps_one_row_per_pair_and_day(alice: Person, bob: Person, week: Edition) -> None:
    shared_task(alice, bob, week)
    with pytest.raises(IntegrityError):
        shared_task(bob, alice, week)


def test_nobody_shares_a_task_with_themselves(alice: Person, week: Edition) -> None:
    with pytest.raises(IntegrityError):
        shared_task(alice, alice, week)


def test_what_both_said_goes_with_either_of_them_and_with_the_edition(
    alice: Person, bob: Person, week: Edition
) -> None:
    chloe = taking_part(week, "Chloé")
    for one in (alice, chloe):
        answer_task(task=say(one, bob), yes=True, now=NOW)
    alice.delete()
    assert list(ledger(bob)) == ["Chloé"]
    week.delete()
    assert (SharedTask.objects.count(), Encounter.objects.count()) == (0, 0)


@pytest.mark.parametrize("count", [1, 3])
def test_three_questions_cost_as_many_queries_as_one(
    alice: Person, week: Edition, django_assert_num_queries: object, count: int
) -> None:
    assert callable(django_assert_num_queries)
    for number in range(count):
        other = taking_part(week, f"Personne {number}")
        shared_task(other, alice, week)
        shared_task(alice, other, week, day=TUESDAY + timedelta(days=1), said_at=SAID_AT)
    viewer = viewer_for(alice)
    with django_assert_num_queries(5):
        assert len(tasks_to_answer(alice, viewer)) == count
    with django_assert_num_queries(4):
        assert len(tasks_said(alice, viewer)) == count
