"""Chloé publishes, a space closes, she repairs the programme, and people read where to go instead."""

from collections.abc import Iterator

import pytest
from django.utils.formats import date_format
from django.utils.timezone import localtime
from playwright.sync_api import Page, expect

from bigre.programme.models import TimetableVersion
from bigre.programme.queries.published import current_version

from . import worker
from .conftest import DESK
from .gathering import Gathering, come_in
from .test_programme_team import LONG, publish

PLANNING = "/editions/bigre-2022/programme/planning/"


@pytest.fixture
def working(bigre: Gathering) -> Iterator[None]:
    with worker.at_work():
        yield


def test_a_space_closes_and_the_programme_shows_the_new_place(
    page: Page, server: str, bigre: Gathering, working: None
) -> None:
    page.set_viewport_size({"width": DESK["width"], "height": DESK["height"]})
    come_in(page, server, bigre.chloe)
    # A draft like the programme, published by her own hand.
    TimetableVersion.objects.filter(pk=bigre.version.pk).update(published_at=None)
    page.goto(f"{server}{PLANNING}versions/1/")
    # Bob leads two activities at once.
    publish(page, knowing=True)

    page.get_by_role("link", name="Imprévus et réparation").click()
    page.get_by_label("Ce qui manque").select_option(label="Oratoire")
    page.get_by_label("À partir de").fill("2022-08-23T09:00")
    page.get_by_label("Jusqu’à").fill("2022-08-23T20:00")
    page.get_by_role("button", name="Noter").click()
    upset = page.get_by_text("« Cooperatives across borders » a lieu mardi 9:30 dans « Oratoire »")
    expect(upset).to_be_visible()
    expect(page.get_by_role("row", name="Oratoire : espace fermé")).to_contain_text("de mardi 9:00 à mardi 20:00")

    page.get_by_role("button", name="Chercher des réparations").click()
    expect(page.get_by_text("La recherche est terminée.")).to_be_visible(timeout=LONG)
    first = page.get_by_role("article").first
    expect(first).to_contain_text("Cooperatives across borders")
    expect(first).to_contain_text("prouvé le moins dérangeant")
    first.get_by_role("link").click()
    expect(page.get_by_text("Réparation de la Version 1")).to_be_visible()
    publish(page)

    page.goto(f"{server}{PLANNING}disruptions/")
    expect(page.get_by_text("tient : rien à réparer.")).to_be_visible()
    now = current_version(bigre.edition)
    assert now is not None
    moved = now.placements.get(activity__title="Cooperatives across borders")
    before = bigre.version.placements.get(activity=moved.activity)
    assert (moved.starts_at, moved.space) != (before.starts_at, before.space)
    page.goto(server + bigre.address_of("Cooperatives across borders"))
    expect(page.get_by_role("main")).to_contain_text(moved.space.name)
    expect(page.get_by_role("main")).to_contain_text(date_format(localtime(moved.starts_at), "G:i"))
