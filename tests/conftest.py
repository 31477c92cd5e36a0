"""What every test relies on, and `--database-only`, which repeats on another database the tests that use one."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as profiles

# How long an example takes to draw or to run says how busy the machine is, not whether the code is right.
profiles.register_profile("bigre", deadline=None, suppress_health_check=[HealthCheck.too_slow])
profiles.load_profile("bigre")

USES_DATABASE = {"db", "transactional_db", "django_db_setup", "live_server"}


@pytest.fixture(autouse=True)
def french() -> Iterator[None]:
    """Every test begins in the source language: a request leaves its own language active behind it."""
    with translation.override("fr"):
        yield


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """No page is kept, and nobody has reached a limit, when a test begins."""
    cache.clear()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database-only", action="store_true", help="run only the tests that use the database")


def uses_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(fixtures & USES_DATABASE)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--database-only"):
        return
    others = [item for item in items if not uses_database(item)]
    config.hook.pytest_deselected(items=others)
    items[:] = [item for item in items if uses_database(item)]
