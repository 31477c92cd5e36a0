"""Versions of the timetable are drafts until somebody publishes them."""

from datetime import timedelta

import pytest

from bigre.editions.models import Edition
from bigre.programme.actions.versions import AlreadyPublished, NothingToPublish, publish, store_version
from bigre.programme.models import Attendance, Placement, TimetableVersion
from bigre.programme.queries.published import current_version
from tests.factories.people import person
from tests.factories.planning import MONDAY, NOW, Small, small_edition

pytestmark = pytest.mark.django_db


def draft(small: Small) -> TimetableVersion:
    """The next draft, with one activity and one person proposed to attend it."""
    day = small.edition.moment
    placed = Placement(activity=small.forum, space=small.beach, starts_at=day(MONDAY, 570), ends_at=day(MONDAY, 660))
    attends = Attendance(activity=small.forum, person=small.alice)
    return store_version(edition=small.edition, by=small.bob, placements=[placed], attendances=[attends], now=NOW)


def test_versions_are_numbered_in_the_order_in_which_they_are_made() -> None:
    small, other = small_edition(), small_edition("bigre-2023")
    assert [draft(small).number, draft(small).number, draft(other).number] == [1, 2, 1]
    version = TimetableVersion.objects.get(edition=other.edition)
    assert (version.made_by, version.made_at, version.is_published) == (other.bob, NOW, False)
    assert list(version.placements.values_list("activity__title", "space__name")) == [("Forum", "Plage")]
    assert list(version.attendances.values_list("person__name")) == [("Alice",)]


def test_a_draft_is_nobody_s_programme_until_it_is_published() -> None:
    small = small_edition()
    version = draft(small)
    assert current_version(small.edition) is None

    chloe = person("Chloé")
    publish(version=version, by=chloe, now=NOW)
    version.refresh_from_db()
    assert (version.published_at, version.published_by) == (NOW, chloe)
    assert current_version(small.edition) == version
    small.edition.refresh_from_db()
    assert small.edition.life == Edition.Life.PUBLISHED


def test_the_version_published_last_is_the_programme_even_when_it_is_older() -> None:
    small = small_edition()
    first, second = draft(small), draft(small)
    publish(version=second, by=None, now=NOW)
    publish(version=first, by=None, now=NOW + timedelta(hours=1))
    assert current_version(small.edition) == first


@pytest.mark.parametrize("life", [Edition.Life.UNDER_WAY, Edition.Life.ARCHIVED])
def test_publishing_never_takes_an_edition_back_in_its_life(life: Edition.Life) -> None:
    small = small_edition()
    Edition.objects.filter(pk=small.edition.pk).update(life=life)
    publish(version=draft(small), by=None, now=NOW)
    assert Edition.objects.get(pk=small.edition.pk).life == life


def test_publishing_twice_keeps_who_did_it_first() -> None:
    small = small_edition()
    version = draft(small)
    publish(version=version, by=small.bob, now=NOW)
    with pytest.raises(AlreadyPublished):
        publish(version=version, by=small.alice, now=NOW + timedelta(hours=1))
    version.refresh_from_db()
    assert (version.published_at, version.published_by) == (NOW, small.bob)


def test_a_version_without_any_activity_is_not_published() -> None:
    small = small_edition()
    empty = store_version(edition=small.edition, by=None, placements=[], attendances=[], now=NOW)
    with pytest.raises(NothingToPublish):
        publish(version=empty, by=None, now=NOW)
    small.edition.refresh_from_db()
    assert small.edition.life == Edition.Life.PLANNING
