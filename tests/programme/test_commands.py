"""Planning, checking and publishing from the command line."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from bigre.editions.models import Edition, Space
from bigre.programme.models import Placement, SolverRun, TimetableVersion
from bigre.proposals.models import Proposal
from tests.factories.planning import MONDAY, Small, proposal, small_edition
from tests.factories.programme import placement, version

pytestmark = pytest.mark.django_db


def said(*words: str, **options: int) -> str:
    out = StringIO()
    call_command(*words, stdout=out, **options)  # type: ignore[arg-type]  # numbers are options of ours
    return out.getvalue()


def drafted(small: Small) -> TimetableVersion:
    made = version(small.edition, published_at=None)
    placement(made, small.walk, small.beach, MONDAY, 570)
    return made


def test_plan_then_check_then_publish() -> None:
    small = small_edition()
    proposal(small.edition, "Broder")
    planned = said("plan", "bigre-2022", seconds=1, seed=5)
    assert "Version 1 : 5 activités placées en " in planned
    assert "Souhaits contrariés : " in planned
    run = SolverRun.objects.get()
    assert (run.seed, run.seconds_asked, run.state) == (5, 1, SolverRun.State.DONE)
    assert Proposal.objects.get(title="Broder").activity is not None

    assert "Version 1 : aucune règle enfreinte." in said("check", "bigre-2022")
    assert "Version 1 est publiée." in said("publish", "bigre-2022")
    assert Edition.objects.get().life == Edition.Life.PUBLISHED
    assert "Version 1 est déjà publiée." in said("publish", "bigre-2022")


def test_plan_tells_what_has_no_place_and_why() -> None:
    small = small_edition()
    Space.objects.update(capacity=30)
    assert "sans place : Forum. Il faut 60 places, et le plus grand espace qui convient" in said(
        "plan", small.edition.slug, seconds=1
    )


def test_plan_refuses_an_edition_that_contradicts_itself() -> None:
    small = small_edition()
    small.walk.duration_minutes = 500
    small.walk.save()
    with pytest.raises(CommandError, match="« Marche » dure 500 minutes"):
        said("plan", "bigre-2022", seconds=1)


def test_check_fails_with_a_sentence_for_each_rule_that_is_broken() -> None:
    small = small_edition()
    made = drafted(small)
    Placement.objects.update(starts_at=small.edition.moment(MONDAY, 780), ends_at=small.edition.moment(MONDAY, 930))
    out = StringIO()
    with pytest.raises(CommandError, match="Version 1 : 2 règles enfreintes"):
        call_command("check", "bigre-2022", stdout=out)
    assert "« Marche » : sort des plages ouvertes, ou déborde sur un temps protégé." in out.getvalue()
    assert "3 activités sans place" in out.getvalue()
    assert made.placements.count() == 1


def test_a_version_is_chosen_by_its_number() -> None:
    small = small_edition()
    first = drafted(small)
    drafted(small)
    assert "Version 1 : aucune règle enfreinte." in said("check", "bigre-2022", "--version", "1")
    assert "Version 1 est publiée." in said("publish", "bigre-2022", "--version", "1")
    first.refresh_from_db()
    assert first.is_published
    with pytest.raises(CommandError, match=r"Il n’y a pas de version 7\. Celles qui existent : 2, 1\."):
        said("publish", "bigre-2022", "--version", "7")


def test_publishing_a_second_version_tells_what_moves() -> None:
    small = small_edition()
    drafted(small)
    said("publish", "bigre-2022")
    second = drafted(small)
    second.placements.update(space=small.oratory)
    assert "Marche : change d’espace, lundi 9:30 : de Plage à Oratoire" in said("publish", "bigre-2022")


@pytest.mark.parametrize("command", ["plan", "check", "publish"])
def test_an_unknown_edition_is_answered_by_those_that_exist(command: str) -> None:
    small_edition()
    later = small_edition("bigre-2023").edition
    later.ends_on += timedelta(days=365)
    later.starts_on += timedelta(days=365)
    later.save()
    with pytest.raises(CommandError, match=r"« lundi » n’existe pas\. Celles qui existent : bigre-2023, bigre-2022\."):
        said(command, "lundi")


@pytest.mark.parametrize("command", ["check", "publish"])
def test_an_edition_without_timetable_says_what_to_do_first(command: str) -> None:
    small_edition()
    with pytest.raises(CommandError, match="D’abord : bigre plan bigre-2022"):
        said(command, "bigre-2022")


def test_check_without_an_edition_runs_the_checks_of_django() -> None:
    assert "System check identified no issues" in said("check")
    assert "System check identified no issues" in said("check", "programme")
