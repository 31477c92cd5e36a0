"""The page of one run: how far it is, how to stop it, what came of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bigre.programme.models import SolverRun
from bigre.programme.planning import carry_out
from tests.factories.planning import NOW, Small, chloe_of, small_edition

pytestmark = pytest.mark.django_db

State = SolverRun.State
ROOT = "/editions/bigre-2022/programme/planning/"


def running(small: Small, **fields: object) -> SolverRun:
    given = {"state": State.RUNNING, "seen_at": timezone.now(), "seed": 1, "seconds_asked": 20, **fields}
    return SolverRun.objects.create(edition=small.edition, **given)


def test_a_living_run_asks_again_every_second_and_reloads_without_scripts() -> None:
    small = small_edition()
    run = running(small, progress=0.4, unplaced_count=2)
    client = chloe_of(small)
    page = client.get(f"{ROOT}runs/{run.uuid}/").content.decode()
    assert 'hx-trigger="every 1s"' in page
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in page
    assert "2 activités n’ont pas encore de place." in page
    part = client.get(f"{ROOT}runs/{run.uuid}/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert 'value="40"' in part


def test_stopping_is_asked_once_and_told() -> None:
    small = small_edition()
    run = running(small)
    client = chloe_of(small)
    answer = client.post(f"{ROOT}runs/{run.uuid}/stop/", follow=True)
    run.refresh_from_db()
    assert run.stop_asked_at is not None
    assert "Arrêt demandé" in answer.content.decode()


def test_an_interrupted_run_says_so_and_offers_to_start_again() -> None:
    small = small_edition()
    run = running(small, seen_at=timezone.now() - timedelta(minutes=5), seed=12)
    client = chloe_of(small)
    page = client.get(f"{ROOT}runs/{run.uuid}/").content.decode()
    assert "Le calcul s’est interrompu." in page
    assert "every 1s" not in page
    client.post(ROOT + "runs/", {"seconds": 20, "seed": 12})
    assert sorted(SolverRun.objects.values_list("state", flat=True)) == [State.FAILED, State.WAITING]


def test_a_failed_run_tells_what_to_put_right() -> None:
    small = small_edition()
    run = running(small, state=State.FAILED, failure="« Marche » est trop longue.\nIl n’y a aucun espace.")
    page = chloe_of(small).get(f"{ROOT}runs/{run.uuid}/").content.decode()
    assert "<li>« Marche » est trop longue.</li><li>Il n’y a aucun espace.</li>" in page


def test_a_finished_run_leads_to_its_version_its_costs_and_what_has_no_place() -> None:
    small = small_edition()
    small.forum.max_size = 200
    small.forum.save()
    run = SolverRun.objects.create(edition=small.edition, seed=1, seconds_asked=1)
    carry_out(run=run, now=lambda: NOW)
    page = chloe_of(small).get(f"{ROOT}runs/{run.uuid}/")
    text = page.content.decode()
    assert f'href="{ROOT}versions/1/"' in text
    assert "1 activité n’a pas trouvé de place." in text
    assert "Il faut 200 places" in text
    assert [bar.key for bar in page.context["bars"]]


def test_a_run_of_another_edition_is_not_found() -> None:
    small, other = small_edition(), small_edition("bigre-2023")
    run = running(other)
    assert chloe_of(small).get(f"{ROOT}runs/{run.uuid}/").status_code == 404
