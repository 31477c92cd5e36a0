"""Every page, in both colour schemes, on a phone and on a desk: for every eye, without a fault, within the screen."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import ConsoleMessage, Page

from .conftest import DESK, PHONE
from .gathering import Gathering, come_in
from .pages import ANONYMOUS, EVERYBODY, NOT_PAGES, ROWS, names
from .states import addresses

SCREENS = {"phone": PHONE, "desk": DESK}
# What is left of 1280 pixels for who reads at 400 % (WCAG 1.4.10).
ENLARGED = 320


@pytest.fixture
def address_of(bigre: Gathering) -> Callable[[str], str]:
    return addresses(bigre)


class Complaints:
    """What the browser's console says against the pages: errors, and what the security policy refused."""

    def __init__(self, page: Page) -> None:
        self.said: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.said.append(str(error)))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.said.append(message.text)

    def so_far(self) -> list[str]:
        """Everything since the last time."""
        said, self.said = self.said, []
        return said


def too_wide(page: Page) -> list[str]:
    """Where the page as a whole scrolls sideways: on this screen, or enlarged until 320 pixels are left of it."""
    screen = page.viewport_size
    assert screen is not None
    faults = []
    for width in (ENLARGED, screen["width"]):
        page.set_viewport_size({"width": width, "height": screen["height"]})
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        faults += [f"{wide} px too wide for {width}"] if wide > 0 else []
    return faults


@dataclass(frozen=True)
class Look:
    """Somebody's browser, with a screen of some size, and what it complains of."""

    viewer: str
    page: Page
    complaints: Complaints


@pytest.fixture(params=[f"{viewer}, {screen}" for viewer in EVERYBODY for screen in SCREENS])
def look(request: pytest.FixtureRequest, page: Page, server: str, bigre: Gathering, settings: Any) -> Look:
    viewer, screen = request.param.split(", ")
    settings.DEMO = True
    page.set_viewport_size({"width": SCREENS[screen]["width"], "height": SCREENS[screen]["height"]})
    if viewer != ANONYMOUS:
        come_in(page, server, getattr(bigre, viewer))
    return Look(viewer, page, Complaints(page))


def test_every_page_is_for_everybody(
    look: Look, server: str, address_of: Callable[[str], str], axe: Callable[[Page], list[str]]
) -> None:
    faults: dict[str, list[str]] = {}
    for row in (row for row in ROWS if look.viewer in row.viewers):
        address = address_of(row.address)
        response = look.page.goto(server + address)
        status = [] if response is not None and response.ok else [f"answers {response and response.status}"]
        elsewhere = [] if look.page.url == server + address else [f"leads to {look.page.url}"]
        faults[address] = [*status, *elsewhere, *too_wide(look.page), *axe(look.page), *look.complaints.so_far()]
    assert {address: found for address, found in faults.items() if found} == {}


def test_pages_of_errors_are_for_everybody_too(
    page: Page, server: str, bigre: Gathering, axe: Callable[[Page], list[str]]
) -> None:
    come_in(page, server, bigre.alice)
    for address, status in (("/nowhere/", 404), ("/import/", 403)):
        response = page.goto(server + address)
        assert response is not None
        assert (response.status, axe(page), too_wide(page)) == (status, [], [])


def test_no_address_is_forgotten() -> None:
    """A new page belongs in the table of pages; something else among what is not looked at."""
    known = {row.name for row in ROWS}.union(*NOT_PAGES.values())
    assert set(names()) - known == set()
    assert known - set(names()) == set()
