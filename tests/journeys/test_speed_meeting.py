"""A speed-meeting: Alice says with one tap that she comes, Chloé adds who is at the door, Alice reads her group."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from bigre.encounters.models import Seat, SeatingPlan
from tests.factories.people import cooperative
from tests.factories.seating_plans import crowd, speed_meeting, volunteer

from . import worker
from .conftest import DESK, PHONE
from .gathering import Gathering, come_in
from .test_tables import LONG, ROOT


@pytest.fixture
def working() -> Iterator[None]:
    with worker.at_work():
        yield


@pytest.fixture
def soon(bigre: Gathering) -> Gathering:
    """The same gathering, from yesterday to tomorrow; ten more people take part."""
    today = timezone.localdate()
    bigre.edition.starts_on, bigre.edition.ends_on = today - timedelta(days=1), today + timedelta(days=1)
    bigre.edition.save()
    crowd(bigre.edition, 10, of=cooperative("Coopérative des Dunes"))
    return bigre


def announce(page: Page, server: str, soon: Gathering, axe: Callable[[Page], list[str]]) -> SeatingPlan:
    """Chloé makes a plan for who says that they come: three rounds of ten minutes, tomorrow morning, in fours."""
    page.goto(f"{server}{ROOT}add/")
    page.get_by_label("Nom du plan").fill("Speed-meeting")
    expect(page.get_by_label("Personnes par groupe")).to_be_hidden()
    page.get_by_label("Pour qui dit venir").check()
    page.get_by_label("Groupes", exact=True).check()
    expect(page.get_by_label("Combien de tables", exact=True)).to_be_hidden()
    page.get_by_label("Début du premier tour").fill(f"{soon.edition.ends_on:%Y-%m-%d}T10:00")
    page.get_by_label("Combien de tours").fill("3")
    assert axe(page) == []
    page.get_by_role("button", name="Créer le plan").click()
    expect(page.get_by_text("Personne n’a encore dit venir.")).to_be_visible()
    assert axe(page) == []
    return SeatingPlan.objects.get()


def say_one_comes(phone: Page, server: str, axe: Callable[[Page], list[str]]) -> None:
    phone.goto(f"{server}/today/")
    button = phone.get_by_role("button", name="J’en suis")
    box = button.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 44
    assert axe(phone) == []
    button.click()
    expect(phone.get_by_text("C’est noté : tu viens à « Speed-meeting ».")).to_be_visible()
    expect(phone.get_by_role("button", name="Finalement, non")).to_be_visible()
    assert phone.url.endswith("/today/#sign-ups")
    assert axe(phone) == []


def add_at_the_door(page: Page, axe: Callable[[Page], list[str]]) -> None:
    page.get_by_role("link", name="Ajouter les personnes qui sont là").click()
    page.get_by_label("Ou plusieurs, une par ligne").fill(
        "\n".join(["Bob Dunes", "Zoé Inconnue", *(f"Convive {number:03}" for number in range(1, 8))])
    )
    page.get_by_role("button", name="Ajouter", exact=True).click()
    expect(page.get_by_text("8 personnes de plus viennent.")).to_be_visible()
    expect(page.get_by_label("Ou plusieurs, une par ligne")).to_have_value("Zoé Inconnue")
    expect(page.locator("form")).to_contain_text(["« Zoé Inconnue » : personne de ce nom ne participe"])
    expect(page.get_by_role("heading", name="9 personnes viennent")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("link", name="Revenir au plan").click()


@pytest.mark.usefixtures("working")
def test_from_one_tap_to_one_s_own_group(
    page: Page, other_phone: Page, server: str, soon: Gathering, axe: Callable[[Page], list[str]]
) -> None:
    page.set_viewport_size(DESK)
    come_in(page, server, soon.chloe)
    made = announce(page, server, soon, axe)
    come_in(other_phone, server, soon.alice)
    say_one_comes(other_phone, server, axe)
    add_at_the_door(page, axe)

    expect(page.get_by_text("3 groupes de 3")).to_be_visible()
    page.get_by_label("Durée du calcul, en secondes").fill("2")
    page.get_by_role("button", name="Placer tout le monde").click()
    expect(page.get_by_text("Tout le monde a une place.")).to_be_visible(timeout=LONG)
    page.get_by_role("link", name="Voir le plan").click()
    page.get_by_role("button", name="Publier les tables").click()
    expect(page.get_by_text("C’est publié : chaque personne lit sa table")).to_be_visible()

    first = made.rounds.earliest("starts_at")
    seats = Seat.objects.filter(round=first)
    table = seats.get(person=soon.alice).table
    beside = set(seats.filter(table=table).exclude(person=soon.alice).values_list("person__name", flat=True))
    assert len(beside) == 2
    other_phone.goto(f"{server}/today/")
    other_phone.get_by_role("link", name="Voir où tu vas, et avec qui").click()
    expect(other_phone.get_by_role("heading", name="Speed-meeting, Tour 1")).to_be_visible()
    expect(other_phone.get_by_text(f"Groupe {table.number}").first).to_be_visible()
    for name in beside:
        expect(other_phone.get_by_role("link", name=name).first).to_be_visible()
    assert axe(other_phone) == []

    volunteer(made, *[one.person for one in soon.edition.participations.filter(person__name="Convive 010")])
    page.reload()
    expect(page.get_by_text("1 personne n’a pas encore de place.")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("link", name="Placer à la main : Tour 1").click()
    expect(page.get_by_role("heading", name="Sans place")).to_be_visible()


def test_without_a_script_one_says_that_one_comes_and_takes_it_back(
    browser: Browser, server: str, soon: Gathering
) -> None:
    made = speed_meeting(soon.edition)
    tomorrow = timezone.now() + timedelta(days=1)
    made.rounds.update(starts_at=tomorrow, ends_at=tomorrow + timedelta(minutes=10))
    context = browser.new_context(java_script_enabled=False, locale="fr-FR", viewport=PHONE)
    plain = context.new_page()
    come_in(plain, server, soon.alice)
    plain.goto(f"{server}{ROOT}mine/")
    plain.get_by_role("button", name="J’en suis").click()
    expect(plain.get_by_text("Tu es sur la liste.")).to_be_visible()
    plain.get_by_role("button", name="Finalement, non").press("Enter")
    expect(plain.get_by_role("button", name="J’en suis")).to_be_visible()
    assert not made.volunteers.exists()
    context.close()
