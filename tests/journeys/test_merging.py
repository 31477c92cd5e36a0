"""Two authors discuss, reword, make one proposal of theirs, and take it apart again; one of them without a mouse."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from bigre.core.models import OutgoingMail
from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.proposals.models import Merge, Proposal
from tests.factories import editions, people, proposals

from .conftest import DESK
from .gathering import Gathering, come_in
from .test_keyboard import tab_to

LIST = "/editions/next/proposals/"
type Axe = Callable[[Page], list[str]]


@pytest.fixture
def pair(bigre: Gathering) -> tuple[Proposal, Proposal]:
    """What Alice and Dina, of two cooperatives, propose for the next edition."""
    week = editions.edition("next", name="La prochaine", number=9, life=Edition.Life.CALL_OPEN)
    dina = people.person_with_account("Dina Houx")
    people.membership(dina, people.cooperative("Les Embruns"))
    for one in (bigre.alice, dina):
        editions.participation(one, week)
    titles = ((bigre.alice, "Lire un bilan"), (dina, "Comprendre un bilan comptable"))
    first, second = (
        proposals.proposal(week, title, facilitators=[who], state="submitted", text=f"{title}, à plusieurs.")
        for who, title in titles
    )
    return first, second


def page_of(browser: Browser, server: str, who: Person) -> Page:
    context = browser.new_context(locale="fr-FR", viewport={"width": DESK["width"], "height": DESK["height"]})
    made = context.new_page()
    come_in(made, server, who)
    return made


def test_two_authors_write_together_merge_and_undo(
    browser: Browser, server: str, bigre: Gathering, pair: tuple[Proposal, Proposal], axe: Axe
) -> None:
    hers, dinas = (f"{server}{LIST}{one.uuid}/" for one in pair)
    dina = Person.objects.get(name="Dina Houx")
    alice_at, dina_at = page_of(browser, server, bigre.alice), page_of(browser, server, dina)
    discuss(alice_at, dina_at, dinas, axe)
    reword(alice_at, dina_at, dinas, axe)
    suggest_to_merge(alice_at, hers, axe)
    agree_by_keyboard(dina_at, f"{server}{LIST}merges/{Merge.objects.get().pk}/", axe)
    both_are_credited(dina_at, hers, axe)
    undo(alice_at, f"{server}{LIST}merges/{Merge.objects.get().pk}/", axe)
    assert set(Proposal.objects.filter(edition__slug="next").values_list("title", "state")) == {
        ("Lire un bilan", "submitted"),
        ("Comprendre un bilan à plusieurs", "submitted"),
        ("Lire et comprendre un bilan", "withdrawn"),
    }
    for one in (alice_at, dina_at):
        one.context.close()


def discuss(alice_at: Page, dina_at: Page, address: str, axe: Axe) -> None:
    """Alice calls Dina by name; Dina has a mail, and answers."""
    alice_at.goto(address)
    alice_at.get_by_label("Ton message").fill("Nos idées se touchent, @Dina Houx, **non** ?")
    alice_at.get_by_role("button", name="Envoyer le message").click()
    expect(alice_at.locator(".comment")).to_contain_text("Nos idées se touchent")
    assert axe(alice_at) == []
    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.subject) == ("dina-houx@example.org", "On t’appelle dans « Comprendre un bilan comptable »")
    dina_at.goto(address)
    expect(dina_at.locator(".comment").get_by_text("nouveau pour toi")).to_be_visible()
    dina_at.get_by_text("Prévenir quelqu’un tout de suite").click()
    dina_at.get_by_role("checkbox", name="Alice").check()
    dina_at.get_by_label("Ton message").fill("Oui, bien sûr.")
    dina_at.get_by_role("button", name="Envoyer le message").click()
    expect(dina_at.locator(".comment")).to_have_count(2)
    assert OutgoingMail.objects.filter(to="alice@example.org").count() == 1
    dina_at.get_by_role("link", name="Régler mes courriels").click()
    dina_at.get_by_label("à chaque message").check()
    dina_at.get_by_role("button", name="Enregistrer").click()
    expect(dina_at.get_by_text("C’est noté.")).to_be_visible()
    assert axe(dina_at) == []


def reword(alice_at: Page, dina_at: Page, address: str, axe: Axe) -> None:
    """Alice suggests other words; Dina reads what they change, and takes them."""
    alice_at.goto(address)
    alice_at.get_by_role("link", name="Suggérer un titre").click()
    assert axe(alice_at) == []
    alice_at.get_by_label("Titre").fill("Comprendre un bilan à plusieurs")
    alice_at.get_by_role("button", name="Envoyer la suggestion").click()
    dina_at.goto(address)
    expect(dina_at.locator("#rewording del")).to_contain_text("comptable")
    dina_at.get_by_role("link", name="Suggestion pour « Titre »").click()
    assert axe(dina_at) == []
    dina_at.get_by_role("button", name="Prendre ces mots").click()
    expect(dina_at.get_by_role("heading", level=1)).to_have_text("Comprendre un bilan à plusieurs")
    expect(dina_at.get_by_text("Merci pour les mots à")).to_be_visible()


def suggest_to_merge(alice_at: Page, address: str, axe: Axe) -> None:
    """The other one is offered first, since it is near; the texts are joined beforehand."""
    alice_at.goto(address)
    alice_at.get_by_role("link", name="Réunir avec une autre").click()
    assert axe(alice_at) == []
    alice_at.get_by_role("checkbox", name="Comprendre un bilan à plusieurs").check()
    alice_at.get_by_role("button", name="Écrire ce que cela donnerait").click()
    expect(alice_at.get_by_label("Présentation")).to_have_value(
        "## Lire un bilan\n\nLire un bilan, à plusieurs.\n\n"
        "## Comprendre un bilan à plusieurs\n\nComprendre un bilan comptable, à plusieurs."
    )
    assert axe(alice_at) == []
    alice_at.get_by_label("Titre").fill("Lire et comprendre un bilan")
    alice_at.get_by_role("button", name="Demander l’accord de tout le monde").click()
    expect(alice_at.get_by_text("n’a pas encore répondu")).to_be_visible()


def agree_by_keyboard(dina_at: Page, address: str, axe: Axe) -> None:
    dina_at.goto(address)
    assert axe(dina_at) == []
    tab_to(dina_at, dina_at.get_by_role("button", name="Je suis d’accord"))
    dina_at.keyboard.press("Enter")
    expect(dina_at.get_by_text("Tout le monde est d’accord : c’est fait.")).to_be_visible()


def both_are_credited(dina_at: Page, part: str, axe: Axe) -> None:
    """What was merged leads to what it has become, which names both."""
    dina_at.goto(part)
    dina_at.get_by_role("link", name="Lire et comprendre un bilan").click()
    for name in ("Alice", "Dina Houx"):
        expect(dina_at.locator(".card.person").get_by_role("link", name=name)).to_be_visible()
    expect(dina_at.locator("#merging").get_by_role("link", name="Lire un bilan", exact=True)).to_be_visible()
    assert axe(dina_at) == []


def undo(alice_at: Page, address: str, axe: Axe) -> None:
    alice_at.goto(address)
    assert axe(alice_at) == []
    alice_at.get_by_role("button", name="Défaire la réunion").click()
    expect(alice_at.get_by_text("C’est défait")).to_be_visible()
    assert axe(alice_at) == []


def test_who_asks_and_who_offers_find_each_other_on_a_telephone(
    page: Page, server: str, bigre: Gathering, pair: tuple[Proposal, Proposal], axe: Axe
) -> None:
    come_in(page, server, Person.objects.get(name="Dina Houx"))
    page.goto(f"{server}{LIST}topics/")
    assert axe(page) == []
    page.get_by_role("link", name="Offrir d’animer").first.click()
    assert axe(page) == []
    page.get_by_label("Titre").fill("Composts et potagers")
    page.get_by_role("button", name="Enregistrer").click()
    come_in(page, server, bigre.alice)
    page.goto(f"{server}{LIST}topics/add/wanted/")
    page.get_by_label("Titre").fill("Composter au potager")
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_role("checkbox", name="Dina Houx, qui offre « Composts et potagers »").check()
    assert axe(page) == []
    page.get_by_role("button", name="L’animer").click()
    expect(page.get_by_label("Titre")).to_have_value("Composter au potager")
    come_in(page, server, Person.objects.get(name="Dina Houx"))
    page.goto(f"{server}{LIST}topics/")
    page.get_by_role("link", name="Composts et potagers").click()
    page.get_by_role("button", name="Rejoindre").click()
    for name in ("Alice", "Dina Houx"):
        expect(page.locator(".card.person").get_by_role("link", name=name)).to_be_visible()
