"""Everything is reached and worked with the keyboard alone, and one always sees where one is."""

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import DESK
from .gathering import Gathering, come_in

# More presses than any way on these small pages takes.
PRESSES = 80
OUTLINE = """element => {
  const drawn = style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const carriers = [element, element.closest('label'), element.parentElement].filter(Boolean);
  return carriers.some(one => drawn(getComputedStyle(one)));
}"""

# Whether a finger on the middle of the element would touch it, or what it stands in.
ON_TOP = """element => {
  const box = element.getBoundingClientRect();
  const touched = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return element.contains(touched) || Boolean(touched && touched.contains(element));
}"""


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus; at each step the focus must be seen."""
    unseen = []
    for _ in range(PRESSES):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.count() == 0:
            continue
        if not focused.evaluate(OUTLINE):
            unseen.append(focused.evaluate("element => element.outerHTML.slice(0, 120)"))
        if target.evaluate("element => element === document.activeElement"):
            assert unseen == []
            return
    pytest.fail(f"Tab never reached {target}")


@pytest.fixture
def desk(page: Page) -> Page:
    page.set_viewport_size({"width": DESK["width"], "height": DESK["height"]})
    return page


def test_the_first_press_offers_to_skip_to_the_content(desk: Page, server: str, bigre: Gathering) -> None:
    desk.goto(f"{server}/programme/")
    desk.keyboard.press("Tab")
    skip = desk.get_by_role("link", name="Aller au contenu")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    desk.keyboard.press("Enter")
    expect(desk.locator("main")).to_be_focused()
    tab_to(desk, desk.get_by_role("link", name="Garder des favoris"))


def test_the_language_menu_opens_and_chooses(desk: Page, server: str, bigre: Gathering) -> None:
    desk.goto(server)
    menu = desk.locator("summary", has_text="Langue")
    tab_to(desk, menu)
    desk.keyboard.press("Enter")
    tab_to(desk, desk.get_by_role("button", name="Nederlands"))
    desk.keyboard.press("Enter")
    expect(desk.locator("html")).to_have_attribute("lang", "nl")


def test_filters_open_and_apply(desk: Page, server: str, bigre: Gathering) -> None:
    desk.goto(f"{server}/programme/")
    tab_to(desk, desk.locator("#facets summary"))
    desk.keyboard.press("Enter")
    tab_to(desk, desk.get_by_role("checkbox", name="Écologie"))
    desk.keyboard.press("Space")
    expect(desk.locator("article.activity")).to_have_count(3)
    expect(desk.get_by_role("checkbox", name="Écologie")).to_be_focused()


def test_a_favourite_is_kept_and_let_go_without_losing_ones_place(desk: Page, server: str, bigre: Gathering) -> None:
    come_in(desk, server, bigre.alice)
    desk.goto(f"{server}/programme/")
    keep = desk.get_by_role("button", name="Ajouter « Composter à plusieurs » à mes favoris")
    let_go = desk.get_by_role("button", name="Retirer « Composter à plusieurs » de mes favoris")
    tab_to(desk, keep)
    desk.keyboard.press("Enter")
    expect(let_go).to_be_focused()
    desk.keyboard.press("Space")
    expect(keep).to_be_focused()


def test_every_activity_of_the_grid_is_on_the_way(desk: Page, server: str, bigre: Gathering) -> None:
    desk.goto(f"{server}/programme/")
    for title in ("Démocratie au travail", "Marcher autour de l’étang"):
        tab_to(desk, desk.get_by_role("link", name=title))
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", level=1)).to_have_text("Marcher autour de l’étang")


def test_on_a_phone_the_bar_at_the_bottom_never_hides_what_has_the_focus(
    page: Page, server: str, bigre: Gathering
) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(server)
    hidden, last = [], page.locator("button[name=colour_scheme][value=dark]")
    for _ in range(PRESSES):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.count() and not focused.evaluate(ON_TOP):
            hidden.append(focused.evaluate("element => element.outerHTML.slice(0, 120)"))
        if last.evaluate("element => element === document.activeElement"):
            break
    expect(last).to_be_focused()
    assert hidden == []
