"""Chloé plans the tables of a day, moves somebody, prints and publishes; Alice reads her own table and no other."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page, expect

from bigre.core.models import OutgoingMail
from bigre.encounters.models import Seat, SeatingPlan, SeatingRound
from tests.factories.editions import protected_time
from tests.factories.people import cooperative
from tests.factories.seating_plans import avoids, crowd, plan, sit

from . import worker
from .conftest import DESK
from .gathering import Gathering, come_in

# Loading the solver takes a minute the first time on a machine; a search takes the seconds it was given.
LONG = 180_000
ROOT = "/editions/bigre-2022/encounters/seating/"


@pytest.fixture
def later(bigre: Gathering) -> Gathering:
    """The same gathering, still to come: nobody sits at a table yet. Eight more people come."""
    start = timezone.localdate() + timedelta(days=30)
    bigre.edition.starts_on, bigre.edition.ends_on = start, start + timedelta(days=1)
    bigre.edition.save()
    protected_time(bigre.edition, "Dîner", 19 * 60, 21 * 60)
    crowd(bigre.edition, 8, of=cooperative("Coopérative des Dunes"))
    return bigre


@pytest.fixture
def working(bigre: Gathering) -> Iterator[None]:
    with worker.at_work():
        yield


def desk(page: Page, server: str, bigre: Gathering) -> None:
    page.set_viewport_size(DESK)
    come_in(page, server, bigre.chloe)


def card(page: Page, name: str) -> Locator:
    return page.locator(f'.seating-person[data-name="{name}"]')


def table(page: Page, number: int) -> Locator:
    return page.locator(f'.seating-table[data-name="Table {number}"]')


def drag(page: Page, one: Locator, to: Locator) -> None:
    start, end = one.bounding_box(), to.bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + 20, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + 25, end["y"] + end["height"] / 2, steps=5)
    page.mouse.up()


def at(round_: SeatingRound, name: str) -> int:
    return Seat.objects.get(round=round_, person__name=name).table.number


def lay_tables(page: Page, server: str, axe: Callable[[Page], list[str]]) -> None:
    """The meals of a day, at three tables of five."""
    page.goto(f"{server}{ROOT}")
    page.get_by_role("link", name="Faire un plan").click()
    page.get_by_label("Nom du plan").fill("Repas du premier jour")
    for meal in ("Déjeuner", "Dîner"):
        page.get_by_label(meal).first.check()
    page.get_by_label("Tablées de repas").check()
    page.get_by_label("Combien de tables", exact=True).fill("3")
    page.get_by_label("Places par table").fill("5")
    page.get_by_label("Dont tables accessibles").fill("2")
    assert axe(page) == []
    page.get_by_role("button", name="Créer le plan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Repas du premier jour")


def say_who_needs_access(page: Page) -> None:
    page.get_by_role("link", name="Lire et changer les règles").click()
    needs = page.locator("#needs")
    needs.get_by_label("Personne").fill("Bob Dunes")
    needs.get_by_role("button", name="Ajouter").click()
    expect(needs.get_by_role("listitem")).to_contain_text("Bob Dunes")
    page.get_by_role("link", name="Revenir au plan").click()


def seat_everybody(page: Page, axe: Callable[[Page], list[str]]) -> None:
    page.get_by_label("Durée du calcul, en secondes").fill("2")
    page.get_by_role("button", name="Placer tout le monde").click()
    expect(page.get_by_text("Tout le monde a une place.")).to_be_visible(timeout=LONG)
    expect(page.get_by_text("nouvelles rencontres")).to_be_visible()
    page.get_by_role("link", name="Voir le plan").click()
    expect(page.get_by_role("img", name="Carte des rencontres après ce plan")).to_be_visible()
    assert axe(page) == []


def move_alice(page: Page, lunch: SeatingRound, axe: Callable[[Page], list[str]]) -> int:
    """She takes somebody's place by drag; the number of her table from then on."""
    page.get_by_role("link", name="Déjeuner").click()
    here = at(lunch, "Alice")
    other = Seat.objects.filter(round=lunch).exclude(table__number=here).exclude(person__name="Bob Dunes").first()
    assert other
    there: int = other.table.number
    drag(page, card(page, "Alice"), card(page, other.person.name))
    expect(page.get_by_role("status")).to_have_text(f"Alice prend la place de {other.person.name}.")
    assert (at(lunch, "Alice"), at(lunch, other.person.name)) == (there, here)
    assert axe(page) == []
    return there


def print_and_publish(page: Page, server: str, lunch: SeatingRound) -> None:
    cards = page.request.get(f"{server}{ROOT}{lunch.plan.uuid}/cards.pdf")
    assert (cards.status, cards.headers["content-type"], cards.body()[:5]) == (200, "application/pdf", b"%PDF-")
    page.get_by_role("link", name="Repas du premier jour").first.click()
    expect(page.get_by_text("2 personnes recevront un message, un seul chacune")).to_be_visible()
    page.get_by_role("button", name="Publier les tables").click()
    expect(page.get_by_text("C’est publié : chaque personne lit sa table")).to_be_visible()
    expect(page.get_by_text("2 messages partent, un par personne.")).to_be_visible()
    expect(page.get_by_role("button", name="Retirer la publication")).to_be_visible()


