"""What time it is for readers: the real one, or the demo's day at the real hour."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from pytest_django import Settings

from bigre.core import clock

NOVEMBER = datetime(2026, 11, 23, 22, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOVEMBER)


def test_it_is_now() -> None:
    assert clock.now() == NOVEMBER


def test_in_a_demo_it_is_the_same_hour_of_its_own_day(settings: Settings) -> None:
    settings.DEMO = True
    told = clock.now()
    assert told == datetime(2022, 8, 23, 23, 30, tzinfo=ZoneInfo("Europe/Paris"))
    assert told.utcoffset() == timedelta(hours=2)


def test_the_day_of_a_demo_is_a_setting(settings: Settings) -> None:
    settings.DEMO = True
    settings.DEMO_DAY = date(2024, 2, 29)
    assert clock.now() == datetime(2024, 2, 29, 22, 30, tzinfo=UTC)
