"""A first-timer tells what she looks for, is introduced with reasons, declines one, accepts one, and they meet."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect
from pytest_django import Settings

from bigre.encounters.actions.tags import load_tags
from bigre.encounters.models import Encounter, Introduction, Tag
from bigre.people.models import Person
from tests.factories import editions, encounters, people

from .gathering import MONDAY, TUESDAY, Gathering, come_in
from .worker import at_work

type Axe = Callable[[Page], list[str]]
PAGE = "/editions/bigre-2022/encounters/"


def somebody(bigre: Gathering, name: str) -> Person:
    one = people.person_with_account(name, languages=["fr"], contact=f"chez {name}")
    people.occupation(one, trade=people.trade(f"Métier de {name}", code=name.lower()))
    editions.participation(one, bigre.edition, first_time=name == "Nour")
    return one


@dataclass(frozen=True)
class Two:
    """Who comes for the first time, and who offers what she looks for."""

    nour: Person
    dina: Person


@pytest.fixture
def two(bigre: Gathering, settings: Settings) -> Two:
    """On the gathering's first day, among eight of two other cooperatives."""
    settings.DEMO, settings.DEMO_DAY = True, MONDAY
    load_tags()
    nour, dina = somebody(bigre, "Nour"), somebody(bigre, "Dina")
    encounters.openness(dina, ask_me_about="les orgues")
    accounting = Tag.objects.get(code="accounting")
    encounters.notice(dina, "Tenir la comptabilité d’une petite coopérative", tags=[accounting])
    people.membership(nour, bigre.cooperative)
    dunes, salt = people.cooperative("Coopérative des Dunes"), people.cooperative("Coopérative du Sel")
    people.membership(dina, dunes)
    for name in ("Farid", "Gwen", "Hanne", "Ines", "Jo", "Koen", "Lise", "Maud"):
        other = somebody(bigre, name)
        people.membership(other, salt if name < "J" else dunes)
        encounters.openness(other)
    return Two(nour, dina)


def tell(page: Page, server: str, axe: Axe) -> None:
    """She has told nothing yet: the page says where to begin; five minutes later she is introduced."""
    page.goto(server + PAGE)
    page.get_by_role("link", name="Me faire rencontrer").first.click()
    page.get_by_label("Ce que je propose, 1", exact=True).fill("Illustrer un livret")
    page.get_by_label("Ce que je cherche, 1", exact=True).fill("Quelqu’un pour ma comptabilité")
    page.get_by_label("Ce que je cherche, 1 : un mot de la liste").select_option("Comptabilité et gestion")
    page.get_by_role("group", name="Territoire").get_by_text("comme moi", exact=True).click()
    assert axe(page) == []
    with at_work():
        page.get_by_role("button", name="Enregistrer").click()
        expect(page.get_by_role("heading", name="À toi de dire")).to_be_visible(timeout=90_000)
    assert axe(page) == []


def answer(page: Page) -> None:
    """Each is explained in a sentence, one is unexpected and says so; she declines one and accepts one."""
    offered = "Dina propose « Tenir la comptabilité d’une petite coopérative »."
    dina = page.get_by_role("article", name="Dina")
    expect(dina).to_contain_text(f"Tu cherches « Quelqu’un pour ma comptabilité » ; {offered}")
    expect(page.get_by_text("Inattendue")).to_have_count(1)
    page.get_by_role("article").filter(has_not_text="Dina").first.get_by_role("button", name="Non merci").click()
    expect(page.get_by_text("1 déclinée")).to_be_visible()
    page.get_by_role("button", name="Oui, volontiers : Dina").click()
    expect(page.get_by_role("heading", name="Tu as dit oui")).to_be_visible()
    expect(page.get_by_text("chez Dina")).to_have_count(0)


def agree(page: Page, dina_page: Page, server: str, axe: Axe) -> None:
    """Dina says yes too and proposes a half hour of tomorrow that both have free; Nour keeps it in her calendar."""
    dina_page.goto(server + PAGE)
    dina_page.get_by_role("button", name="Oui, volontiers : Nour").click()
    expect(dina_page.get_by_text("chez Nour")).to_be_visible()
    assert axe(dina_page) == []
    dina_page.get_by_role("heading", name="mardi 23 août").locator("+ .chips label").last.click()
    dina_page.get_by_label("Précisions").fill("Au bar")
    dina_page.get_by_role("button", name="Proposer ce moment").click()
    expect(dina_page.get_by_text("En attente de la réponse de Nour.")).to_be_visible()
    page.goto(server + PAGE)
    page.get_by_role("link", name="Voir notre rendez-vous").click()
    expect(page.get_by_text(re.compile("mardi 23 août, 21:30"))).to_be_visible()
    page.get_by_role("button", name="Oui, à ce moment-là").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Mettre dans mon agenda").click()
    assert "SUMMARY:Rendez-vous avec Dina" in Path(download.value.path()).read_text()


def remember(page: Page, axe: Axe) -> None:
    """What she keeps of it is hers."""
    expect(page.get_by_role("heading", name="Dina")).to_be_visible()
    page.get_by_text("Noter quelque chose").click()
    page.get_by_label("Une note pour moi").fill("Lui envoyer mes factures")
    page.get_by_role("button", name="Oui, nous nous sommes rencontrés : Dina").click()
    expect(page.get_by_label("Une note pour moi")).to_have_value("Lui envoyer mes factures")
    assert axe(page) == []


def test_a_first_timer_meets_somebody_whom_she_would_not_have_met(
    page: Page, other_phone: Page, server: str, two: Two, axe: Axe
) -> None:
    come_in(page, server, two.nour)
    come_in(other_phone, server, two.dina)
    tell(page, server, axe)
    answer(page)
    agree(page, other_phone, server, axe)
    # The day after, each says that they met; each finds the other, and nobody else does.
    settings.DEMO_DAY = TUESDAY + timedelta(days=1)  # the fixture of `two` puts it back
    for browser_page, other in ((other_phone, two.nour), (page, two.dina)):
        browser_page.goto(f"{server}{PAGE}with/{other.uuid}/")
        browser_page.get_by_role("button", name="Nous nous sommes vus").click()
    remember(page, axe)
    assert [one.source for one in Encounter.objects.all()] == ["meeting"]
    answers = dict(Introduction.objects.filter(person=two.nour).values_list("other__name", "answer"))
    assert answers.pop("Dina") == "yes"
    assert sorted(answers.values()) == ["", "no"]
