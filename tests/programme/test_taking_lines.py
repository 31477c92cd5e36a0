"""Lines that are ticked become moves of the draft, all in one go; what moved meanwhile is refused with a sentence."""

from datetime import datetime

import pytest

from bigre.programme.actions.lines import NeedsOthers, NotADraft, Refused, take_lines, undo_lines
from bigre.programme.actions.moves import begin_draft, move_activity
from bigre.programme.models import Activity, Move, TimetableVersion
from bigre.programme.queries.lines import Clash, Line, lines_between
from tests.factories.planning import MONDAY, NOW, TUESDAY, Small, published, small_edition

pytestmark = pytest.mark.django_db


def proposed_to(small: Small) -> tuple[TimetableVersion, TimetableVersion]:
    """A draft; and a proposal in which Chants and Contes swap, Forum goes to the beach and Marche loses its place."""
    draft = begin_draft(base=published(small), by=small.bob, now=NOW)
    other = begin_draft(base=draft, by=None, now=NOW)
    moment = small.edition.moment
    for one, start in ((small.songs, 675), (small.stories, 570)):
        other.placements.filter(activity=one).update(
            starts_at=moment(TUESDAY, start), ends_at=moment(TUESDAY, start + 90)
        )
    other.placements.filter(activity=small.forum).update(space=small.beach)
    other.placements.filter(activity=small.walk).delete()
    return draft, other


def tokens(draft: TimetableVersion, other: TimetableVersion) -> dict[str, str]:
    """Title → the line as somebody sees it now."""
    return {line.activity.title: line.token for line in lines_between(draft, other)}


def where(version: TimetableVersion) -> dict[str, tuple[datetime, datetime, str]]:
    rows = version.placements.values_list("activity__title", "starts_at", "ends_at", "space__name")
    return {title: (start, end, space) for title, start, end, space in rows}


def moved(small: Small, draft: TimetableVersion, activity: Activity, minutes: int) -> Move:
    """Somebody moves an activity meanwhile."""
    moment = small.edition.moment(MONDAY, minutes)
    return move_activity(version=draft, activity=activity, starts_at=moment, space=small.beach, by=None, now=NOW)


def test_every_line_taken_makes_the_draft_what_was_proposed_and_each_is_a_move() -> None:
    small = small_edition()
    draft, other = proposed_to(small)
    shown = tokens(draft, other).values()
    taken = take_lines(draft=draft, proposed=other, ticked=shown, shown=shown, by=small.alice, now=NOW)
    assert (len(taken.moves), taken.refused) == (4, ())
    assert where(draft) == where(other)
    assert lines_between(draft, other) == []
    assert {move.made_by for move in draft.moves.all()} == {small.alice}


def test_lines_left_alone_stay_differences() -> None:
    small = small_edition()
    draft, other = proposed_to(small)
    shown = tokens(draft, other)
    taken = take_lines(draft=draft, proposed=other, ticked=[shown["Forum"]], shown=shown.values(), by=None, now=NOW)
    assert [move.activity.title for move in taken.moves] == ["Forum"]
    assert set(tokens(draft, other)) == {"Chants", "Contes", "Marche"}


def test_half_of_a_swap_is_not_taken_but_asked_about_together() -> None:
    small = small_edition()
    draft, other = proposed_to(small)
    shown, before = tokens(draft, other), where(draft)
    with pytest.raises(NeedsOthers) as asked:
        take_lines(
            draft=draft,
            proposed=other,
            ticked=[shown["Chants"], shown["Forum"]],
            shown=shown.values(),
            by=None,
            now=NOW,
        )
    assert asked.value.together == {shown["Chants"], shown["Contes"], shown["Forum"]}
    assert (where(draft), draft.moves.count()) == (before, 0)


def test_a_line_whose_activity_moved_meanwhile_is_refused_and_the_others_are_taken() -> None:
    small = small_edition()
    draft, other = proposed_to(small)
    shown = tokens(draft, other).values()
    moved(small, draft, small.forum, 870)
    moved(small, draft, small.forum, 1000)
    taken = take_lines(draft=draft, proposed=other, ticked=shown, shown=shown, by=None, now=NOW)
    assert taken.refused == (Refused(small.forum),)
    assert {move.activity.title for move in taken.moves} == {"Chants", "Contes", "Marche"}
    assert where(draft)["Forum"][0] == small.edition.moment(MONDAY, 1000)


