"""What publishing changes, for how many people, and which changes are the big ones."""

import pytest
from pytest_django import DjangoAssertNumQueries

from bigre.programme.actions.pins import pin, pin_favourites
from bigre.programme.models import Favourite, Pin, TimetableVersion
from bigre.programme.queries.consequences import consequences_of
from tests.factories.planning import MONDAY, NOW, TUESDAY, Small, small_edition
from tests.factories.programme import placement, version

pytestmark = pytest.mark.django_db


def two_versions(small: Small) -> tuple[TimetableVersion, TimetableVersion]:
    """Songs go to another day, stories to another space, the walk to another hour; the forum is new."""
    before, after = version(small.edition), version(small.edition, published_at=None)
    placement(before, small.songs, small.oratory, MONDAY, 570)
    placement(after, small.songs, small.beach, TUESDAY, 870)
    placement(before, small.stories, small.oratory, TUESDAY, 570)
    placement(after, small.stories, small.beach, TUESDAY, 570)
    placement(before, small.walk, small.beach, MONDAY, 870)
    placement(after, small.walk, small.beach, MONDAY, 570)
    placement(after, small.forum, small.oratory, MONDAY, 675)
    return before, after


def test_changes_stand_under_their_day_the_big_ones_apart() -> None:
    found = consequences_of(*two_versions(small_edition()))
    assert [
        (day.date, [one.activity.title for one in day.big], [one.activity.title for one in day.small])
        for day in found.days
    ] == [(MONDAY, ["Forum"], ["Marche"]), (TUESDAY, ["Chants"], ["Contes"])]


def test_before_closing_time_a_night_belongs_to_the_day_before() -> None:
    small = small_edition()
    small.edition.closes_minutes = 1560
    small.edition.save()
    before, after = version(small.edition), version(small.edition)
    placement(before, small.songs, small.beach, MONDAY, 1380)
    placement(after, small.songs, small.beach, TUESDAY, 30)
    (day,) = consequences_of(before, after).days
    assert (day.date, day.big, len(day.small)) == (MONDAY, [], 1)


def test_people_who_lead_or_keep_what_moves_are_counted_once_each() -> None:
    small = small_edition()
    before, after = two_versions(small)
    for one, activity in ((small.alice, small.songs), (small.alice, small.walk), (small.bob, small.forum)):
        Favourite.objects.create(person=one, activity=activity)
    found = consequences_of(before, after)
    assert (found.known, found.upset, found.leaders, found.keepers, found.kept) == (3, 3, 1, 1, 2)
    assert found.is_a_lot


def test_nothing_is_upset_before_the_first_publication() -> None:
    small = small_edition()
    _before, after = two_versions(small)
    found = consequences_of(None, after)
    assert (found.known, found.upset, found.is_a_lot) == (0, 0, False)
    assert found.counts == {"added": 4, "removed": 0, "moved": 0}


def test_what_is_taken_out_of_the_programme_upsets_as_much_as_what_moves() -> None:
    small = small_edition()
    before, after = version(small.edition), version(small.edition)
    placement(before, small.songs, small.oratory, MONDAY, 570)
    placement(before, small.forum, small.beach, MONDAY, 570)
    placement(after, small.forum, small.beach, MONDAY, 570)
    found = consequences_of(before, after)
    assert (found.upset, found.leaders, found.is_a_lot) == (1, 1, True)


def test_holding_what_people_keep_leaves_the_pins_that_exist() -> None:
    small = small_edition()
    before, _after = two_versions(small)
    for activity in (small.songs, small.walk, small.forum):
        Favourite.objects.create(person=small.alice, activity=activity)
    pin(activity=small.walk, starts_at=None, space=small.oratory, by=None, now=NOW)
    assert pin_favourites(version=before, by=small.bob, now=NOW) == 1
    assert list(Pin.objects.order_by("pk").values_list("activity__title", "space__name", "starts_at")) == [
        ("Marche", "Oratoire", None),
        ("Chants", "Oratoire", small.edition.moment(MONDAY, 570)),
    ]
    assert pin_favourites(version=before, by=small.bob, now=NOW) == 0


@pytest.mark.parametrize("moved", [1, 3])
def test_consequences_take_six_queries(moved: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    small = small_edition()
    before, after = version(small.edition), version(small.edition)
    for activity in (small.songs, small.stories, small.walk)[:moved]:
        placement(before, activity, small.oratory, MONDAY, 570)
        placement(after, activity, small.oratory, TUESDAY, 570)
    with django_assert_num_queries(6):
        assert len(consequences_of(before, after).changes) == moved
