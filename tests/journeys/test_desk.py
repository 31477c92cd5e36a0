"""Chloé makes the timetable by hand: by pointer, by keyboard, beside Dora who does too, and without a script."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from bigre.people.models import Person
from bigre.programme.actions.moves import begin_draft
from bigre.programme.models import TimetableVersion
from tests.factories.editions import participation, team_member
from tests.factories.people import person_with_account
from tests.factories.planning import NOW

from .conftest import DESK, PHONE
from .gathering import Gathering, come_in

ROOT = "/editions/bigre-2022/programme/planning/"
BALANCE, WALK, DEMOCRACY = "Samen een balans lezen", "Marcher autour de l’étang", "Démocratie au travail"
MONDAY, TUESDAY = "2022-08-22", "2022-08-23"
ORATORY, BEACH = 1, 2


@pytest.fixture
def draft(bigre: Gathering) -> TimetableVersion:
    return begin_draft(base=bigre.version, by=bigre.chloe, now=NOW)


def open_desk(page: Page, server: str, person: Person, view: str = "") -> None:
    # Two whole days fit: a card near the edge would scroll the page while it is held.
    page.set_viewport_size({"width": DESK["width"], "height": 2200})
    come_in(page, server, person)
    page.goto(f"{server}{ROOT}desk/2/{view}")


def card_of(page: Page, title: str) -> Locator:
    return page.locator(f'.desk-card[data-title="{title}"]')


def place_of(page: Page, day: str, row: int, column: int) -> Locator:
    """A quarter of an hour in a space, while a card is held."""
    return page.locator(f'.desk-grid[data-day="{day}"] .desk-place.t{row}.s{column}')


def drag(page: Page, card: Locator, day: str, row: int, column: int) -> None:
    """Take the card and let it go there; every place is drawn as soon as it is held."""
    card.scroll_into_view_if_needed()
    box = card.bounding_box()
    assert box
    page.mouse.move(box["x"] + 12, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 30, box["y"] + 30, steps=3)
    target = place_of(page, day, row, column)
    expect(target).to_be_attached()
    there = target.bounding_box()
    assert there
    page.mouse.move(there["x"] + 20, there["y"] + there["height"] / 2, steps=4)
    page.mouse.up()


def lies(draft: TimetableVersion, title: str) -> tuple[str, str] | None:
    found = draft.placements.filter(activity__title=title).select_related("space").first()
    return (f"{found.starts_at.astimezone(draft.edition.zone):%d %H:%M}", found.space.name) if found else None


def test_a_card_is_dragged_where_it_may_be_and_elsewhere_only_after_a_question(
    page: Page, server: str, bigre: Gathering, draft: TimetableVersion, axe: Callable[[Page], list[str]]
) -> None:
    open_desk(page, server, bigre.chloe)
    expect(page.locator("#conflicts")).to_contain_text("conflit")
    assert axe(page) == []
    status = page.get_by_role("status")
    # Bob leads everything: on Monday morning he is elsewhere.
    drag(page, card_of(page, BALANCE), MONDAY, 10, BEACH)
    expect(status).to_contain_text("Bob Dunes est à « Démocratie au travail »")
    expect(status).to_contain_text("Poser quand même ?")
    assert axe(page) == []
    page.get_by_role("button", name="Laisser où elle était").click()
    expect(status).to_have_text("Rien n’a bougé.")
    assert lies(draft, BALANCE) == ("22 14:30", "Oratoire")

    drag(page, card_of(page, BALANCE), MONDAY, 32, BEACH)
    expect(status).to_contain_text("est posée")
    expect(page.locator("#journal")).to_contain_text("Chloé a mis « Samen een balans lezen » lundi 15:00, Plage")
    assert lies(draft, BALANCE) == ("22 15:00", "Plage")
    page.keyboard.press("Control+z")
    expect(status).to_have_text("C’est défait.")
    assert lies(draft, BALANCE) == ("22 14:30", "Oratoire")
    page.keyboard.press("Control+Shift+z")
    expect(status).to_have_text("C’est refait.")
    expect(card_of(page, BALANCE).locator(".where")).to_have_text(", 15:00, Plage")

    drag(page, card_of(page, BALANCE), MONDAY, 10, BEACH)
    page.get_by_role("button", name="Poser quand même").click()
    expect(page.locator("#conflicts")).to_contain_text(BALANCE)
    assert lies(draft, BALANCE) == ("22 09:30", "Plage")


def test_a_card_goes_by_keyboard_and_every_step_is_said(
    page: Page, server: str, bigre: Gathering, draft: TimetableVersion
) -> None:
    open_desk(page, server, bigre.chloe)
    status, card = page.get_by_role("status"), card_of(page, WALK)
    card.get_by_role("link").focus()
    page.keyboard.press("Enter")
    expect(status).to_contain_text("« Marcher autour de l’étang » est prise.")
    expect(page.locator(".desk-place.free").first).to_be_attached()
    # The walk begins where the card lies.
    page.keyboard.press("ArrowDown")
    expect(status).to_contain_text("mardi 14:45, Plage")
    page.keyboard.press("ArrowLeft")
    expect(status).to_contain_text("mardi 14:45, Oratoire : libre")
    page.keyboard.press("PageUp")
    expect(status).to_contain_text("lundi 14:45, Oratoire : Bob Dunes est à")
    page.keyboard.press("Escape")
    expect(status).to_have_text("Rien n’a bougé.")
    expect(page.locator(".desk-place")).to_have_count(0)
    expect(card.get_by_role("link")).to_be_focused()

    page.keyboard.press("Enter")
    expect(page.locator(".desk-place.free").first).to_be_attached()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowLeft")
    expect(status).to_contain_text("libre")
    page.keyboard.press("Enter")
    expect(status).to_contain_text("« Marcher autour de l’étang » est posée.")
    expect(card.get_by_role("link")).to_be_focused()
    assert lies(draft, WALK) == ("23 14:45", "Oratoire")

    page.keyboard.press("Enter")
    expect(page.locator(".desk-place.free").first).to_be_attached()
    page.keyboard.press("Delete")
    expect(page.locator("#tray").get_by_role("link", name=WALK)).to_be_visible()
    assert lies(draft, WALK) is None
    page.get_by_role("button", name="Défaire").focus()
    page.keyboard.press("Enter")
    expect(status).to_have_text("C’est défait.")
    expect(page.locator("#tray .desk-card")).to_have_count(0)


@pytest.fixture
def beside(browser: Browser) -> Iterator[Page]:
    """Another browser, for somebody else."""
    context = browser.new_context(locale="fr-FR", timezone_id="Europe/Paris")
    yield context.new_page()
    context.close()


def test_two_see_what_the_other_moves_and_overwrite_nothing(
    page: Page, beside: Page, server: str, bigre: Gathering, draft: TimetableVersion
) -> None:
    dora = person_with_account("Dora")
    team_member(bigre.edition, dora)
    participation(dora, bigre.edition)
    open_desk(page, server, bigre.chloe)
    open_desk(beside, server, dora)
    drag(beside, card_of(beside, BALANCE), MONDAY, 32, BEACH)
    expect(beside.get_by_role("status")).to_contain_text("est posée")
    expect(page.get_by_role("status")).to_have_text("Dora a mis « Samen een balans lezen » lundi 15:00, Plage")
    expect(card_of(page, BALANCE).locator(".where")).to_have_text(", 15:00, Plage")
    expect(page.locator("#journal")).to_contain_text("Dora a mis")

    # Chloé already holds the card when Dora moves it again.
    card_of(page, BALANCE).get_by_role("link").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".desk-place.free").first).to_be_attached()
    drag(beside, card_of(beside, BALANCE), MONDAY, 34, ORATORY)
    expect(beside.locator("#journal")).to_contain_text("lundi 15:30, Oratoire")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Delete")
    expect(page.get_by_role("status")).to_contain_text("Entre-temps, Dora a mis")
    expect(card_of(page, BALANCE).locator(".where")).to_have_text(", 15:30, Oratoire")
    assert lies(draft, BALANCE) == ("22 15:30", "Oratoire")


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A telephone that runs no script."""
    context = browser.new_context(
        java_script_enabled=False,
        locale="fr-FR",
        timezone_id="Europe/Paris",
        viewport=PHONE,
    )
    yield context.new_page()
    context.close()