def test_a_line_whose_place_somebody_took_meanwhile_is_refused_with_who_took_it() -> None:
    small = small_edition()
    draft, other = proposed_to(small)
    shown = tokens(draft, other)
    moved(small, draft, small.walk, 840)
    taken = take_lines(
        draft=draft,
        proposed=other,
        ticked=[shown["Forum"], shown["Chants"], shown["Contes"]],
        shown=shown.values(),
        by=None,
        now=NOW,
    )
    assert taken.refused == (Refused(small.forum, Clash.SPACE, small.walk),)
    assert {move.activity.title for move in taken.moves} == {"Chants", "Contes"}


def test_half_of_a_swap_whose_other_half_moved_is_refused_too() -> None:
    small = small_edition()
    draft, other = proposed_to(small)
    shown = tokens(draft, other)
    move_activity(
        version=draft,
        activity=small.stories,
        starts_at=small.edition.moment(TUESDAY, 690),
        space=small.oratory,
        by=None,
        now=NOW,
    )
    ticked = [shown["Chants"], shown["Contes"]]
    taken = take_lines(draft=draft, proposed=other, ticked=ticked, shown=shown.values(), by=None, now=NOW)
    assert taken.moves == ()
    assert taken.refused == (Refused(small.stories), Refused(small.songs, Clash.SPACE, small.stories))


def test_tokens_of_nothing_take_nothing() -> None:
    small = small_edition()
    draft, other = proposed_to(small)
    nonsense = ["", "x", "1" * 36, f"{small.edition.pk}-0"]
    taken = take_lines(draft=draft, proposed=other, ticked=nonsense, shown=nonsense, by=None, now=NOW)
    assert (taken.moves, taken.refused) == ((), ())


def test_a_draft_that_was_published_meanwhile_is_not_changed() -> None:
    small = small_edition()
    draft, other = proposed_to(small)
    shown = tokens(draft, other).values()
    TimetableVersion.objects.filter(pk=draft.pk).update(published_at=NOW)
    with pytest.raises(NotADraft):
        take_lines(draft=draft, proposed=other, ticked=shown, shown=shown, by=None, now=NOW)


def test_all_that_was_taken_is_undone_at_once_unless_something_came_after() -> None:
    small = small_edition()
    draft, other = proposed_to(small)
    shown, before = tokens(draft, other).values(), where(draft)
    moves = take_lines(draft=draft, proposed=other, ticked=shown, shown=shown, by=None, now=NOW).moves
    first, last = moves[0].number, moves[-1].number
    assert undo_lines(draft=draft, first=first, last=last, now=NOW)
    assert where(draft) == before
    assert not undo_lines(draft=draft, first=first, last=last, now=NOW)

    moves = take_lines(draft=draft, proposed=other, ticked=shown, shown=shown, by=None, now=NOW).moves
    moved(small, draft, small.walk, 1000)
    assert not undo_lines(draft=draft, first=moves[0].number, last=moves[-1].number, now=NOW)


def test_a_line_is_another_one_as_soon_as_its_activity_is_elsewhere() -> None:
    small = small_edition()
    draft, other = proposed_to(small)
    before = tokens(draft, other)
    moved(small, draft, small.walk, 1000)
    after = tokens(draft, other)
    assert before["Marche"] != after["Marche"]
    assert {title for title in after if before[title] == after[title]} == {"Chants", "Contes", "Forum"}
    assert all(isinstance(line, Line) for line in lines_between(draft, other))


def test_what_moves_lasts_as_long_as_its_activity_does_today() -> None:
    small = small_edition()
    draft, other = proposed_to(small)
    for one in (small.forum, small.walk):
        one.duration_minutes = 120
        one.save()
    shown = tokens(draft, other).values()
    take_lines(draft=draft, proposed=other, ticked=shown, shown=shown, by=None, now=NOW)
    start, end, _space = where(draft)["Forum"]
    assert (end - start).total_seconds() == 120 * 60
    assert lines_between(draft, other) == []
