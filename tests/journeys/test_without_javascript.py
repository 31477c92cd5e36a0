"""Everything works on an old telephone, and where scripts are switched off."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from . import worker
from .conftest import PHONE
from .gathering import FIVE_TITLES, Gathering, come_in
from .koma_gathering import koma_gathering

LONG = 180_000


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page of a browser that runs no script."""
    context = browser.new_context(
        java_script_enabled=False,
        locale="fr-FR",
        timezone_id="Europe/Paris",
        viewport={"width": PHONE["width"], "height": PHONE["height"]},
    )
    yield context.new_page()
    context.close()


def titles(page: Page) -> set[str]:
    return set(page.locator("article.activity h3 a, article.activity h4 a").all_inner_texts())


def test_filters_and_search_are_a_form(plain: Page, server: str, bigre: Gathering) -> None:
    plain.goto(f"{server}/programme/")
    assert titles(plain) == FIVE_TITLES
    plain.locator("#facets summary").click()
    plain.locator("label.chip", has_text="Gouvernance").click()
    plain.get_by_role("button", name="Appliquer").click()
    expect(plain.locator("article.activity")).to_have_count(2)
    plain.get_by_role("searchbox").fill("democratiques")
    plain.get_by_role("button", name="Chercher").click()
    expect(plain.locator("article.activity")).to_have_count(1)
    assert titles(plain) == {"Démocratie au travail"}


def test_favourites_are_kept_from_the_list_and_from_the_activity(plain: Page, server: str, bigre: Gathering) -> None:
    come_in(plain, server, bigre.alice)
    plain.goto(f"{server}/programme/")
    plain.get_by_role("button", name="Ajouter « Démocratie au travail » à mes favoris").click()
    expect(plain.get_by_role("button", name="Retirer « Démocratie au travail » de mes favoris")).to_be_visible()
    plain.goto(server + bigre.address_of("Composter à plusieurs"))
    plain.get_by_role("button", name="Garder dans mes favoris").click()
    expect(plain.get_by_role("button", name="Dans mes favoris")).to_be_visible()
    plain.goto(f"{server}/editions/bigre-2022/programme/mine/")
    assert titles(plain) == {"Démocratie au travail", "Composter à plusieurs"}


def test_menus_and_colours_need_no_script(plain: Page, server: str, bigre: Gathering) -> None:
    plain.goto(server)
    plain.locator("summary", has_text="Langue").click()
    plain.get_by_role("button", name="Nederlands").click()
    expect(plain.locator("html")).to_have_attribute("lang", "nl")
    plain.locator("button[name=colour_scheme][value=dark]").click()
    expect(plain.locator("html")).to_have_attribute("data-theme", "dark")


def test_a_file_is_imported_planned_and_published(plain: Page, server: str, bigre: Gathering) -> None:
    come_in(plain, server, bigre.chloe)
    plain.goto(f"{server}/import/")
    plain.get_by_label("Fichier", exact=True).set_input_files(
        {"name": "dunes.json", "mimeType": "application/json", "buffer": koma_gathering()}
    )
    plain.get_by_role("button", name="Importer", exact=True).click()
    plain.get_by_role("link", name="Planifier cette édition").click()
    plain.get_by_label("Durée du calcul, en secondes").fill("5")
    plain.get_by_role("button", name="Calculer une grille").click()
    expect(plain.get_by_role("progressbar")).to_be_visible()
    with worker.at_work():
        # The page reloads by itself until the end.
        expect(plain.get_by_text("Le calcul est terminé.")).to_be_visible(timeout=LONG)
    plain.get_by_role("link", name="Regarder la version 1").click()
    plain.get_by_role("link", name="Publier cette version").click()
    plain.get_by_role("button", name="Publier pour tout le monde").click()
    plain.goto(f"{server}/editions/dunes/programme/")
    expect(plain.locator("article.activity")).to_have_count(5)
