"""Everywhere an activity of a draft could be: the same answer as the solver gives for each place, in few words."""

from collections.abc import Callable
from datetime import datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from bigre.editions.models import Space
from bigre.people.models import Person
from bigre.programme.actions.moves import begin_draft, move_activity
from bigre.programme.actions.pins import pin
from bigre.programme.models import Activity, TimetableVersion
from bigre.programme.planning import CannotPlan, Places, held_by, places_of, why_not_there
from bigre.proposals.models import Relation
from bigre_solvers.timetable import why_not
from tests.factories.planning import MONDAY, NOW, TUESDAY, Small, disruption, published, relation, small_edition
from tests.factories.programme import activity

pytestmark = pytest.mark.django_db

type Found = dict[tuple[datetime, int], list[str]]


def by_name(person: Person) -> str:
    return person.name


def unnamed(_person: Person) -> str:
    return ""


def a_draft() -> tuple[Small, TimetableVersion]:
    small = small_edition()
    return small, begin_draft(base=published(small), by=None, now=NOW)


def told(places: Places) -> Found:
    """Each place with what forbids it, in sentences."""
    return {
        (start.at, space): [places.sentences[number] for number in numbers]
        for start, row in zip(places.starts, places.forbidden, strict=True)
        for space, numbers in zip(places.spaces, row, strict=True)
    }


def asked(small: Small, draft: TimetableVersion, one: Activity, naming: Callable[[Person], str] = by_name) -> Found:
    return told(places_of(draft, one, naming))


def test_what_forbids_a_place_is_said_in_few_words() -> None:
    small, draft = a_draft()
    found, moment = asked(small, draft, small.songs), small.edition.moment
    assert found[moment(TUESDAY, 570), small.oratory.pk] == []
    assert found[moment(TUESDAY, 675), small.oratory.pk] == ["Bob est à « Contes »", "pris par « Contes »"]
    assert found[moment(TUESDAY, 675), small.beach.pk] == ["Bob est à « Contes »"]
    assert found[moment(MONDAY, 570), small.beach.pk] == ["Bob n’est pas là", "pris par « Marche »"]


def test_who_may_not_be_named_stays_unnamed() -> None:
    small, draft = a_draft()
    found = asked(small, draft, small.songs, unnamed)
    assert found[small.edition.moment(MONDAY, 870), small.beach.pk] == ["Une personne qui doit y être n’est pas là"]
    assert not any("Bob" in sentence for sentences in found.values() for sentence in sentences)


def test_a_closed_space_one_too_small_and_an_order_say_so() -> None:
    small, draft = a_draft()
    disruption(small, small.oratory, TUESDAY, 840, 1080)
    small.forum.max_size = 60
    small.forum.save()
    relation(Relation.Kind.BEFORE, small.forum, small.songs)
    found, moment = asked(small, draft, small.forum), small.edition.moment
    assert found[moment(TUESDAY, 870), small.beach.pk] == ["doit venir avant « Chants »", "trop petit"]
    assert "fermé à ce moment" in found[moment(TUESDAY, 870), small.oratory.pk]


def test_its_own_pin_counts_for_nothing_and_its_own_place_is_free() -> None:
    small, draft = a_draft()
    before = asked(small, draft, small.forum)
    pin(activity=small.forum, starts_at=small.edition.moment(MONDAY, 870), space=small.oratory, by=None, now=NOW)
    assert asked(small, draft, small.forum) == before
    assert before[small.edition.moment(MONDAY, 870), small.oratory.pk] == []


@pytest.mark.parametrize("title", ["Chants", "Contes", "Marche", "Forum", "Tri"])
def test_a_place_is_free_exactly_where_the_solver_finds_nothing_against_it(title: str) -> None:
    small, draft = a_draft()
    activity(small.edition, "Tri", leaders=[small.bob], duration_minutes=60, max_size=50)
    relation(Relation.Kind.NOT_TOGETHER, small.forum, small.walk)
    relation(Relation.Kind.BEFORE, small.walk, small.stories)
    disruption(small, small.oratory, TUESDAY, 840, 1080)
    one, held = small.edition.activities.get(title=title), held_by(draft)
    key = str(one.uuid)
    found = asked(small, draft, one)
    assert found
    for (starts_at, space), sentences in found.items():
        tick = held.clock.minutes(starts_at) // held.clock.tick_minutes
        answer = why_not(held.problem, held.assignment, key, tick, str(space))
        assert (not sentences) == ([reason.kind for reason in answer.told] == ["place_left"]), (starts_at, sentences)


def test_one_place_asked_alone_has_the_same_answer() -> None:
    small, draft = a_draft()
    for one in (small.songs, small.walk, small.forum):
        for (starts_at, space), sentences in asked(small, draft, one).items():
            there = Space.objects.get(pk=space)
            assert why_not_there(draft, one, starts_at, there, naming=by_name) == sentences


def test_nothing_starts_at_lunch_or_where_nothing_is_planned() -> None:
    small, draft = a_draft()
    at_lunch, morning = small.edition.moment(MONDAY, 780), small.edition.moment(MONDAY, 570)
    assert why_not_there(draft, small.songs, at_lunch, small.oratory, naming=by_name) is None
    small.beach.plannable = False
    small.beach.save()
    elsewhere = small.edition.moment(MONDAY, 577)
    assert why_not_there(draft, small.songs, elsewhere, small.oratory, naming=by_name) is None
    assert why_not_there(draft, small.songs, morning, small.oratory, naming=by_name) == ["Bob n’est pas là"]


def test_nothing_moves_into_the_past() -> None:
    small, draft = a_draft()
    since = small.edition.moment(TUESDAY, 600)
    places = places_of(draft, small.forum, by_name, since)
    assert {start.at for start in places.starts} == {
        start.at for start in places_of(draft, small.forum, by_name).starts if start.at >= since
    }
    morning = small.edition.moment(TUESDAY, 570)
    assert why_not_there(draft, small.forum, morning, small.beach, naming=by_name, since=since) is None


def test_wishes_that_would_fall_together_are_counted() -> None:
    small, draft = a_draft()
    # Alice wishes Chants, Marche and Forum.
    clashes = {start.at: start.clash for start in places_of(draft, small.forum, by_name).starts}
    moment = small.edition.moment
    assert (clashes[moment(MONDAY, 570)], clashes[moment(TUESDAY, 570)], clashes[moment(TUESDAY, 870)]) == (1, 1, 0)
    assert clashes[moment(MONDAY, 870)] == 0


def test_a_move_is_seen_at_once_and_so_is_whatever_else_changes() -> None:
    small, draft = a_draft()
    moment = small.edition.moment(TUESDAY, 675)
    assert asked(small, draft, small.forum)[moment, small.oratory.pk] == ["pris par « Contes »"]
    move_activity(version=draft, activity=small.stories, starts_at=None, space=None, by=None, now=NOW)
    assert asked(small, draft, small.forum)[moment, small.oratory.pk] == []
    disruption(small, small.oratory, TUESDAY, 600, 800)
    assert asked(small, draft, small.forum)[moment, small.oratory.pk] == ["fermé à ce moment"]


def test_a_second_card_costs_no_statement_of_the_edition(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    small, draft = a_draft()
    places_of(draft, small.songs, by_name)
    with django_assert_num_queries(5):
        places_of(draft, small.walk, by_name)


def test_an_edition_that_cannot_be_planned_says_so() -> None:
    small, draft = a_draft()
    Space.objects.update(plannable=False)
    with pytest.raises(CannotPlan):
        places_of(draft, small.songs, by_name)
