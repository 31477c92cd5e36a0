"""The team decides on its board, by hand and by keyboard, sees the balance change, and tells its decisions once."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.core import mail
from playwright.sync_api import Browser, Locator, Page, expect

from bigre.core.tasks import send_outbox
from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.proposals.models import Proposal, Target, Transition
from tests.factories import editions, people, programme, proposals

from .conftest import DESK, PHONE
from .gathering import Gathering, come_in

type Axe = Callable[[Page], list[str]]
State = Proposal.State


@dataclass
class Call:
    """What the board holds: three proposals to decide on, two of them of the same person."""

    edition: Edition
    alice: Person
    eve: Person


@pytest.fixture
def call(bigre: Gathering) -> Call:
    week, alice = bigre.edition, bigre.alice
    eve = people.person_with_account("Ève")
    editions.participation(eve, week, first_time=True)
    ecology = programme.theme(week, "Écologie marine", slug="marine", colour=9)
    Target.objects.create(edition=week, kind="theme", key="marine", count=4)
    for title, leader in (("Nager avec les algues", alice), ("Chanter sous les pins", alice), ("Pêcher à pied", eve)):
        proposals.proposal(week, title, facilitators=[leader], themes=[ecology], state=State.SUBMITTED)
    return Call(week, alice, eve)


def column(page: Page, state: str) -> Locator:
    return page.locator(f"#column-{state}")


def card(page: Page, title: str) -> Locator:
    return page.locator(".board-card", has_text=title)


def drag_to_accepted(page: Page) -> None:
    balance = page.get_by_role("row", name="Écologie marine")
    expect(balance).to_contain_text("0 sur 4")
    card(page, "Nager avec les algues").drag_to(column(page, "accepted").get_by_role("heading").first)
    expect(column(page, "accepted")).to_contain_text("Nager avec les algues")
    # What was moved has the focus, and the balance knows of it.
    expect(page.get_by_role("link", name="Nager avec les algues", exact=True)).to_be_focused()
    expect(balance).to_contain_text("1 sur 4")


def decline_by_keyboard(page: Page, axe: Axe) -> None:
    card(page, "Chanter sous les pins").get_by_role("link", name="Déplacer").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("En discussion")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(dialog.get_by_label("Non retenue")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.type("Plus")
    page.keyboard.press("Tab")
    # Without a reason nothing moves, and the dialog says so.
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("une personne a pris du temps pour proposer")
    assert axe(page) == []
    dialog.get_by_label("La raison").focus()
    page.keyboard.type("La grille du soir est pleine.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(column(page, "declined")).to_contain_text("Chanter sous les pins")
    expect(page.get_by_role("link", name="Chanter sous les pins", exact=True)).to_be_focused()


def read_without_names(page: Page) -> None:
    expect(card(page, "Nager avec les algues")).to_contain_text("Alice")
    page.get_by_role("button", name="Lire sans les noms").click()
    expect(page.get_by_text("Tu lis sans les noms")).to_be_visible()
    expect(page.locator(".board")).not_to_contain_text("Alice")
    expect(page.get_by_role("row", name="Écologie marine")).to_contain_text("1 sur 4")
    page.get_by_role("button", name="Lire avec les noms").click()
    expect(card(page, "Nager avec les algues")).to_contain_text("Alice")


def announce(page: Page, axe: Axe) -> None:
    page.get_by_role("link", name="Annoncer les décisions").click()
    expect(page.get_by_role("heading", name="1 message à envoyer")).to_be_visible()
    page.get_by_text("Alice · Français").click()
    expect(page.get_by_text("La grille du soir est pleine.")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Envoyer ces messages").click()
    expect(page.get_by_text("1 message est parti au courrier.")).to_be_visible()
    expect(page.get_by_role("link", name="Annoncer les décisions")).to_have_count(0)


def test_the_team_decides_and_each_facilitator_gets_one_mail_that_says_what_and_why(
    page: Page, server: str, bigre: Gathering, call: Call, axe: Axe
) -> None:
    page.set_viewport_size(DESK)
    come_in(page, server, bigre.chloe)
    page.goto(f"{server}/editions/bigre-2022/")
    page.get_by_role("link", name="Ouvrir le tableau de l’équipe").click()
    assert axe(page) == []
    drag_to_accepted(page)
    decline_by_keyboard(page, axe)
    read_without_names(page)
    announce(page, axe)
    send_outbox.func()
    send_outbox.func()
    assert [(one.to, one.subject) for one in mail.outbox] == [
        (["alice@example.org"], "Tes propositions pour Bigre! Rencontre 2022")
    ]
    words = ("« Nager avec les algues » est retenue", "confirme-la", "« Chanter sous les pins » n’est pas retenue")
    assert [word for word in (*words, "La grille du soir est pleine.") if word not in mail.outbox[0].body] == []


def test_two_people_at_once_do_not_decide_against_each_other(
    page: Page, server: str, bigre: Gathering, call: Call
) -> None:
    page.set_viewport_size(DESK)
    come_in(page, server, bigre.chloe)
    page.goto(f"{server}/editions/bigre-2022/proposals/board/")
    Proposal.objects.filter(title="Pêcher à pied").update(state=State.DISCUSSED)
    card(page, "Pêcher à pied").drag_to(column(page, "accepted").get_by_role("heading").first)
    words = "Quelqu’un a déplacé « Pêcher à pied » entre-temps"
    expect(page.locator("#board").get_by_text(words)).to_be_visible()
    expect(page.locator("#said")).to_contain_text(words)
    expect(column(page, "discussed").locator(".moved")).to_contain_text("Pêcher à pied")
    assert Transition.objects.count() == 0


def test_without_scripts_several_cards_are_decided_by_a_form(
    browser: Browser, server: str, bigre: Gathering, call: Call
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="fr-FR", viewport=PHONE)
    page = context.new_page()
    come_in(page, server, bigre.chloe)
    page.goto(f"{server}/editions/bigre-2022/proposals/board/")
    for title in ("Pêcher à pied", "Chanter sous les pins"):
        page.get_by_label(f"Choisir « {title} »").check()
    page.get_by_role("button", name="Décider de celles qui sont cochées").click()
    expect(page.get_by_role("heading", name="2 propositions")).to_be_visible()
    page.get_by_label("Reportée en espace libre").check()
    page.get_by_label("Pourquoi, en un mot").select_option(label="Pas encore mûre")
    page.get_by_label("La raison, en quelques phrases").fill("On en reparle sur place.")
    page.get_by_role("button", name="Déplacer").click()
    expect(page.get_by_text("2 propositions : Reportée en espace libre.")).to_be_visible()
    expect(column(page, "open_space")).to_contain_text("Pêcher à pied")
    context.close()
