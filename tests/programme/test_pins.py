"""The team holds an activity at a time, in a space, or both."""

import pytest

from bigre.programme.actions.pins import NothingHeld, pin, unpin
from bigre.programme.models import Pin
from bigre.programme.queries.planning import pins_of
from tests.factories.planning import MONDAY, NOW, TUESDAY, small_edition

pytestmark = pytest.mark.django_db


def test_a_new_pin_replaces_the_one_before() -> None:
    small = small_edition()
    moment = small.edition.moment
    pin(activity=small.songs, starts_at=moment(MONDAY, 570), space=small.beach, by=small.bob, now=NOW)
    pin(activity=small.songs, starts_at=moment(TUESDAY, 870), space=None, by=small.alice, now=NOW)
    (held,) = Pin.objects.all()
    assert (held.starts_at, held.space, held.pinned_by) == (moment(TUESDAY, 870), None, small.alice)


def test_a_pin_that_holds_nothing_is_refused_and_leaves_the_one_before() -> None:
    small = small_edition()
    pin(activity=small.songs, starts_at=None, space=small.beach, by=None, now=NOW)
    with pytest.raises(NothingHeld):
        pin(activity=small.songs, starts_at=None, space=None, by=None, now=NOW)
    assert Pin.objects.get().space == small.beach


def test_unpinning_frees_this_activity_only_and_may_be_done_twice() -> None:
    small = small_edition()
    for activity in (small.songs, small.forum):
        pin(activity=activity, starts_at=None, space=small.beach, by=None, now=NOW)
    unpin(activity=small.songs)
    unpin(activity=small.songs)
    assert [held.activity for held in pins_of(small.edition)] == [small.forum]