def tell_alice_that_she_moved(page: Page, dinner: SeatingRound, axe: Callable[[Page], list[str]]) -> None:
    """Put at another table once all is published, she is written to, and nobody else."""
    there = next(number for number in (1, 2, 3) if number != at(dinner, "Alice"))
    Seat.objects.filter(round=dinner, person__name="Alice").update(table=dinner.plan.tables.get(number=there))
    page.reload()
    expect(page.get_by_text("1 personne a changé de place depuis le dernier message.")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Le leur dire").click()
    expect(page.get_by_text("1 message part.")).to_be_visible()
    expect(page.get_by_role("button", name="Le leur dire")).to_have_count(0)
    mail = OutgoingMail.objects.latest("pk")
    assert (mail.to, f"table {there}" in mail.body) == ("alice@example.org", True)


@pytest.mark.usefixtures("working")
def test_from_the_meals_of_a_day_to_everybody_s_own_table(
    page: Page, other_phone: Page, server: str, later: Gathering, axe: Callable[[Page], list[str]]
) -> None:
    desk(page, server, later)
    lay_tables(page, server, axe)
    say_who_needs_access(page)
    seat_everybody(page, axe)
    lunch = SeatingPlan.objects.get().rounds.earliest("starts_at")
    there = move_alice(page, lunch, axe)
    print_and_publish(page, server, lunch)
    tell_alice_that_she_moved(page, lunch.plan.rounds.latest("starts_at"), axe)

    come_in(other_phone, server, later.alice)
    other_phone.goto(f"{server}{ROOT}mine/")
    expect(other_phone.get_by_text(f"Table {there}").first).to_be_visible()
    for seat in Seat.objects.filter(round=lunch, table__number=there).exclude(person__name="Alice"):
        expect(other_phone.get_by_role("link", name=seat.person.name).first).to_be_visible()
    assert axe(other_phone) == []


@pytest.fixture
def dinner(later: Gathering) -> SeatingRound:
    """Alice and Bob at table 1 of three seats, Chloé at table 2; Alice would rather not be with Chloé."""
    made = plan(later.edition, (3, 2, 2), (later.edition.starts_on,))
    found = made.rounds.get()
    sit(found, 1, later.alice, later.bob)
    sit(found, 2, later.chloe)
    avoids(later.alice, later.chloe)
    return found


def test_by_pointer_and_by_keyboard_a_person_goes_to_a_table_and_back(
    page: Page, server: str, later: Gathering, dinner: SeatingRound
) -> None:
    desk(page, server, later)
    page.goto(f"{server}{ROOT}{dinner.plan.uuid}/rounds/{dinner.pk}/")
    status = page.get_by_role("status")
    drag(page, card(page, "Alice"), table(page, 2).get_by_role("heading"))
    expect(status).to_have_text("Alice va à la table 2.")
    expect(table(page, 2)).to_contain_text("Alice")
    drag(page, card(page, "Bob Dunes"), table(page, 2).get_by_role("heading"))
    expect(status).to_contain_text("La table 2 est pleine")
    page.keyboard.press("Control+z")
    expect(status).to_have_text("C’est défait.")
    expect(table(page, 1)).to_contain_text("Alice")

    card(page, "Bob Dunes").get_by_role("link").focus()
    page.keyboard.press("Enter")
    expect(status).to_contain_text("Bob Dunes : prise.")
    page.keyboard.press("ArrowRight")
    expect(status).to_have_text("Table 2")
    page.keyboard.press("ArrowDown")
    expect(status).to_have_text("Table 2, échanger avec Chloé")
    page.keyboard.press("Escape")
    expect(status).to_have_text("Rien n’a bougé.")
    expect(card(page, "Bob Dunes").get_by_role("link")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowLeft")
    expect(status).to_have_text("Table 3")
    page.keyboard.press("Enter")
    expect(status).to_have_text("Bob Dunes va à la table 3.")
    expect(card(page, "Bob Dunes").get_by_role("link")).to_be_focused()
    assert at(dinner, "Bob Dunes") == 3


def test_without_a_script_a_form_does_the_same(
    browser: Browser, server: str, later: Gathering, dinner: SeatingRound, axe: Callable[[Page], list[str]]
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="fr-FR", viewport={"width": 390, "height": 844})
    plain = context.new_page()
    come_in(plain, server, later.chloe)
    plain.goto(f"{server}{ROOT}{dinner.plan.uuid}/rounds/{dinner.pk}/")
    plain.get_by_role("link", name="Alice", exact=True).click()
    plain.get_by_role("radio", name="Table 3").check()
    plain.get_by_role("button", name="Placer là").click()
    expect(plain.get_by_text("Alice va à la table 3.")).to_be_visible()
    plain.get_by_role("link", name="Alice", exact=True).click()
    plain.get_by_label("Échanger avec").select_option(label="Chloé")
    plain.get_by_role("button", name="Échanger").click()
    expect(plain.get_by_text("Alice prend la place de Chloé.")).to_be_visible()
    plain.get_by_role("button", name="Défaire").click()
    expect(plain.get_by_text("C’est défait.")).to_be_visible()
    assert (at(dinner, "Alice"), at(dinner, "Chloé")) == (3, 2)
    context.close()
