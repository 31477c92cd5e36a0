"""A published programme that no longer holds is repaired with few moves, in ways to choose from."""

from datetime import datetime
from typing import Any

import pytest

from bigre.core import clock
from bigre.programme.actions.pins import pin
from bigre.programme.actions.repairs import finish_repair
from bigre.programme.actions.runs import request_run
from bigre.programme.actions.versions import publish
from bigre.programme.models import Favourite, Placement, Repair, SolverRun, TimetableVersion
from bigre.programme.planning import held_by, report_on, search_repairs, upsets_in
from bigre.programme.queries.diff import changes_between
from bigre.programme.queries.repairs import Alternative, alternatives_of, latest_repair
from bigre.programme.tasks import repair_programme
from tests.factories.planning import MONDAY, NOW, TUESDAY, Small, chloe_of, disruption, published, small_edition
from tests.factories.programme import activity

pytestmark = pytest.mark.django_db

State = SolverRun.State
ROOT = "/editions/bigre-2022/programme/planning/"


def searched(small: Small) -> SolverRun:
    """A search for repairs, carried out."""
    run = request_run(edition=small.edition, by=None, seconds=2, seed=1, now=NOW, kind=SolverRun.Kind.REPAIR)
    search_repairs(run=run, now=lambda: NOW)
    run.refresh_from_db()
    return run


def upset(small: Small) -> TimetableVersion:
    """The published programme, whose forum loses its space; it would fit on the beach too."""
    small.forum.max_size = 30
    small.forum.save()
    made = published(small)
    disruption(small, small.oratory, MONDAY, 840, 1080)
    return made


def told(one: Alternative) -> list[tuple[str, str]]:
    return [(change.activity.title, change.sentence) for change in one.changes]


def still_upset(version: TimetableVersion) -> list[str]:
    return upsets_in(held_by(version), lambda person: person.name)


def test_a_closed_space_is_repaired_in_ways_different_in_kind_each_a_draft_that_holds() -> None:
    small = small_edition()
    base = upset(small)
    run = searched(small)
    assert (run.state, run.failure, run.version) == (State.DONE, "", None)
    found = alternatives_of(run)
    assert (found[0].repair.kind, len(found) > 1) == ("fewest", True)
    assert len({one.repair.kind for one in found}) == len(found)
    for one in found:
        assert not one.version.is_published
        assert one.repair.base == base
        assert one.changes
        assert {change.activity for change in one.changes} == {small.forum}
        assert report_on(one.version).violations == ()
    first = found[0]
    assert (first.repair.proven, first.repair.unplaced_count, still_upset(first.version)) == (True, 0, [])
    assert latest_repair(small.edition, base) == run


def test_people_touched_are_counted_once_whatever_ties_them_to_what_moves() -> None:
    small = small_edition()
    base = published(small)
    Favourite.objects.create(person=small.alice, activity=small.forum)
    base.attendances.create(person=small.alice, activity=small.forum)
    Favourite.objects.create(person=small.bob, activity=small.walk)
    disruption(small, small.oratory, MONDAY, 840, 1080)
    assert alternatives_of(searched(small))[0].repair.touched == 1


def test_what_came_since_publication_finds_a_place_and_what_has_grown_its_time() -> None:
    small = small_edition()
    published(small)
    embroidery = activity(small.edition, "Broder", duration_minutes=60)
    small.forum.duration_minutes = 120
    small.forum.save()
    (first, *_others) = alternatives_of(searched(small))
    sentences = dict(told(first))
    assert set(sentences) == {"Broder", "Forum"}
    assert sentences["Broder"].startswith("ajoutée ")
    assert sentences["Forum"] == "toujours lundi 14:30, Oratoire, mais finit à 16:30 au lieu de 16:00"
    assert first.version.placements.filter(activity=embroidery).exists()
    assert (first.repair.touched, still_upset(first.version)) == (0, [])


def test_pinned_activities_stay_and_others_make_room() -> None:
    small = small_edition()
    base = published(small)
    Favourite.objects.create(person=small.alice, activity=small.walk)
    held = base.placements.get(activity=small.walk)
    pin(activity=small.walk, starts_at=held.starts_at, space=held.space, by=None, now=NOW)
    disruption(small, small.oratory, MONDAY, 0, 1440)
    disruption(small, small.oratory, TUESDAY, 765, 1440)
    for one in alternatives_of(searched(small)):
        kept = one.version.placements.get(activity=small.walk)
        assert (kept.starts_at, kept.space) == (held.starts_at, held.space)


def test_a_contradiction_is_refused_with_its_names_instead_of_searched() -> None:
    small = small_edition()
    base = published(small)
    held = base.placements.get(activity=small.walk)
    pin(activity=small.walk, starts_at=held.starts_at, space=held.space, by=None, now=NOW)
    disruption(small, small.beach, MONDAY, 0, 1440)
    run = searched(small)
    assert (run.state, run.repairs.count()) == (State.FAILED, 0)
    assert "« Marche » est épinglée lundi 9:30 dans « Plage »" in run.failure


def test_without_a_published_programme_there_is_nothing_to_repair() -> None:
    run = searched(small_edition())
    assert (run.state, run.failure) == (State.FAILED, "Il n’y a pas encore de programme publié à réparer.")


def test_a_programme_that_holds_needs_no_repair() -> None:
    small = small_edition()
    published(small)
    run = searched(small)
    assert (run.state, alternatives_of(run), TimetableVersion.objects.count()) == (State.DONE, [], 1)