def test_the_list_does_the_same_without_a_script(
    plain: Page, server: str, bigre: Gathering, draft: TimetableVersion
) -> None:
    come_in(plain, server, bigre.chloe)
    plain.goto(f"{server}{ROOT}desk/2/?view=list")
    plain.get_by_role("link", name=WALK).click()
    plain.get_by_label("Moment").select_option(label="lundi 11:15 : 2 espaces libres")
    plain.get_by_role("button", name="Voir les espaces").click()
    plain.get_by_role("radio", name="Plage").check()
    plain.get_by_role("button", name="Poser ici").click()
    expect(plain.get_by_text("est posée")).to_be_visible()
    assert lies(draft, WALK) == ("22 11:15", "Plage")
    plain.get_by_role("button", name="Défaire").click()
    expect(plain.get_by_text("C’est défait.")).to_be_visible()
    assert lies(draft, WALK) == ("23 14:30", "Plage")


def test_the_list_and_the_page_of_an_activity_are_for_everybody(
    page: Page, server: str, bigre: Gathering, draft: TimetableVersion, axe: Callable[[Page], list[str]]
) -> None:
    open_desk(page, server, bigre.chloe, "?view=list")
    assert axe(page) == []
    page.get_by_role("link", name=DEMOCRACY, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(DEMOCRACY)
    assert axe(page) == []
