"""Two people who met begin something together, say by mail how it goes, and find it on the network."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from typing import Protocol

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from bigre.core.models import OutgoingMail
from bigre.encounters.actions.reminders import write_reminders
from bigre.encounters.models import Cooperation, Reminder
from tests.factories import people

from .conftest import PHONE
from .gathering import Gathering, come_in

type Axe = Callable[[Page], list[str]]


class Telephone(Protocol):
    """Another telephone, in which nobody is signed in."""

    def __call__(self) -> Page: ...


@pytest.fixture
def telephone(browser: Browser) -> Iterator[Telephone]:
    """Telephones of others, as many as are asked for."""
    contexts = []

    def another() -> Page:
        contexts.append(browser.new_context(locale="fr-FR", timezone_id="Europe/Paris", viewport=PHONE))
        return contexts[-1].new_page()

    yield another
    for context in contexts:
        context.close()


def link_in_mail(server: str, key: str, to: str, ending: str = "") -> str:
    """The first link of this mail that ends so, on the server of the test."""
    body = OutgoingMail.objects.get(key__contains=key, to=to).body
    found = re.search(rf"https?://[^/\s]+(/\S+{re.escape(ending)})$", body, re.MULTILINE)
    assert found is not None
    return server + found[1]


def start_together(page: Page, server: str, bigre: Gathering, axe: Axe) -> None:
    page.goto(f"{server}/cooperations/new/?with={bigre.chloe.uuid}&edition=bigre-2022")
    expect(page.get_by_label("Chloé")).to_be_checked()
    page.get_by_label("Nom").fill("Un jardin dans la cour")
    page.get_by_label("En une phrase").fill("Dessiner et planter la cour d’une école.")
    assert axe(page) == []
    page.get_by_role("button", name="Commencer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Un jardin dans la cour")
    expect(page.locator("main")).not_to_contain_text("Chloé")
    assert axe(page) == []


def accept(page: Page, server: str, axe: Axe) -> None:
    page.goto(link_in_mail(server, "invitation", "chloe@example.org"))
    expect(page.locator("main")).to_contain_text("Alice aimerait essayer quelque chose avec toi")
    assert axe(page) == []
    page.get_by_role("button", name="Dire oui").click()
    expect(page.locator("main")).to_contain_text("Alice")
    expect(page.locator(".messages")).to_contain_text("Tu fais maintenant partie de « Un jardin dans la cour ».")


def let_a_month_pass() -> None:
    """A month after its first day, the worker asks; the mails have just come."""
    begun = timezone.localdate() - timedelta(days=31)
    Cooperation.objects.update(begun_on=begun)
    assert write_reminders(now=timezone.make_aware(datetime.combine(timezone.localdate(), time(7)))) == 2
    Reminder.objects.update(sent_at=timezone.now())


def answer_by_mail(page: Page, server: str, axe: Axe) -> None:
    page.goto(link_in_mail(server, "reminder", "chloe@example.org", "/trial/"))
    # The page sends the answer itself, once.
    expect(page.get_by_role("heading", level=1)).to_have_text("C’est noté, merci")
    expect(page.locator("main")).to_contain_text("« À l’essai »")
    assert axe(page) == []
    page.get_by_label("Une ligne pour le journal").fill("On a mesuré la cour.")
    page.get_by_role("button", name="Ajouter au journal").click()
    expect(page.locator("main")).to_contain_text("Ta ligne est dans le journal.")


def show_it_to_the_network(page: Page, axe: Axe) -> None:
    page.reload()
    expect(page.locator("#journal")).to_contain_text("On a mesuré la cour.")
    expect(page.locator("#journal")).to_contain_text("À l’essai")
    page.get_by_role("link", name="Décrire, choisir qui la voit").click()
    page.get_by_label("Tout le réseau").check()
    assert axe(page) == []
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator(".messages")).to_contain_text("C’est enregistré.")


def find_it_in_the_network(page: Page, server: str, axe: Axe) -> None:
    page.goto(f"{server}/cooperations/network/")
    expect(page.get_by_role("link", name="Un jardin dans la cour")).to_be_visible()
    drawing = page.locator("svg.network")
    expect(drawing.get_by_role("link")).to_have_count(2)
    expect(drawing.locator("path.since")).to_have_count(1)
    assert axe(page) == []


def come_nearer(page: Page) -> None:
    """With buttons and keys, without leaving the page."""
    drawing = page.locator("svg.network")
    whole = drawing.get_attribute("viewBox")
    page.get_by_role("link", name="Approcher").click()
    expect(drawing).not_to_have_attribute("viewBox", str(whole))
    drawing.focus()
    page.keyboard.press("0")
    expect(page.get_by_role("link", name="Éloigner")).to_be_hidden()
    assert "zoom" not in page.url
    # A name looks at the network from that cooperative, and opens the table.
    drawing.get_by_role("link", name="Coopérative des Dunes").click()
    expect(page.locator("table").first).to_contain_text("1 coopération")


def test_two_people_who_met_cooperate(
    page: Page, telephone: Telephone, server: str, bigre: Gathering, axe: Axe
) -> None:
    other, unsigned = telephone(), telephone()
    people.membership(bigre.chloe, people.cooperative("Coopérative des Dunes"))
    come_in(page, server, bigre.alice)
    come_in(other, server, bigre.chloe)
    start_together(page, server, bigre, axe)
    accept(other, server, axe)
    let_a_month_pass()
    answer_by_mail(unsigned, server, axe)
    show_it_to_the_network(page, axe)
    for one in (page, other):
        find_it_in_the_network(one, server, axe)
    come_nearer(page)


def test_back_answers_nothing_again(page: Page, server: str, bigre: Gathering) -> None:
    made = Cooperation.objects.create(name="Jardins", sentence="Planter.", begun_on=timezone.localdate())
    made.members.create(person=bigre.alice, state="member", since_at=timezone.now())
    Cooperation.objects.update(begun_on=timezone.localdate() - timedelta(days=31))
    write_reminders(now=timezone.now())
    page.goto(link_in_mail(server, "reminder", "alice@example.org", "/trial/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("C’est noté, merci")
    page.get_by_role("button", name="En pause").click()
    expect(page.locator("main")).to_contain_text("« En pause »")
    page.go_back()
    page.go_back()
    page.wait_for_load_state()
    made.refresh_from_db()
    assert made.state == Cooperation.State.PAUSED
