"""At the desk one looks at a day or at some spaces, on a tablet by finger, and goes on with a draft in progress."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from bigre.programme.actions.moves import move_activity
from bigre.programme.models import TimetableVersion
from tests.factories.planning import NOW

from .conftest import PHONE
from .gathering import TUESDAY as ON_TUESDAY
from .gathering import Gathering, come_in
from .test_desk import (
    BALANCE,
    BEACH,
    DEMOCRACY,
    MONDAY,
    ORATORY,
    ROOT,
    WALK,
    card_of,
    draft,
    drag,
    lies,
    open_desk,
    place_of,
    plain,
)

__all__ = ["draft", "plain"]

type Axe = Callable[[Page], list[str]]
TABLET: Any = {"width": 820, "height": 1180}


@dataclass
class Finger:
    """One finger on the screen, as Chromium takes it from the glass."""

    session: CDPSession

    def down(self, x: float, y: float) -> None:
        self._touch("touchStart", x, y)

    def slide(self, start: tuple[float, float], end: tuple[float, float], steps: int = 6) -> None:
        for one in range(1, steps + 1):
            x, y = (a + (b - a) * one / steps for a, b in zip(start, end, strict=True))
            self._touch("touchMove", x, y)

    def up(self) -> None:
        self.session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def _touch(self, kind: str, x: float, y: float) -> None:
        self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})


@pytest.fixture
def tablet(browser: Browser) -> Iterator[Page]:
    """Held upright, touched with a finger, without a mouse."""
    context = browser.new_context(
        has_touch=True, is_mobile=True, viewport=TABLET, locale="fr-FR", timezone_id="Europe/Paris"
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def finger(tablet: Page) -> Finger:
    return Finger(tablet.context.new_cdp_session(tablet))


def middle_of(page: Page, selector: str) -> tuple[float, float]:
    box = page.locator(selector).bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + min(box["height"] / 2, 20)


def scrolled(page: Page) -> int:
    return int(page.evaluate("scrollY + document.querySelector('.desk-days').scrollTop"))


def test_a_finger_that_stays_takes_the_card_and_one_that_slides_scrolls(
    tablet: Page, finger: Finger, server: str, bigre: Gathering, draft: TimetableVersion
) -> None:
    come_in(tablet, server, bigre.chloe)
    tablet.goto(f"{server}{ROOT}desk/2/?day={MONDAY}")
    status, card = tablet.get_by_role("status"), f'.desk-card[data-title="{BALANCE}"]'
    tablet.locator(card).evaluate("one => one.scrollIntoView({ block: 'center', behavior: 'instant' })")
    here, before = middle_of(tablet, card), scrolled(tablet)
    finger.down(*here)
    finger.slide(here, (here[0], here[1] - 200))
    finger.up()
    tablet.wait_for_function(
        "before => scrollY + document.querySelector('.desk-days').scrollTop > before + 50", arg=before
    )
    expect(tablet.locator(".desk-place")).to_have_count(0)
    expect(status).to_have_text("")

    tablet.locator(card).evaluate("one => one.scrollIntoView({ block: 'center', behavior: 'instant' })")
    here = middle_of(tablet, card)
    finger.down(*here)
    expect(status).to_contain_text(f"« {BALANCE} » est prise : glisse-la où tu veux.")
    target = place_of(tablet, MONDAY, 32, BEACH)
    expect(target).to_be_attached()
    before, there = scrolled(tablet), target.bounding_box()
    assert there
    finger.slide(here, (there["x"] + there["width"] / 2, there["y"] + there["height"] / 2))
    expect(status).to_contain_text("Plage : libre")
    assert scrolled(tablet) == before
    finger.up()
    expect(status).to_contain_text(f"« {BALANCE} » est posée.")
    expect(tablet).to_have_url(f"{server}{ROOT}desk/2/?day={MONDAY}")
    assert lies(draft, BALANCE) == ("22 15:00", "Plage")


def test_what_one_looks_at_stays_while_cards_move_and_what_leaves_it_is_kept_at_hand(
    page: Page, server: str, bigre: Gathering, draft: TimetableVersion, axe: Axe
) -> None:
    open_desk(page, server, bigre.chloe)
    page.get_by_role("navigation", name="Jours").get_by_role("link", name="lun 22").click()
    expect(page.locator(".desk-day")).to_have_count(1)
    expect(card_of(page, WALK)).to_be_hidden()
    expect(page.get_by_text("D’autres activités ont leur place hors de ce que tu regardes.")).to_be_visible()
    page.get_by_text("Espaces : tous").click()
    assert axe(page) == []
    page.get_by_role("checkbox", name="Plage").check()
    page.get_by_role("button", name="Montrer ces espaces").click()
    expect(page.get_by_text("Espaces : 1 sur 2")).to_be_visible()
    expect(card_of(page, DEMOCRACY)).to_be_hidden()
    here = page.url

    compost = card_of(page, "Composter à plusieurs")
    drag(page, compost, MONDAY, 32, 1)
    page.get_by_role("button", name="Poser quand même").click()
    expect(page.get_by_role("status")).to_contain_text("est posée")
    assert lies(draft, "Composter à plusieurs") == ("22 15:00", "Plage")
    page.keyboard.press("Control+z")
    expect(page.get_by_role("status")).to_have_text("C’est défait.")
    assert page.url == here

    # Somebody else brings a card into sight, and takes another out of it.
    for title, space in ((DEMOCRACY, "Plage"), ("Composter à plusieurs", "Oratoire")):
        move_activity(
            version=draft,
            activity=bigre.activities[title],
            starts_at=bigre.edition.moment(ON_TUESDAY if title != DEMOCRACY else bigre.edition.starts_on, 11 * 60),
            space=bigre.version.placements.filter(space__name=space).first().space,  # type: ignore[union-attr]
            by=None,
            now=NOW,
        )
    expect(card_of(page, DEMOCRACY)).to_be_visible()
    expect(compost).to_be_hidden()
    page.get_by_role("link", name="Tout montrer").click()
    expect(page.locator(".desk-day")).to_have_count(2)
    expect(compost).to_be_visible()


def test_the_names_of_spaces_and_the_hours_stay_in_sight_while_the_grid_scrolls(
    page: Page, server: str, bigre: Gathering, draft: TimetableVersion
) -> None:
    come_in(page, server, bigre.chloe)
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(f"{server}{ROOT}desk/2/?day={MONDAY}")
    days = page.locator(".desk-days")
    days.evaluate("one => one.scrollTo(0, 400)")
    assert days.evaluate("one => one.scrollTop") == 400
    top = days.evaluate("one => one.getBoundingClientRect().top")
    for number in (ORATORY, BEACH):
        name = page.locator(f".desk-space.s{number}")
        assert name.evaluate("one => one.getBoundingClientRect().top") == pytest.approx(top, abs=1)


def test_the_list_shows_one_day_or_some_spaces_without_a_script(
    plain: Page, server: str, bigre: Gathering, draft: TimetableVersion
) -> None:
    come_in(plain, server, bigre.chloe)
    plain.goto(f"{server}{ROOT}desk/2/?view=list")
    plain.get_by_role("link", name="mar 23").click()
    lines = plain.locator(".desk-lines")
    expect(lines).to_have_count(1)
    expect(lines).to_contain_text(WALK)
    plain.get_by_text("Espaces : tous").click()
    plain.get_by_role("checkbox", name="Oratoire").check()
    plain.get_by_role("button", name="Montrer ces espaces").click()
    expect(lines).to_contain_text("Cooperatives across borders")
    expect(lines).not_to_contain_text(WALK)
    here = plain.url
    plain.get_by_role("link", name="Cooperatives across borders", exact=True).click()
    plain.get_by_label("Moment").select_option(label="mardi 11:15 : 2 espaces libres")
    plain.get_by_role("button", name="Voir les espaces").click()
    plain.get_by_role("radio", name="Oratoire").check()
    plain.get_by_role("button", name="Poser ici").click()
    expect(plain.get_by_text("est posée")).to_be_visible()
    assert (plain.url, lies(draft, "Cooperatives across borders")) == (here, ("23 11:15", "Oratoire"))
    plain.get_by_role("button", name="Défaire").click()
    expect(plain.get_by_text("C’est défait.")).to_be_visible()
    assert plain.url == here


def test_a_conflict_leads_by_keyboard_to_the_cards_that_it_touches(
    page: Page, server: str, bigre: Gathering, draft: TimetableVersion
) -> None:
    open_desk(page, server, bigre.chloe)
    page.locator("#conflicts [data-touches]").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".desk-card.touched")).to_have_count(2)
    expect(page.locator(".desk-card.touched a").first).to_be_focused()


def test_a_draft_in_progress_is_offered_before_another_is_made(
    page: Page, server: str, bigre: Gathering, draft: TimetableVersion, axe: Axe
) -> None:
    come_in(page, server, bigre.chloe)
    assert page.viewport_size == PHONE
    page.goto(f"{server}{ROOT}versions/1/")
    page.get_by_role("button", name="Ajuster à la main").click()
    expect(page.get_by_text("Commencé par Chloé le 1er juin à 11:00.")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("link", name="Continuer : Version 2").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Version 2, à la main")
    page.goto(f"{server}{ROOT}versions/1/drafts/")
    page.get_by_role("button", name="Commencer un nouveau brouillon").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Version 3, à la main")
