"""Who met whom, as each reads it for themselves; and what they keep of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bigre.core.models import Audience
from bigre.editions.models import Edition
from bigre.editions.queries import viewer_for
from bigre.encounters.actions.ledger import remember, say_was_not_there, say_was_there
from bigre.encounters.models import CheckIn, Encounter
from bigre.encounters.queries.met import activities_over, people_met
from bigre.people.models import Person
from bigre.programme.models import Placement
from tests.factories.editions import MONDAY, space, taking_part, venue
from tests.factories.encounters import met
from tests.factories.people import signed_in
from tests.factories.programme import activity, placement, version

pytestmark = pytest.mark.django_db
NOW = timezone.now()
PAGE = "/editions/bigre-2022/encounters/was-there/"


def placed(week: Edition, title: str = "Cercle", size: int | None = 12) -> Placement:
    published = week.versions.first() or version(week)
    hall = space(venue(), title)
    return placement(published, activity(week, title, max_size=size), hall, MONDAY)


def names(person: Person) -> list[str]:
    return [one.face.name for one in people_met(person, viewer_for(person))]


def test_those_who_say_that_they_were_at_a_small_activity_met(week: Edition) -> None:
    alice, bob, chloe = (taking_part(week, name) for name in ("Alice", "Bob", "Chloé"))
    circle = placed(week)
    assert [say_was_there(person=one, placement=circle, now=NOW) for one in (alice, bob, alice)] == [0, 1, 1]
    assert (names(alice), names(bob), names(chloe)) == (["Bob"], ["Alice"], [])
    assert Encounter.objects.count() == 1


def test_in_a_large_one_nobody_is_said_to_have_met(week: Edition) -> None:
    alice, bob = taking_part(week, "Alice"), taking_part(week, "Bob")
    for size in (21, None):
        large = placed(week, f"Grande {size}", size)
        for one in (alice, bob):
            assert say_was_there(person=one, placement=large, now=NOW) == 0
    assert (Encounter.objects.count(), CheckIn.objects.count()) == (0, 4)


def test_taking_it_back_takes_it_back_for_both(week: Edition) -> None:
    alice, bob, chloe = (taking_part(week, name) for name in ("Alice", "Bob", "Chloé"))
    circle = placed(week)
    for one in (alice, bob, chloe):
        say_was_there(person=one, placement=circle, now=NOW)
    say_was_not_there(person=alice, activity=circle.activity)
    assert (names(alice), names(bob), names(chloe)) == ([], ["Chloé"], ["Bob"])


def test_somebody_who_hides_their_name_is_not_opened_by_an_encounter(week: Edition) -> None:
    alice, bob = taking_part(week, "Alice"), taking_part(week, "Bob")
    met(alice, bob, week)
    bob.name_audience = Audience.NOBODY
    bob.save()
    assert (names(alice), names(bob)) == ([], ["Alice"])


def test_a_note_and_a_no_are_my_own(week: Edition) -> None:
    alice, bob, chloe = (taking_part(week, name) for name in ("Alice", "Bob", "Chloé"))
    for other in (bob, chloe):
        met(alice, other, week)
    remember(person=alice, other=bob, met=False, note="", now=NOW)
    remember(person=alice, other=chloe, met=True, note="Parler de ses ruches", now=NOW)
    assert names(alice) == ["Chloé"]
    assert names(bob) == ["Alice"]
    assert "Parler de ses ruches" in signed_in(alice).get("/me/met/").text
    assert "Parler de ses ruches" not in signed_in(chloe).get("/me/met/").text


def test_nobody_notes_somebody_whom_they_did_not_meet(week: Edition) -> None:
    alice, bob = taking_part(week, "Alice"), taking_part(week, "Bob")
    assert signed_in(alice).post(f"/me/met/{bob.uuid}/", {"note": "…", "met": "yes"}).status_code == 404
    assert alice.remembered.count() == 0


def test_a_note_too_long_changes_nothing_and_says_so(week: Edition) -> None:
    alice, bob = taking_part(week, "Alice"), taking_part(week, "Bob")
    met(alice, bob, week)
    answer = signed_in(alice).post(f"/me/met/{bob.uuid}/", {"note": "a" * 2001, "met": "yes"}, follow=True)
    assert "Ta note est trop longue" in answer.text
    assert alice.remembered.count() == 0


def test_what_i_kept_or_led_and_is_over_waits_to_be_told(week: Edition) -> None:
    alice = taking_part(week, "Alice")
    circle, large, other = placed(week), placed(week, "Plénière", 200), placed(week, "Ailleurs")
    for one in (circle, large):
        alice.favourites.create(activity=one.activity)
    over = circle.ends_at
    assert activities_over(alice, week, over) == [(circle, False)]
    assert activities_over(alice, week, over - timedelta(minutes=1)) == []
    say_was_there(person=alice, placement=other, now=NOW)
    assert {one.activity.title: said for one, said in activities_over(alice, week, over)} == {
        "Cercle": False,
        "Ailleurs": True,
    }


def test_one_tap_says_it_and_another_takes_it_back(week: Edition) -> None:
    alice = taking_part(week, "Alice")
    circle = placed(week)
    browser = signed_in(alice)
    browser.post(PAGE, {"placement": circle.pk})
    assert CheckIn.objects.count() == 1
    browser.post(PAGE, {"placement": circle.pk, "there": "no"})
    assert CheckIn.objects.count() == 0
    assert browser.post(PAGE, {"placement": "0"}).status_code == 404


def test_three_people_cost_as_many_queries_as_one(week: Edition, django_assert_num_queries: object) -> None:
    assert callable(django_assert_num_queries)
    alice = taking_part(week, "Alice")
    for number in (1, 2, 3):
        other = taking_part(week, f"Personne {number}")
        met(alice, other, week)
        if number != 2:
            viewer = viewer_for(alice)
            with django_assert_num_queries(6):
                people_met(alice, viewer)
