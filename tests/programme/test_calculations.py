"""A calculation that starts from a draft: the rest, a better one, a repair; its results lie beside the draft."""

from datetime import datetime

import pytest

from bigre.programme.actions.moves import begin_draft
from bigre.programme.actions.pins import pin
from bigre.programme.actions.runs import ask_to_stop, begin_run, request_run
from bigre.programme.models import Pin, SolverRun, TimetableVersion
from bigre.programme.planning import breaches_in, carry_out, report_on, search_repairs
from bigre.programme.queries.calculations import calculations_of
from bigre.programme.queries.repairs import alternatives_of
from bigre.proposals.models import Proposal
from tests.factories.planning import MONDAY, NOW, TUESDAY, Small, disruption, proposal, published, small_edition
from tests.factories.programme import activity, placement

pytestmark = pytest.mark.django_db

Kind, State = SolverRun.Kind, SolverRun.State


def drafted(small: Small) -> TimetableVersion:
    return begin_draft(base=published(small), by=small.bob, now=NOW)


def asked(draft: TimetableVersion, kind: SolverRun.Kind, seconds: int = 1) -> SolverRun:
    return request_run(edition=draft.edition, by=None, seconds=seconds, seed=1, now=NOW, kind=kind, base=draft)


def calculated(draft: TimetableVersion, kind: SolverRun.Kind) -> SolverRun:
    run = asked(draft, kind)
    (search_repairs if kind == Kind.REPAIR else carry_out)(run=run, now=lambda: NOW)
    run.refresh_from_db()
    return run


def where(version: TimetableVersion) -> dict[str, tuple[datetime, str]]:
    rows = version.placements.values_list("activity__title", "starts_at", "space__name")
    return {title: (start, space) for title, start, space in rows}


def test_the_rest_finds_a_place_and_nothing_that_has_one_moves() -> None:
    small = small_edition()
    draft = drafted(small)
    before = where(draft)
    activity(small.edition, "Broder", duration_minutes=60)
    run = calculated(draft, Kind.REST)
    assert (run.state, run.failure, run.unplaced_count, run.bound) == (State.DONE, "", 0, None)
    assert run.version is not None
    assert (run.version.base, run.version.is_published) == (draft, False)
    after = where(run.version)
    assert set(after) == {*before, "Broder"}
    assert {title: after[title] for title in before} == before
    assert report_on(run.version).violations == ()
    assert (where(draft), Pin.objects.count()) == (before, 0)


def test_what_was_accepted_since_waits_for_a_place_as_well() -> None:
    small = small_edition()
    draft = drafted(small)
    assert calculations_of(draft, NOW).unplaced == 0
    proposal(small.edition, "Nager")
    proposal(small.edition, "Ronfler", state=Proposal.State.DECLINED)
    assert calculations_of(draft, NOW).unplaced == 1


def test_the_rest_leaves_what_breaks_a_rule_where_the_team_put_it_and_keeps_out_of_its_way() -> None:
    small = small_edition()
    draft = drafted(small)
    moment = small.edition.moment
    # Bob cannot be at both, and one of them fills the lunch break.
    draft.placements.filter(activity=small.stories).update(
        starts_at=moment(TUESDAY, 600), ends_at=moment(TUESDAY, 690), space=small.beach
    )
    draft.placements.filter(activity=small.forum).update(starts_at=moment(MONDAY, 765), ends_at=moment(MONDAY, 855))
    before = where(draft)
    activity(small.edition, "Broder", leaders=[small.bob], duration_minutes=60)
    run = calculated(draft, Kind.REST)
    assert (run.state, run.failure) == (State.DONE, "")
    assert run.version is not None
    after = where(run.version)
    assert {title: after[title] for title in before} == before
    told = {one.sentence for one in breaches_in(draft, lambda person: person.name)}
    assert {one.sentence for one in breaches_in(run.version, lambda person: person.name)} == told
    assert len(told) == 2


def test_when_everything_has_a_place_there_is_no_rest() -> None:
    small = small_edition()
    run = calculated(drafted(small), Kind.REST)
    assert (run.state, run.failure) == (
        State.FAILED,
        "Tout a déjà une place dans ce brouillon : il n’y a rien d’autre à placer.",
    )


