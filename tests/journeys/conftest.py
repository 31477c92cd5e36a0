"""A real browser on a real server: what every journey starts from."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from .browser import find_chromium
from .gathering import Gathering, gathering

# Playwright's event loop runs in the thread of the test; Django would refuse the queries that prepare a journey.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 900}
# Two processors may be busy with a dozen other tests.
expect.set_options(timeout=15_000)
# No conversation with anybody but our server.
QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
AXE = (Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js").read_text()
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# What colours decide; the rest is the same in the dark.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
TOO_BAD = {"serious", "critical"}


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    # Chromium's sandbox refuses to start as root.
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return browser_type_launch_args | {"executable_path": find_chromium(), "args": QUIET + sandbox}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return browser_context_args | {"locale": "fr-FR", "timezone_id": "Europe/Paris", "viewport": PHONE}


@pytest.fixture
def server(live_server: LiveServer) -> str:
    """The address of a server on the database of the test."""
    return str(live_server.url)


@pytest.fixture
def bigre(live_server: LiveServer) -> Gathering:
    """A small gathering, published, on a site that nobody has tried to enter yet."""
    cache.clear()
    return gathering()


@pytest.fixture
def other_phone(browser: Browser) -> Iterator[Page]:
    """The telephone of somebody else, who comes in by themselves."""
    context = browser.new_context(locale="fr-FR", timezone_id="Europe/Paris", viewport=PHONE)
    yield context.new_page()
    context.close()


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """Ask axe what is seriously wrong with the page, in the light and in the dark: `assert axe(page) == []`."""

    def ask(page: Page) -> list[str]:
        page.evaluate(AXE)
        return [*faults(page, "light", RULES), *faults(page, "dark", COLOURS)]

    return ask


def faults(page: Page, scheme: Any, rules: dict[str, Any]) -> list[str]:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    violations = page.evaluate("rules => axe.run(document, rules).then(report => report.violations)", rules)
    return [
        f"{scheme}: {violation['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for violation in violations
        if violation["impact"] in TOO_BAD
        for node in violation["nodes"]
    ]
