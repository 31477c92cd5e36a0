"""What changes between two versions, in words."""

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from bigre.programme.models import TimetableVersion
from bigre.programme.queries.diff import changes_between, counts_of
from tests.factories.planning import MONDAY, TUESDAY, Small, small_edition
from tests.factories.programme import placement, version

pytestmark = pytest.mark.django_db


def two_versions(small: Small) -> tuple[TimetableVersion, TimetableVersion]:
    """Songs move in time and space, stories in space, the walk in time; the forum is new; nothing else changes."""
    before, after = version(small.edition), version(small.edition, published_at=None)
    placement(before, small.songs, small.oratory, MONDAY, 570)
    placement(after, small.songs, small.beach, TUESDAY, 870)
    placement(before, small.stories, small.oratory, TUESDAY, 570)
    placement(after, small.stories, small.beach, TUESDAY, 570)
    placement(before, small.walk, small.beach, MONDAY, 870)
    placement(after, small.walk, small.beach, MONDAY, 570)
    placement(after, small.forum, small.oratory, MONDAY, 675)
    return before, after


def test_each_change_is_a_sentence_and_they_come_in_order_of_time() -> None:
    before, after = two_versions(small_edition())
    assert [(change.activity.title, change.kind, change.sentence) for change in changes_between(before, after)] == [
        ("Marche", "moved", "déplacée de lundi 14:30 à lundi 9:30, toujours Plage"),
        ("Forum", "added", "ajoutée lundi 11:15, Oratoire"),
        ("Contes", "moved", "change d’espace, mardi 9:30 : de Oratoire à Plage"),
        ("Chants", "moved", "déplacée de lundi 9:30, Oratoire, à mardi 14:30, Plage"),
    ]
    assert counts_of(changes_between(before, after)) == {"added": 1, "removed": 0, "moved": 3}


def test_the_other_way_round_what_was_added_is_removed() -> None:
    before, after = two_versions(small_edition())
    removed = [change for change in changes_between(after, before) if change.kind == "removed"]
    assert [change.sentence for change in removed] == ["retirée, était lundi 11:15, Oratoire"]


def test_a_version_changes_nothing_against_itself_and_adds_everything_against_nothing() -> None:
    _before, after = two_versions(small_edition())
    assert changes_between(after, after) == []
    assert counts_of(changes_between(None, after)) == {"added": 4, "removed": 0, "moved": 0}


def test_days_are_those_of_the_edition_s_zone_and_the_reader_s_language() -> None:
    small = small_edition()
    small.edition.time_zone = "Pacific/Auckland"
    small.edition.save()
    after = version(small.edition)
    placement(after, small.songs, small.beach, TUESDAY, 30)
    with translation.override("nl"):
        (change,) = changes_between(None, after)
        assert change.after is not None
        assert change.after.when == "dinsdag 0:30"


@pytest.mark.parametrize("moved", [1, 3])
def test_a_diff_takes_two_queries(moved: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    small = small_edition()
    before, after = version(small.edition), version(small.edition)
    for activity in (small.songs, small.stories, small.walk)[:moved]:
        placement(before, activity, small.oratory, MONDAY, 570)
        placement(after, activity, small.oratory, TUESDAY, 570)
    with django_assert_num_queries(2):
        assert len(changes_between(before, after)) == moved