def test_what_has_begun_stays_as_it_is_and_nothing_moves_into_the_past(monkeypatch: Any) -> None:
    small = small_edition()
    base = published(small)
    base.attendances.create(person=small.alice, activity=small.walk)
    disruption(small, small.beach, MONDAY, 570, 600)
    disruption(small, small.oratory, MONDAY, 840, 1080)
    # A moment of the edition: the walk is under way since 9:30.
    now = small.edition.moment(MONDAY, 660)
    set_clock(monkeypatch, now)
    (first, *_others) = alternatives_of(searched(small))
    assert [title for title, _sentence in told(first)] == ["Forum"]
    walk = first.version.placements.get(activity=small.walk)
    assert (walk.starts_at, walk.space) == (small.edition.moment(MONDAY, 570), small.beach)
    assert first.version.attendances.filter(person=small.alice, activity=small.walk).count() == 1
    assert first.version.placements.get(activity=small.forum).starts_at >= now
    # The walkers hold the beach until noon.
    forum = first.version.placements.get(activity=small.forum)
    assert not (forum.space == small.beach and forum.starts_at < walk.ends_at)


def set_clock(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    """It is this moment, by the clock of the machine."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    assert clock.now() == now


def test_publishing_a_repair_takes_its_alternatives_away() -> None:
    small = small_edition()
    upset(small)
    found = alternatives_of(searched(small))
    assert len(found) > 1
    publish(version=found[1].version, by=None, now=NOW)
    left = TimetableVersion.objects.order_by("number")
    assert [one.number for one in left] == [1, found[1].version.number]
    assert Repair.objects.get().version == found[1].version


def test_publishing_something_else_leaves_repairs_alone_and_a_new_search_replaces_them() -> None:
    small = small_edition()
    published(small)
    disruption(small, small.oratory, MONDAY, 840, 1080)
    before = {one.version.pk for one in alternatives_of(searched(small))}
    assert before
    searched(small)
    assert not TimetableVersion.objects.filter(pk__in=before).exists()
    assert TimetableVersion.objects.count() == 1 + Repair.objects.count()


def test_a_search_that_another_replaced_stores_nothing() -> None:
    small = small_edition()
    base = published(small)
    run = SolverRun.objects.create(edition=small.edition, kind="repair", seed=1, seconds_asked=2, state=State.FAILED)
    assert not finish_repair(run=run, base=base, alternatives=[], seconds=1, now=NOW)
    assert not search_repairs(run=run, now=lambda: NOW)


def test_a_longer_activity_is_a_change_that_people_read() -> None:
    small = small_edition()
    base = published(small)
    copy = TimetableVersion.objects.create(edition=small.edition, number=2, made_at=NOW)
    for one in base.placements.all():
        Placement.objects.create(
            version=copy,
            activity=one.activity,
            space=one.space,
            starts_at=one.starts_at,
            ends_at=small.edition.moment(MONDAY, 990) if one.activity == small.forum else one.ends_at,
        )
    assert [(one.activity.title, one.sentence) for one in changes_between(base, copy)] == [
        ("Forum", "toujours lundi 14:30, Oratoire, mais finit à 16:30 au lieu de 16:00")
    ]


def test_the_team_starts_a_search_reads_the_repairs_and_publishes_one() -> None:
    small = small_edition()
    published(small)
    disruption(small, small.oratory, MONDAY, 840, 1080)
    client = chloe_of(small)
    answer = client.post(f"{ROOT}repairs/")
    run = SolverRun.objects.get()
    assert answer["Location"] == f"{ROOT}runs/{run.uuid}/"
    assert (run.kind, run.state, run.seconds_asked) == ("repair", State.WAITING, 2)
    waiting = client.get(f"{ROOT}runs/{run.uuid}/").content.decode()
    assert "Recherche de réparations" in waiting
    assert "La recherche est en cours…" in waiting

    repair_programme.func(run.pk)
    done = client.get(f"{ROOT}runs/{run.uuid}/").content.decode()
    assert "Déranger le moins de monde" in done
    assert "prouvé le moins dérangeant" in done
    page = client.get(f"{ROOT}disruptions/").content.decode()
    assert "Réparations trouvées" in page
    version = alternatives_of(SolverRun.objects.get())[0].version
    assert "Réparation de la Version 1" in client.get(f"{ROOT}versions/{version.number}/").content.decode()
    client.post(f"{ROOT}versions/{version.number}/publish/")
    after = client.get(f"{ROOT}disruptions/").content.decode()
    assert "tient : rien à réparer." in after
    assert "Réparations trouvées" not in after


def test_searching_before_anything_is_published_leads_back_and_says_why() -> None:
    small = small_edition()
    answer = chloe_of(small).post(f"{ROOT}repairs/", follow=True)
    assert [str(message) for message in answer.context["messages"]] == [
        "Il n’y a pas encore de programme publié à réparer."
    ]
    assert not SolverRun.objects.exists()


def test_while_another_run_is_at_work_one_is_led_to_it() -> None:
    small = small_edition()
    published(small)
    client = chloe_of(small)
    client.post(f"{ROOT}repairs/")
    answer = client.post(f"{ROOT}repairs/", follow=True)
    assert [str(message) for message in answer.context["messages"]] == [
        "Un calcul est déjà en cours, lancé par Chloé. Le voici."
    ]
    assert SolverRun.objects.count() == 1