def test_what_is_bettered_costs_no_more_breaks_nothing_and_keeps_pins() -> None:
    small = small_edition()
    draft = drafted(small)
    held = draft.placements.get(activity=small.walk)
    pin(activity=small.walk, starts_at=held.starts_at, space=held.space, by=None, now=NOW)
    # Songs and the walk that Alice wishes, at the same time as the forum that she loves.
    draft.placements.filter(activity=small.forum).update(
        starts_at=small.edition.moment(MONDAY, 570), ends_at=small.edition.moment(MONDAY, 660)
    )
    run = calculated(draft, Kind.IMPROVE)
    assert (run.state, run.failure) == (State.DONE, "")
    assert run.version is not None
    assert run.version.base == draft
    assert report_on(run.version).violations == ()
    assert sum(report_on(run.version).costs.values()) <= sum(report_on(draft).costs.values())
    assert where(run.version)["Marche"] == (held.starts_at, "Plage")
    assert where(run.version)["Forum"] != where(draft)["Forum"]


def test_a_draft_that_breaks_rules_is_put_right_before_it_is_bettered() -> None:
    small = small_edition()
    draft = drafted(small)
    disruption(small, small.oratory, MONDAY, 840, 1080)
    small.forum.max_size = 30
    small.forum.save()
    run = calculated(draft, Kind.IMPROVE)
    assert (run.state, run.unplaced_count) == (State.DONE, 0)
    assert run.version is not None
    assert report_on(run.version).violations == ()


def test_a_repair_of_a_draft_repairs_the_draft_and_not_what_is_published() -> None:
    small = small_edition()
    small.forum.max_size = 30
    small.forum.save()
    draft = drafted(small)
    draft.placements.filter(activity=small.songs).update(space=small.beach)
    disruption(small, small.oratory, MONDAY, 840, 1080)
    (first, *_others) = alternatives_of(calculated(draft, Kind.REPAIR))
    assert (first.repair.base, first.version.base) == (draft, draft)
    assert [change.activity for change in first.changes] == [small.forum]
    assert first.version.placements.get(activity=small.songs).space == small.beach


def test_a_new_search_leaves_alone_a_repair_that_somebody_went_on_with() -> None:
    small = small_edition()
    draft = drafted(small)
    disruption(small, small.oratory, MONDAY, 840, 1080)
    (first, *_others) = alternatives_of(calculated(draft, Kind.REPAIR))
    TimetableVersion.objects.filter(pk=first.version.pk).update(revision=1)
    calculated(draft, Kind.REPAIR)
    assert TimetableVersion.objects.filter(pk=first.version.pk).exists()


def test_a_calculation_whose_draft_is_gone_says_so() -> None:
    small = small_edition()
    draft = drafted(small)
    run = asked(draft, Kind.IMPROVE)
    draft.delete()
    run.refresh_from_db()
    carry_out(run=run, now=lambda: NOW)
    run.refresh_from_db()
    assert (run.state, run.failure) == (
        State.FAILED,
        "Le brouillon dont ce calcul devait partir n’existe plus.",
    )


def test_a_calculation_stops_when_asked_and_keeps_the_best_so_far() -> None:
    small = small_edition()
    draft = drafted(small)
    run = asked(draft, Kind.IMPROVE, seconds=600)
    ask_to_stop(run=run, now=NOW)
    assert carry_out(run=run, now=lambda: NOW) is not None


def test_beside_the_draft_one_reads_what_is_at_work_and_what_was_proposed() -> None:
    small = small_edition()
    draft = drafted(small)
    begin_draft(base=draft, by=None, now=NOW)
    done = calculated(draft, Kind.IMPROVE)
    waiting = asked(draft, Kind.REST)
    begin_run(run=waiting, now=NOW)
    placement(draft, activity(small.edition, "Broder"), small.beach, MONDAY, 870)
    activity(small.edition, "Tisser")
    found = calculations_of(draft, NOW)
    assert (found.alive, found.last, found.unplaced) == (waiting, waiting, 1)
    assert [(one.version, one.label) for one in found.proposed] == [(done.version, "Améliorer")]
