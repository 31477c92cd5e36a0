"""Chloé, of the programme team, plans what a file brings, publishes, plans again, and sees what would change."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from . import worker
from .conftest import DESK
from .gathering import Gathering, come_in
from .koma_gathering import TITLES, koma_gathering

# Loading the solver takes a minute the first time on a machine; a search takes the seconds it was given.
LONG = 180_000
PLANNING = "/editions/dunes/programme/planning/"
FITTING = [title for title in TITLES if title != "Jouer"]


@pytest.fixture
def working(bigre: Gathering) -> Iterator[None]:
    with worker.at_work():
        yield


@pytest.fixture
def chloe(page: Page, server: str, bigre: Gathering) -> Page:
    """Her browser, at her desk."""
    page.set_viewport_size({"width": DESK["width"], "height": DESK["height"]})
    come_in(page, server, bigre.chloe)
    return page


def bring_in(page: Page, name: str, content: bytes) -> None:
    page.get_by_label("Fichier", exact=True).set_input_files(
        {"name": name, "mimeType": "application/json", "buffer": content}
    )
    page.get_by_role("button", name="Importer", exact=True).click()


def start_a_plan(page: Page, *, seconds: int, seed: int) -> None:
    page.get_by_label("Durée du calcul, en secondes").fill(str(seconds))
    page.get_by_label("Numéro du tirage").fill(str(seed))
    page.get_by_role("button", name="Calculer une grille").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Calcul d’une grille")


def publish(page: Page, *, knowing: bool = False) -> None:
    """Publish the version shown; `knowing` that it breaks rules."""
    page.get_by_role("link", name="Publier cette version").click()
    if knowing:
        page.get_by_label("Je le sais, et je publie quand même").check()
    page.get_by_role("button", name="Publier pour tout le monde").click()
    expect(page.get_by_text("est publiée : tout le monde la voit.")).to_be_visible()


def test_from_a_file_to_a_published_programme_and_to_its_better_version(
    chloe: Page, server: str, working: None, browser: Browser
) -> None:
    chloe.goto(f"{server}/import/")
    bring_in(chloe, "dunes.json", koma_gathering())
    expect(chloe.get_by_text("Le fichier est importé en entier.")).to_be_visible()
    expect(chloe.get_by_role("heading", level=1)).to_have_text("Rencontre des dunes")
    chloe.get_by_role("link", name="Planifier cette édition").click()

    start_a_plan(chloe, seconds=5, seed=1)
    expect(chloe.get_by_role("progressbar")).to_be_visible(timeout=LONG)
    expect(chloe.get_by_text("Le calcul est terminé.")).to_be_visible(timeout=LONG)
    expect(chloe.get_by_text("1 activité n’a pas trouvé de place.")).to_be_visible()
    expect(chloe.get_by_role("row", name="Jouer")).to_contain_text("stage")
    expect(chloe.get_by_role("table", name="Ce qui reste imparfait")).to_contain_text("Souhaits contrariés")
    assert visitor_reads(browser, server) == []

    chloe.get_by_role("link", name="Regarder la version 1").click()
    publish(chloe)
    assert visitor_reads(browser, server) == sorted(FITTING)

    chloe.goto(f"{server}{PLANNING}")
    start_a_plan(chloe, seconds=600, seed=2)
    expect(chloe.get_by_text(re.compile("Calcul en cours, [1-9]"))).to_be_visible(timeout=LONG)
    chloe.get_by_role("button", name="Arrêter et garder la meilleure grille").click()
    expect(chloe.get_by_text("Le calcul est terminé.")).to_be_visible(timeout=LONG)
    chloe.get_by_role("link", name="Regarder la version 2").click()
    changes = chloe.locator("#changes")
    expect(changes.get_by_role("heading", level=2)).to_have_text("Ce qui changerait dans le programme")
    sentences = changes.get_by_role("listitem").all_inner_texts()
    assert [one for one in sentences if not re.search(r"déplacée|passe|change", one)] == []
    assert sentences, "another seed gave the same timetable"
    publish(chloe)
    expect(chloe.get_by_role("row", name="Version 2")).to_contain_text("En ligne")
    expect(chloe.get_by_role("row", name="Version 1")).to_contain_text("Remplacée")
    assert visitor_reads(browser, server) == sorted(FITTING)


def visitor_reads(browser: Browser, server: str) -> list[str]:
    """The titles of the programme for somebody who never signed in."""
    page = browser.new_page(locale="fr-FR")
    page.goto(f"{server}/editions/dunes/programme/")
    titles = page.locator("article.activity h4 a").all_inner_texts()
    page.close()
    return sorted(titles)


def test_what_she_pins_stays_through_the_next_plan(chloe: Page, server: str, bigre: Gathering, working: None) -> None:
    chloe.goto(f"{server}/editions/bigre-2022/programme/planning/versions/1/")
    held = chloe.get_by_role("row", name="Démocratie au travail")
    expect(held).to_contain_text("9:30 – 11:00")
    chloe.get_by_role("button", name="Épingler Démocratie au travail").click()
    expect(chloe.get_by_text("« Démocratie au travail » est épinglée")).to_be_visible()
    chloe.goto(f"{server}/editions/bigre-2022/programme/planning/")
    start_a_plan(chloe, seconds=5, seed=3)
    expect(chloe.get_by_text("Le calcul est terminé.")).to_be_visible(timeout=LONG)
    chloe.get_by_role("link", name="Regarder la version 2").click()
    expect(held).to_contain_text("9:30 – 11:00")
    expect(held).to_contain_text("Oratoire")


WRONG_FILES = {
    "casse.json": (b'{"aks": [', "ligne 1"),
    "image.json": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "reconnu"),
    "vide.json": (b"", "vide"),
}


@pytest.mark.parametrize("name", WRONG_FILES)
def test_a_file_that_is_not_what_it_should_be_changes_nothing_and_says_what_to_do(
    chloe: Page, server: str, bigre: Gathering, name: str
) -> None:
    content, told = WRONG_FILES[name]
    chloe.goto(f"{server}/import/")
    bring_in(chloe, name, content)
    expect(chloe.get_by_text("Le fichier n’a pas été importé.")).to_be_visible()
    expect(chloe.get_by_role("table", name="Ce qu’il faut corriger")).to_contain_text(told)
    assert type(bigre.edition).objects.count() == 1


def test_a_file_that_is_too_big_is_refused_with_its_limit(
    chloe: Page, server: str, bigre: Gathering, tmp_path: Path
) -> None:
    enormous = tmp_path / "enorme.json"
    enormous.write_bytes(b" " * (settings.IMPORT_MAX_BYTES + 2**20))
    chloe.goto(f"{server}/import/")
    chloe.get_by_label("Fichier", exact=True).set_input_files(enormous)
    chloe.get_by_role("button", name="Importer", exact=True).click()
    expect(chloe.get_by_role("table", name="Ce qu’il faut corriger")).to_contain_text("la limite est de 20 Mo")


def test_those_who_are_not_of_the_team_find_these_doors_shut(page: Page, server: str, bigre: Gathering) -> None:
    come_in(page, server, bigre.alice)
    for door in ("/import/", "/editions/bigre-2022/programme/planning/"):
        response = page.goto(server + door)
        assert response is not None
        assert response.status == 403
    page.context.clear_cookies()
    page.goto(f"{server}/import/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Me connecter")
