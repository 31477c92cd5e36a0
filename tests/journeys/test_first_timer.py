"""Alice comes for the first time: she browses on her phone, keeps what draws her, and chooses who sees her."""

import re
from datetime import UTC, datetime

import pytest
from django.core import mail
from icalendar import Calendar
from playwright.sync_api import Page, expect

from .gathering import FIVE_TITLES, Gathering, come_in


def titles(page: Page) -> list[str]:
    return sorted(page.locator("article.activity h3 a, article.activity h4 a").all_inner_texts())


def expect_titles(page: Page, *expected: str) -> None:
    expect(page.locator("article.activity")).to_have_count(len(expected))
    assert titles(page) == sorted(expected)


def filter_by(page: Page, *values: str) -> None:
    facets = page.locator("#facets")
    if facets.get_attribute("open") is None:
        facets.locator("summary").click()
    for value in values:
        facets.locator("label.chip", has_text=value).click()


def search_for(page: Page, words: str) -> None:
    page.get_by_role("searchbox", name="Chercher une activité").fill(words)
    page.get_by_role("button", name="Chercher").click()


def code_in_her_mail() -> str:
    letter = mail.outbox[-1]
    assert letter.to == ["alice@example.org"]
    found = re.search(r"^\d{6}$", str(letter.body), re.MULTILINE)
    assert found is not None
    return found[0]


def test_from_the_first_page_she_comes_to_the_whole_programme(page: Page, server: str, bigre: Gathering) -> None:
    page.goto(server)
    expect(page.get_by_role("heading", level=1)).to_have_text("Une semaine pour se rencontrer")
    page.get_by_role("link", name="Parcourir le programme").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Le programme")
    expect_titles(page, *FIVE_TITLES)
    expect(page.get_by_role("heading", name="Lundi 22 août")).to_be_visible()


def test_she_narrows_the_programme_by_theme_and_language_and_widens_it_again(
    page: Page, server: str, bigre: Gathering
) -> None:
    page.goto(f"{server}/programme/")
    filter_by(page, "Gouvernance")
    expect_titles(page, "Démocratie au travail", "Samen een balans lezen")
    filter_by(page, "Nederlands")
    expect_titles(page, "Samen een balans lezen")
    expect(page).to_have_url(re.compile(r"theme=gouvernance.*language=nl"))
    page.get_by_role("link", name="Tout revoir").click()
    expect_titles(page, *FIVE_TITLES)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("democratique", "Démocratie au travail"),
        ("travaux", "Démocratie au travail"),
        ("composts", "Composter à plusieurs"),
        ("ETANGS", "Marcher autour de l’étang"),
        ("balansen", "Samen een balans lezen"),
        ("crossing", ""),
    ],
)
def test_her_search_forgives_accents_and_inflection(
    page: Page, server: str, bigre: Gathering, words: str, expected: str
) -> None:
    page.goto(f"{server}/programme/")
    search_for(page, words)
    if expected:
        expect_titles(page, expected)
    else:
        expect(page.get_by_role("heading", name="Rien trouvé")).to_be_visible()


def test_to_keep_a_favourite_she_comes_in_with_a_code_and_is_back_where_she_was(
    page: Page, server: str, bigre: Gathering
) -> None:
    page.goto(f"{server}/programme/")
    page.get_by_role("link", name="Composter à plusieurs").click()
    expect(page.get_by_role("link", name="Bob Dunes")).to_be_visible()
    page.get_by_role("link", name="Me connecter pour la garder").click()
    page.get_by_label("Adresse de courriel").fill("alice@example.org")
    page.get_by_role("button", name="Recevoir un code").click()
    page.get_by_label("Code").fill(code_in_her_mail())
    page.get_by_role("button", name="Continuer").click()
    expect(page).to_have_url(server + bigre.address_of("Composter à plusieurs"))
    page.get_by_role("button", name="Garder dans mes favoris").click()
    expect(page.get_by_role("button", name="Dans mes favoris")).to_have_attribute("aria-pressed", "true")


