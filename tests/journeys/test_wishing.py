"""Alice tells what she wishes on her telephone: by taps, by keys, taking one back, leaving and coming back."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from bigre.people.models import Person
from bigre.proposals.models import Proposal, Wish
from tests.factories import people, programme, proposals

from .conftest import PHONE
from .gathering import Gathering, come_in

type Axe = Callable[[Page], list[str]]
LONG_AGO, FAR_OFF = datetime(2020, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
WISHES = "/editions/bigre-2022/proposals/wishes/"
TITLES = ("Nager avec les algues", "Chanter sous les pins", "Pêcher à pied", "Dormir à la belle étoile")


@pytest.fixture
def alice(bigre: Gathering) -> Person:
    """Four proposals of Dora's and the one of Bob's wait for her answer."""
    proposals.call(bigre.edition, wishes_open_at=LONG_AGO, wishes_close_at=FAR_OFF)
    sea = programme.theme(bigre.edition, "Vivre la mer", slug="mer", colour=4)
    dora = people.person_with_account("Dora")
    for title in TITLES:
        proposals.proposal(
            bigre.edition, title, facilitators=[dora], themes=[sea], state=Proposal.State.SUBMITTED, summary="Dehors."
        )
    return bigre.alice


def begin(page: Page, server: str, person: Person) -> None:
    assert page.viewport_size == PHONE
    come_in(page, server, person)
    page.goto(server + WISHES)


def shown(page: Page) -> str:
    """The title of the card that waits for an answer."""
    return page.locator(".wish-card h2").inner_text()


def told(person: Person) -> dict[str, int]:
    return dict(person.wishes.values_list("proposal__title", "level"))


def progress(page: Page, done: int) -> None:
    expect(page.get_by_role("status")).to_contain_text(f"{done} sur 5")


def answer(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name)


def is_in_sight(page: Page, one: Locator) -> bool:
    """Whether all of it is seen without scrolling, above the places at the bottom of a telephone."""
    box, bar = one.bounding_box(), page.get_by_role("navigation", name="Lieux principaux").bounding_box()
    assert box
    bottom = bar["y"] if bar and bar["y"] > box["y"] else PHONE["height"]
    return page.evaluate("scrollY") == 0 and box["y"] >= 0 and box["y"] + box["height"] <= bottom


def test_one_tap_answers_and_the_next_card_comes_until_all_is_told(
    page: Page, server: str, alice: Person, axe: Axe
) -> None:
    begin(page, server, alice)
    assert axe(page) == []
    expected = {}
    answers = (
        ("J’y tiens beaucoup", Wish.Level.LOVE),
        ("Ça me plairait", Wish.Level.LIKE),
        ("Sans moi", Wish.Level.NO),
    )
    for done, (name, level) in enumerate(answers):
        progress(page, done)
        assert is_in_sight(page, answer(page, "Sans moi"))
        expected[shown(page)] = level
        answer(page, name).click()
    progress(page, 3)
    passed = shown(page)
    answer(page, "Passer").click()
    expect(page.get_by_role("status")).to_contain_text("1 passée")
    expected[shown(page)] = Wish.Level.LOVE
    answer(page, "J’y tiens beaucoup").click()
    expect(page.get_by_role("heading", name="Tu as tout vu")).to_be_visible()
    assert axe(page) == []
    assert told(alice) == expected

    page.get_by_role("link", name="Revoir mes souhaits").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mes souhaits")
    expect(page.get_by_role("group", name=passed).get_by_label("Pas d’avis")).to_be_checked()
    assert axe(page) == []
    page.get_by_role("group", name=passed).get_by_text("Ça me plairait").click()
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Tes souhaits sont enregistrés. Personne d’autre ne les lit.")).to_be_visible()
    assert told(alice) == expected | {passed: Wish.Level.LIKE}


def test_keys_answer_as_taps_do_and_one_can_be_taken_back(page: Page, server: str, alice: Person, axe: Axe) -> None:
    begin(page, server, alice)
    first = shown(page)
    page.keyboard.press("1")
    progress(page, 1)
    second = shown(page)
    page.keyboard.press("3")
    progress(page, 2)
    assert told(alice) == {first: Wish.Level.LOVE, second: Wish.Level.NO}
    # The arrow leads back to the last one, whose answer is marked, and another takes its place.
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".wish-card h2")).to_have_text(second)
    expect(answer(page, "Sans moi")).to_have_attribute("aria-pressed", "true")
    assert axe(page) == []
    page.keyboard.press("2")
    expect(page.locator(".wish-card h2")).not_to_have_text(second)
    progress(page, 2)
    assert told(alice) == {first: Wish.Level.LOVE, second: Wish.Level.LIKE}
    third = shown(page)
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("status")).to_contain_text("1 passée")
    assert third not in told(alice)
    # Whoever writes into a field answers nothing.
    page.get_by_text("Voir d’abord une langue ou un thème").click()
    page.get_by_label("Langue").focus()
    page.keyboard.press("1")
    progress(page, 2)


def test_one_leaves_and_goes_on_where_one_was_on_another_telephone(
    page: Page, server: str, alice: Person, context: BrowserContext
) -> None:
    begin(page, server, alice)
    answered = {}
    for done in range(2):
        progress(page, done)
        answered[shown(page)] = Wish.Level.LIKE
        answer(page, "Ça me plairait").click()
    progress(page, 2)
    left = shown(page)
    page.get_by_role("link", name="La lire en entier").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(left)
    context.clear_cookies()
    other = context.new_page()
    begin(other, server, alice)
    progress(other, 2)
    assert shown(other) == left
    for done in range(2, 5):
        progress(other, done)
        answered[shown(other)] = Wish.Level.NO
        answer(other, "Sans moi").click()
    expect(other.get_by_role("heading", name="Tu as tout vu")).to_be_visible()
    assert told(alice) == answered
