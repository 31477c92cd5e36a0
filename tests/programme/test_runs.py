"""A solver run from its request to its draft version, whatever happens on the way."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django_ox.models import OxTask

from bigre.programme.actions.pins import pin
from bigre.programme.actions.runs import RunAlreadyAlive, ask_to_stop, begin_run, record_progress, request_run
from bigre.programme.models import Attendance, SolverRun, TimetableVersion
from bigre.programme.planning import carry_out, report_on
from bigre.programme.queries.criteria import bars_of
from bigre.programme.queries.reasons import unplaced_in
from bigre.programme.queries.runs import SILENCE, is_alive, is_interrupted
from bigre.programme.tasks import plan_edition, start_planning
from bigre_solvers.timetable import Progress
from tests.factories.people import person
from tests.factories.planning import MONDAY, NOW, TUESDAY, Small, small_edition

pytestmark = pytest.mark.django_db

State = SolverRun.State


def requested(small: Small, seconds: int = 1) -> SolverRun:
    return request_run(edition=small.edition, by=None, seconds=seconds, seed=3, now=NOW)


def planned(small: Small) -> SolverRun:
    run = requested(small)
    carry_out(run=run, now=lambda: NOW)
    run.refresh_from_db()
    return run


def test_a_run_stores_a_draft_that_the_independent_checker_accepts() -> None:
    small = small_edition()
    run = planned(small)
    version = run.version
    assert version is not None
    assert (run.state, run.failure, run.progress, run.unplaced_count) == (State.DONE, "", 1, 0)
    assert (version.number, version.is_published, version.made_at) == (1, False, NOW)
    assert set(version.placements.values_list("activity__title", flat=True)) == {"Chants", "Contes", "Marche", "Forum"}
    report = report_on(version)
    assert report.violations == ()
    assert dict(report.costs) == pytest.approx(run.costs)


def test_activities_whose_leader_arrives_on_tuesday_are_on_tuesday_and_end_when_they_end() -> None:
    small = small_edition()
    version = planned(small).version
    assert version is not None
    for placement in version.placements.filter(activity__in=[small.songs, small.stories]):
        assert placement.starts_at.astimezone(small.edition.zone).date() == TUESDAY
        assert placement.ends_at - placement.starts_at == timedelta(minutes=90)


def test_people_who_wish_an_activity_are_proposed_to_attend_it_and_leaders_are_not_among_them() -> None:
    small = small_edition()
    planned(small)
    attended = set(Attendance.objects.values_list("person__name", "activity__title"))
    assert attended == {("Alice", "Chants"), ("Alice", "Marche"), ("Alice", "Forum")}


def test_a_pinned_activity_stays_where_the_team_put_it() -> None:
    small = small_edition()
    held = small.edition.moment(MONDAY, 585)
    pin(activity=small.forum, starts_at=held, space=small.oratory, by=None, now=NOW)
    version = planned(small).version
    assert version is not None
    placement = version.placements.get(activity=small.forum)
    assert (placement.starts_at, placement.space) == (held, small.oratory)


def test_an_activity_too_large_for_every_space_stays_out_and_says_why() -> None:
    small = small_edition()
    small.forum.max_size = 200
    small.forum.save()
    run = planned(small)
    assert run.unplaced_count == 1
    (left,) = unplaced_in(run, lambda person: person.name)
    assert (left.activity, left.why) == (
        small.forum,
        "Il faut 200 places, et le plus grand espace qui convient (Oratoire) en a 80.",
    )


def test_an_edition_that_contradicts_itself_fails_with_what_to_put_right() -> None:
    small = small_edition()
    small.walk.duration_minutes = 500
    small.walk.save()
    run = planned(small)
    assert (run.state, run.version) == (State.FAILED, None)
    assert run.failure == "« Marche » dure 500 minutes : c’est plus que la plus longue plage sans pause (330)."
    assert run.ended_at == NOW


def test_an_unexpected_error_ends_the_run_and_is_not_swallowed() -> None:
    small = small_edition()
    run = requested(small)

    def broken(_progress: Progress) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        carry_out(run=run, now=lambda: NOW, listener=broken)
    run.refresh_from_db()
    assert (run.state, run.version) == (State.FAILED, None)
    assert run.failure.startswith("Le calcul s’est arrêté sur une erreur inattendue.")


def test_progress_is_written_while_the_solver_works() -> None:
    small = small_edition()
    run = requested(small)
    heard: list[tuple[str, int | None]] = []

    def listen(_progress: Progress) -> None:
        heard.append(SolverRun.objects.filter(pk=run.pk).values_list("state", "unplaced_count").get())

    carry_out(run=run, now=lambda: NOW, listener=listen)
    assert {state for state, _unplaced in heard} == {State.RUNNING}
    assert 0 in {unplaced for _state, unplaced in heard}


def test_a_run_asked_to_stop_keeps_its_best_long_before_its_time() -> None:
    small = small_edition()
    run = requested(small, seconds=600)

    def stop_at_once(progress: Progress) -> None:
        if progress.unplaced == 0:
            ask_to_stop(run=SolverRun.objects.get(pk=run.pk), now=NOW)

    version = carry_out(run=run, now=lambda: NOW, listener=stop_at_once)
    assert version is not None
    assert version.placements.count() == 4
    assert run.seconds_used is not None
    assert run.seconds_used < 120
    assert run.stop_asked_at is None or run.stop_asked_at == NOW


def test_one_run_at_a_time_and_the_refusal_says_whose_it_is() -> None:
    small = small_edition()
    first = request_run(edition=small.edition, by=small.bob, seconds=5, seed=1, now=NOW)
    with pytest.raises(RunAlreadyAlive) as refused:
        request_run(edition=small.edition, by=small.alice, seconds=5, seed=1, now=NOW + timedelta(seconds=5))
    assert refused.value.run == first
    assert refused.value.run.started_by == small.bob
    # Another edition is none of its business.
    other = small_edition("bigre-2023")
    assert request_run(edition=other.edition, by=None, seconds=5, seed=1, now=NOW).state == State.WAITING


def silent(small: Small) -> SolverRun:
    """A run whose worker began, then died."""
    run = requested(small)
    assert begin_run(run=run, now=NOW)
    record_progress(run=run, progress=0.4, costs={"wishes": 2.0}, unplaced=1, now=NOW)
    run.refresh_from_db()
    return run


def test_a_run_without_signs_of_life_is_interrupted_and_can_be_replaced() -> None:
    small = small_edition()
    run = silent(small)
    later = NOW + SILENCE
    assert is_alive(run, later - timedelta(seconds=1))
    assert not is_interrupted(run, later - timedelta(seconds=1))
    assert is_interrupted(run, later)
    assert not is_alive(run, later)

    again = request_run(edition=small.edition, by=None, seconds=1, seed=3, now=later)
    run.refresh_from_db()
    assert (run.state, again.state) == (State.FAILED, State.WAITING)
    # The queue hands the first one out again: it is left alone.
    assert carry_out(run=run, now=lambda: later) is None
    assert TimetableVersion.objects.count() == 0


def test_an_interrupted_run_taken_up_again_by_the_queue_starts_over() -> None:
    small = small_edition()
    run = silent(small)
    version = carry_out(run=run, now=lambda: NOW + SILENCE)
    run.refresh_from_db()
    assert (run.state, run.version) == (State.DONE, version)
    assert TimetableVersion.objects.count() == 1


def test_a_run_at_work_elsewhere_is_not_taken_up_twice() -> None:
    small = small_edition()
    assert carry_out(run=silent(small), now=lambda: NOW) is None
    assert TimetableVersion.objects.count() == 0


def test_a_run_replaced_while_it_worked_stores_nothing() -> None:
    small = small_edition()
    run = requested(small)

    def replace(_progress: Progress) -> None:
        SolverRun.objects.filter(pk=run.pk).update(state=State.FAILED, failure="remplacé")

    assert carry_out(run=run, now=lambda: NOW, listener=replace) is None
    run.refresh_from_db()
    assert (run.state, run.failure) == (State.FAILED, "remplacé")
    assert TimetableVersion.objects.count() == 0


def test_stopping_an_interrupted_run_ends_it() -> None:
    small = small_edition()
    run = silent(small)
    ask_to_stop(run=run, now=NOW + SILENCE)
    run.refresh_from_db()
    assert (run.state, run.ended_at) == (State.FAILED, NOW + SILENCE)


def test_starting_hands_the_run_to_the_queue_once_it_is_written(
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    small = small_edition()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]  # pytest-django's own type
        run = start_planning(
            edition=small.edition, by=person("Chloé"), seconds=1, seed=3, now=datetime.now(tz=NOW.tzinfo)
        )
    (queued,) = OxTask.objects.all()
    assert queued.args == [run.pk]
    plan_edition.call(run.pk)
    run.refresh_from_db()
    assert run.state == State.DONE


def test_bars_are_drawn_beside_the_heaviest_criterion() -> None:
    bars = bars_of({"wishes": 2.0, "room_fit": 4.0, "theme_spread": 0.0, "autre": 1.0})
    assert [(bar.key, bar.cost, bar.width) for bar in bars] == [
        ("room_fit", 4.0, 100),
        ("wishes", 2.0, 50),
        ("autre", 1.0, 25),
        ("theme_spread", 0.0, 0),
    ]
    assert bars_of({}) == []
