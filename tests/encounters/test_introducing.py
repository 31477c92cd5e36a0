"""Who is introduced to whom: by the real solver, from what people show, and never those who keep apart."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from bigre.core.models import Audience
from bigre.editions.models import Edition, Presence
from bigre.encounters.actions.openness import avoid, say_known
from bigre.encounters.models import Introduction, Openness
from bigre.encounters.planning.introductions import introduce, open_people, problem_of
from bigre.encounters.rules.introductions import are_introduced_on
from bigre.encounters.tasks.introductions import introduce_everybody
from bigre.people.models import Person
from tests.factories.editions import MONDAY, edition, participation
from tests.factories.encounters import notice, openness, tag
from tests.factories.people import cooperative, membership, occupation, person, place

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 8, 23, 6, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)


def somebody(name: str, week: Edition, **fields: object) -> Person:
    one = person(name, languages=["fr"], **fields)
    participation(one, week)
    openness(one)
    return one


def pairs() -> set[tuple[str, str]]:
    rows = Introduction.objects.values_list("person__name", "other__name")
    return {(one, other) for one, other in rows if one < other}


def test_both_sides_have_the_introduction_each_with_its_reasons() -> None:
    week, books = edition(), tag()
    alice, bob = somebody("Alice", week), somebody("Bob", week)
    needed = notice(alice, "Une comptable", kind="need", tags=[books])
    offered = notice(bob, "Tenir des comptes", tags=[books])
    assert introduce(edition=week, day=TUESDAY, now=NOW) == 2
    hers, his = Introduction.objects.get(person=alice), Introduction.objects.get(person=bob)
    assert (hers.other, his.other, hers.day) == (bob, alice, TUESDAY)
    facts = {"offer": offered.pk, "need": needed.pk, "tag": books.pk}
    assert {"kind": "they_offer_what_you_seek", **facts} in hers.reasons
    assert {"kind": "they_seek_what_you_offer", **facts} in his.reasons


def test_done_twice_nobody_is_introduced_twice() -> None:
    week = edition()
    for name in ("Alice", "Bob", "Chloé"):
        somebody(name, week)
    first = introduce(edition=week, day=TUESDAY, now=NOW)
    assert (first, introduce(edition=week, day=TUESDAY, now=NOW)) == (6, 0)


def test_those_who_keep_apart_know_each_other_or_were_introduced_stay_out() -> None:
    week = edition()
    alice, bob, chloe, dina = (somebody(name, week) for name in ("Alice", "Bob", "Chloé", "Dina"))
    avoid(person=bob, other=alice, now=NOW)
    say_known(person=chloe, shown=[alice], known=[alice.pk], now=NOW)
    introduce(edition=week, day=TUESDAY, now=NOW)
    assert pairs() == {("Alice", "Dina"), ("Bob", "Chloé"), ("Bob", "Dina"), ("Chloé", "Dina")}
    introduce(edition=week, day=TUESDAY + timedelta(days=1), now=NOW)
    assert len(pairs()) == 4
    assert dina.introductions.count() == 3


def test_only_who_takes_part_is_there_takes_suggestions_and_shows_a_name_is_introduced() -> None:
    week = edition()
    alice = somebody("Alice", week)
    hidden = somebody("Bob", week, name_audience=Audience.NOBODY)
    closed = somebody("Chloé", week)
    Openness.objects.filter(person=closed).update(takes_suggestions=False)
    gone = somebody("Dina", week)
    Presence.objects.create(
        participation=gone.participations.get(),
        starts_at=week.moment(MONDAY, 600),
        ends_at=week.moment(MONDAY, 1200),
    )
    openness(person("Élie"))
    quiet = person("Farid")
    participation(quiet, week)
    assert open_people(week, TUESDAY) == [alice]
    assert open_people(week, MONDAY) == [alice, gone]
    assert hidden.introductions.count() == 0


def test_what_is_not_shown_to_the_edition_is_not_told_to_the_solver() -> None:
    week = edition()
    closed = {f"{part}_audience": Audience.NOBODY for part in ("about", "cooperative", "occupations", "place")}
    alice = somebody("Alice", week, place=place(), **closed)
    membership(alice, cooperative())
    occupation(alice)
    notice(alice, "Tenir des comptes")
    [told] = problem_of(open_people(week, TUESDAY), [], TUESDAY).people
    assert (told.languages, told.point, told.trades, told.ways, told.cooperatives, told.offers) == (
        frozenset(),
        None,
        frozenset(),
        frozenset(),
        frozenset(),
        (),
    )


def test_one_who_comes_later_in_the_day_is_introduced_too_and_the_others_not_again() -> None:
    week = edition()
    for name in ("Alice", "Bob", "Chloé"):
        somebody(name, week)
    introduce(edition=week, day=TUESDAY, now=NOW)
    dina = somebody("Dina", week)
    introduce(edition=week, day=TUESDAY, now=NOW, only=dina)
    assert dina.introductions.count() >= 2
    assert pairs() >= {("Alice", "Bob"), ("Alice", "Chloé"), ("Bob", "Chloé")}
    assert Openness.objects.get(person=dina).searched_at == NOW


def test_nobody_to_meet_is_noted_as_looked_for() -> None:
    week = edition()
    alice = somebody("Alice", week)
    assert introduce(edition=week, day=TUESDAY, now=NOW) == 0
    assert Openness.objects.get(person=alice).searched_at == NOW


def test_introductions_last_from_a_week_before_to_the_last_day() -> None:
    week = edition()
    days = [week.starts_on - timedelta(days=8), week.starts_on - timedelta(days=7), week.ends_on]
    assert [are_introduced_on(week, day) for day in days] == [False, True, True]
    assert not are_introduced_on(week, week.ends_on + timedelta(days=1))
    assert not are_introduced_on(edition("later", life=Edition.Life.PREPARATION), MONDAY)


def test_the_morning_serves_editions_near_and_forgets_what_has_ended() -> None:
    today = timezone.now().date()
    near = edition("near", starts_on=today, ends_on=today + timedelta(days=4))
    far = edition("far", starts_on=today + timedelta(days=30), ends_on=today + timedelta(days=34))
    for week in (near, far):
        for name in ("Alice", "Bob"):
            somebody(f"{name} {week.slug}", week)
    one = Person.objects.first()
    assert one is not None
    one.avoidances.create(sealed="1", ends_on=today - timedelta(days=1))
    assert introduce_everybody.func() == 2
    assert pairs() == {("Alice near", "Bob near")}
    assert not one.avoidances.exists()