def test_a_wrong_code_keeps_the_door_shut(page: Page, server: str, bigre: Gathering) -> None:
    page.goto(f"{server}/account/login/")
    page.get_by_label("Adresse de courriel").fill("alice@example.org")
    page.get_by_role("button", name="Recevoir un code").click()
    page.get_by_label("Code").fill("000000" if code_in_her_mail() != "000000" else "111111")
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Entre le code")
    page.goto(f"{server}/me/")
    expect(page).to_have_url(re.compile("/account/login/"))


def test_what_she_keeps_becomes_her_programme_with_its_clash(page: Page, server: str, bigre: Gathering) -> None:
    come_in(page, server, bigre.alice)
    page.goto(f"{server}/programme/")
    for title in ("Démocratie au travail", "Composter à plusieurs"):
        page.get_by_role("button", name=f"Ajouter « {title} » à mes favoris").click()
        expect(page.get_by_role("button", name=f"Retirer « {title} » de mes favoris")).to_be_visible()
    page.get_by_role("link", name="Voir mon programme").click()
    expect_titles(page, "Démocratie au travail", "Composter à plusieurs")
    expect(page.get_by_text("Deux de tes activités se chevauchent.")).to_be_visible()
    page.get_by_role("button", name="Retirer « Composter à plusieurs » de mes favoris").click()
    expect(page.get_by_role("button", name="Ajouter « Composter à plusieurs » à mes favoris")).to_be_visible()
    page.reload()
    expect_titles(page, "Démocratie au travail")
    expect(page.get_by_text("Deux de tes activités se chevauchent.")).to_have_count(0)


def test_her_calendar_follows_her_until_she_closes_its_address(page: Page, server: str, bigre: Gathering) -> None:
    come_in(page, server, bigre.alice)
    bigre.alice.favourites.create(activity=bigre.activities["Marcher autour de l’étang"])
    page.goto(f"{server}/editions/bigre-2022/programme/mine/")
    page.get_by_role("button", name="Créer mon adresse d’agenda").click()
    address = page.locator("code.token").inner_text()
    page.goto(f"{server}/editions/bigre-2022/programme/mine/")
    expect(page.get_by_text("Tu as une adresse d’agenda")).to_be_visible()
    expect(page.locator("code.token")).to_have_count(0)
    assert calendar(page, address) == [
        ("Marcher autour de l’étang", datetime(2022, 8, 23, 12, 30, tzinfo=UTC), "Plage"),
    ]
    page.get_by_role("button", name="Fermer l’adresse").click()
    expect(page.get_by_text("L’adresse de ton agenda est fermée.")).to_be_visible()
    assert page.request.get(address).status == 410
    assert page.request.get(f"{address[:-8]}AAAA.ics").status == 404


def calendar(page: Page, address: str) -> list[tuple[str, datetime, str]]:
    """What a calendar program reads at this address."""
    events = Calendar.from_ical(page.request.get(address).body()).walk("VEVENT")
    return [(str(one["summary"]), one.decoded("dtstart").astimezone(UTC), str(one["location"])) for one in events]


def test_she_decides_who_sees_her_and_it_holds_at_once(page: Page, server: str, bigre: Gathering) -> None:
    hers = f"{server}/people/{bigre.alice.uuid}/"
    assert page.request.get(hers).status == 404
    come_in(page, server, bigre.alice)
    page.goto(f"{server}/me/")
    page.get_by_role("link", name="Qui voit quoi").click()
    page.get_by_label("Mon nom").select_option(label="Tout le monde")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_label("Mon nom")).to_have_value("everyone")
    page.context.clear_cookies()
    page.goto(hers)
    expect(page.get_by_role("heading", level=1)).to_have_text("Alice")
    expect(page.get_by_text("Coopérative des Pins")).to_have_count(0)


LANGUAGES = {"Nederlands": ("nl", "Programma"), "English": ("en", "People")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_site_speaks_her_language_from_then_on(page: Page, server: str, bigre: Gathering, language: str) -> None:
    code, word = LANGUAGES[language]
    page.goto(server)
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    page.locator("summary", has_text="Langue").click()
    page.get_by_role("button", name=language).click()
    expect(page.locator("html")).to_have_attribute("lang", code)
    page.goto(f"{server}/programme/")
    expect(page.locator("html")).to_have_attribute("lang", code)
    expect(page.locator("nav.places").get_by_role("link", name=word)).to_be_visible()
