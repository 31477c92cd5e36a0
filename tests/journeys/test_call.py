"""The team opens a call on a telephone without scripts, and everybody reads it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from bigre.editions.models import Edition
from tests.factories import editions

from .conftest import PHONE
from .gathering import Gathering, come_in

CALL = "/editions/next/proposals/call/"


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page of a browser that runs no script."""
    context = browser.new_context(
        java_script_enabled=False,
        locale="fr-FR",
        timezone_id="Europe/Paris",
        viewport=PHONE,
    )
    yield context.new_page()
    context.close()


def save(page: Page) -> None:
    page.get_by_role("button", name="Enregistrer").click()


def write_dates_and_texts(page: Page) -> None:
    page.get_by_role("link", name="Changer les dates et les textes").click()
    page.get_by_label("Ouverture").fill("2099-02-01T09:00")
    page.get_by_label("Clôture").fill("2099-01-01T09:00")
    page.get_by_label("Texte de l’appel, en français").fill("Viens comme tu es.")
    save(page)
    expect(page.get_by_role("alert")).to_contain_text("La clôture doit venir après l’ouverture.")
    # What was written is still there.
    page.get_by_label("Clôture").fill("2099-04-30T22:00")
    save(page)


def add_a_format(page: Page) -> None:
    page.get_by_role("link", name="Ajouter un format").click()
    page.get_by_label("Nom en français").fill("Marche")
    save(page)


def test_the_team_opens_a_call_and_everybody_reads_it(plain: Page, server: str, bigre: Gathering) -> None:
    week = editions.edition("next", name="La prochaine", number=9, life=Edition.Life.CALL_OPEN)
    editions.team_member(week, bigre.chloe)
    come_in(plain, server, bigre.chloe)
    plain.goto(f"{server}/editions/next/")
    plain.get_by_role("link", name="Préparer l’appel").click()
    expect(plain.get_by_text("Il manque le moment de l’ouverture.")).to_be_visible()
    write_dates_and_texts(plain)
    add_a_format(plain)
    plain.get_by_role("button", name="Annoncer l’appel").click()
    plain.context.clear_cookies()
    plain.goto(f"{server}/editions/next/")
    plain.get_by_role("link", name="Lire l’appel à propositions").click()
    assert plain.url == server + CALL
    expect(plain.locator("main")).to_contain_text("L’appel ouvre le dimanche 1er février 2099 à 9:00")
    expect(plain.locator("main")).to_contain_text("Viens comme tu es.")
    expect(plain.locator("main")).to_contain_text("Marche")
