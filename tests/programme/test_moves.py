"""Moving activities by hand: who moved what is kept, can be taken back, and nobody overwrites anybody unknowingly."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bigre.people.models import Person
from bigre.programme.actions.moves import (
    MovedMeanwhile,
    NothingToUndo,
    begin_draft,
    move_activity,
    redo_move,
    undo_move,
)
from bigre.programme.actions.versions import AlreadyPublished
from bigre.programme.models import Attendance, Move, TimetableVersion
from tests.factories.people import person
from tests.factories.planning import MONDAY, NOW, TUESDAY, Small, published, small_edition

pytestmark = pytest.mark.django_db

type Places = dict[int, tuple[object, int]]


def places(version: TimetableVersion) -> Places:
    """Where every activity is: when, and in which space."""
    rows = version.placements.values_list("activity_id", "starts_at", "space_id")
    return {activity: (starts_at, space) for activity, starts_at, space in rows}


def moved(
    small: Small, draft: TimetableVersion, by: Person | None, minutes: int = 480, seen: int | None = None
) -> Move:
    """Somebody puts Forum on the beach on Monday."""
    return move_activity(
        version=draft,
        activity=small.forum,
        starts_at=small.edition.moment(MONDAY, minutes),
        space=small.beach,
        by=by,
        now=NOW,
        seen=seen,
    )


def a_draft() -> tuple[Small, TimetableVersion]:
    small = small_edition()
    return small, begin_draft(base=published(small), by=small.bob, now=NOW)


def test_a_draft_takes_over_everything_and_leaves_its_base_alone() -> None:
    small = small_edition()
    base = published(small)
    Attendance.objects.create(version=base, activity=small.songs, person=small.alice)
    draft = begin_draft(base=base, by=small.bob, now=NOW)
    assert (draft.number, draft.base, draft.made_by, draft.published_at) == (2, base, small.bob, None)
    assert places(draft) == places(base)
    assert [(one.activity, one.person) for one in draft.attendances.all()] == [(small.songs, small.alice)]

    moved(small, draft, small.bob)
    assert places(base)[small.forum.pk] == (small.edition.moment(MONDAY, 870), small.oratory.pk)


def test_a_move_is_kept_and_ends_as_late_as_the_activity_lasts() -> None:
    small, draft = a_draft()
    made = moved(small, draft, small.alice)
    put = draft.placements.get(activity=small.forum)
    moment = small.edition.moment
    assert (put.space, put.starts_at, put.ends_at) == (small.beach, moment(MONDAY, 480), moment(MONDAY, 570))
    assert (made.from_space, made.from_starts_at) == (small.oratory, moment(MONDAY, 870))
    assert (made.to_space, made.to_starts_at) == (small.beach, moment(MONDAY, 480))
    assert (made.number, made.made_by, made.made_at, made.undone_at) == (1, small.alice, NOW, None)
    draft.refresh_from_db()
    assert draft.revision == 1


def test_into_the_tray_and_back() -> None:
    small, draft = a_draft()
    before = places(draft)
    made = move_activity(version=draft, activity=small.forum, starts_at=None, space=None, by=small.alice, now=NOW)
    assert (made.to_space, made.to_starts_at) == (None, None)
    assert places(draft) == {key: place for key, place in before.items() if key != small.forum.pk}
    undo_move(version=draft, by=small.alice, now=NOW)
    assert places(draft) == before


def test_who_would_attend_a_moved_activity_is_asked_anew_and_others_stay() -> None:
    small, draft = a_draft()
    for one in (small.forum, small.songs):
        Attendance.objects.create(version=draft, activity=one, person=small.alice)
    moved(small, draft, small.bob)
    assert [one.activity for one in draft.attendances.all()] == [small.songs]


def test_what_is_published_does_not_move() -> None:
    small, draft = a_draft()
    moved(small, draft, small.alice)
    draft.published_at = NOW
    draft.save()
    before = places(draft)
    with pytest.raises(AlreadyPublished):
        moved(small, draft, small.alice, 600)
    with pytest.raises(AlreadyPublished):
        undo_move(version=draft, by=small.alice, now=NOW)
    with pytest.raises(AlreadyPublished):
        redo_move(version=draft, by=small.alice, now=NOW)
    assert places(draft) == before


def test_what_somebody_else_moved_since_i_looked_stays_and_i_learn_who_did_it() -> None:
    small, draft = a_draft()
    theirs = moved(small, draft, small.bob)
    with pytest.raises(MovedMeanwhile) as refused:
        moved(small, draft, small.alice, 600, seen=0)
    assert refused.value.move == theirs
    assert places(draft)[small.forum.pk][0] == small.edition.moment(MONDAY, 480)
    assert Move.objects.count() == 1
    # Having seen it, or having moved it oneself, nothing stands against it.
    moved(small, draft, small.alice, 600, seen=1)
    moved(small, draft, small.alice, 660, seen=1)


def test_what_somebody_took_back_since_i_looked_counts_as_moved() -> None:
    small, draft = a_draft()
    moved(small, draft, small.bob)
    undo_move(version=draft, by=small.bob, now=NOW)
    with pytest.raises(MovedMeanwhile):
        moved(small, draft, small.alice, 600, seen=1)


def test_another_activity_may_move_whatever_others_do() -> None:
    small, draft = a_draft()
    moved(small, draft, small.bob)
    move_activity(version=draft, activity=small.walk, starts_at=None, space=None, by=small.alice, now=NOW, seen=0)
    assert small.walk.pk not in places(draft)


def test_one_takes_back_ones_own_moves_only() -> None:
    small, draft = a_draft()
    moved(small, draft, small.bob)
    for act in (undo_move, redo_move):
        with pytest.raises(NothingToUndo):
            act(version=draft, by=small.alice, now=NOW)


def test_what_somebody_else_moved_on_is_not_taken_back_from_under_them() -> None:
    small, draft = a_draft()
    moved(small, draft, small.bob)
    theirs = moved(small, draft, small.alice, 600)
    with pytest.raises(MovedMeanwhile) as refused:
        undo_move(version=draft, by=small.bob, now=NOW)
    assert refused.value.move == theirs
    assert places(draft)[small.forum.pk][0] == small.edition.moment(MONDAY, 600)


def test_what_was_taken_back_comes_again_in_the_order_of_before() -> None:
    small, draft = a_draft()
    moved(small, draft, small.bob)
    moved(small, draft, small.bob, 600)
    for _time in range(2):
        undo_move(version=draft, by=small.bob, now=NOW)
    redone = [redo_move(version=draft, by=small.bob, now=NOW + timedelta(minutes=1)).number for _time in range(2)]
    assert redone == [1, 2]
    assert places(draft)[small.forum.pk][0] == small.edition.moment(MONDAY, 600)
    draft.refresh_from_db()
    assert draft.revision == 6


def test_after_another_move_nothing_is_left_to_make_again_but_the_journal_keeps_it() -> None:
    small, draft = a_draft()
    moved(small, draft, small.bob)
    undo_move(version=draft, by=small.bob, now=NOW)
    move_activity(version=draft, activity=small.walk, starts_at=None, space=None, by=small.bob, now=NOW)
    with pytest.raises(NothingToUndo):
        redo_move(version=draft, by=small.bob, now=NOW)
    # Whoever last looked after the first move still has to learn that Forum is back.
    assert {one.activity_id for one in draft.moves.filter(touched__gt=1)} == {small.forum.pk, small.walk.pk}


ACTS = st.one_of(
    st.tuples(
        st.just("move"),
        st.integers(0, 1),
        st.integers(0, 1),
        st.sampled_from([None, 480, 570, 675, 870]),
        st.booleans(),
    ),
    st.tuples(st.sampled_from(["undo", "redo"]), st.integers(0, 1)),
)


FORUM, BY_BOB, BY_DORA = 0, 0, 1


@settings(max_examples=20, deadline=None)
@given(st.lists(ACTS, max_size=10))
# Bob's move, made again on ground that Dora has left, is taken back to the base and not to where she had put it.
@example(
    [
        ("move", BY_DORA, FORUM, 480, True),
        ("move", BY_BOB, FORUM, 570, True),
        ("undo", BY_BOB),
        ("undo", BY_DORA),
        ("redo", BY_BOB),
        ("undo", BY_BOB),
    ]
)
def test_any_sequence_of_two_people_leads_where_the_standing_moves_say_and_back_to_the_base(acts: list[tuple]) -> None:  # type: ignore[type-arg]  # of two shapes
    with transaction.atomic():
        small, draft = a_draft()
        people, base = (small.bob, person("Dora")), places(draft)
        for act in acts:
            with suppress(NothingToUndo, MovedMeanwhile):
                perform(small, draft, people, act)
            assert places(draft) == as_the_moves_say(base, draft)
        for _time in range(len(acts)):
            for one in people:
                with suppress(NothingToUndo, MovedMeanwhile):
                    undo_move(version=draft, by=one, now=NOW)
        assert places(draft) == base
        assert not draft.moves.filter(undone_at=None).exists()
        transaction.set_rollback(True)


def perform(small: Small, draft: TimetableVersion, people: tuple[Person, Person], act: tuple) -> None:  # type: ignore[type-arg]  # of two shapes
    """Do as told; whatever happens, the revision grows by one, or nothing changes."""
    draft.refresh_from_db()
    before, revision = places(draft), draft.revision
    try:
        if act[0] != "move":
            {"undo": undo_move, "redo": redo_move}[act[0]](version=draft, by=people[act[1]], now=NOW)
        else:
            _kind, who, which, minutes, on_beach = act
            move_activity(
                version=draft,
                activity=(small.forum, small.walk)[which],
                starts_at=small.edition.moment(TUESDAY, minutes) if minutes else None,
                space=(small.oratory, small.beach)[on_beach] if minutes else None,
                by=people[who],
                now=NOW,
            )
    except (NothingToUndo, MovedMeanwhile):
        draft.refresh_from_db()
        assert (places(draft), draft.revision) == (before, revision)
        raise
    draft.refresh_from_db()
    assert draft.revision == revision + 1


def as_the_moves_say(base: Places, draft: TimetableVersion) -> Places:
    """The base, and on top of it each move that nobody has taken back."""
    found = dict(base)
    for move in draft.moves.filter(undone_at=None).order_by("number"):
        found.pop(move.activity_id, None)
        if move.to_starts_at and move.to_space_id:
            found[move.activity_id] = (move.to_starts_at, move.to_space_id)
    return found
