"""Dates and hours as people write them."""

from datetime import UTC, date, datetime

import pytest
from django.utils.formats import date_format
from django.utils.translation import override

from bigre.core.rules import dated
from bigre.programme.templatetags.programme import clock


@pytest.mark.parametrize(
    ("day", "style", "written"),
    [
        (date(2027, 8, 1), "j", "1er"),
        (date(2027, 8, 1), "l j F", "dimanche 1er août"),
        (date(2027, 1, 1), "DATE_FORMAT", "1er janvier 2027"),
        (date(2027, 8, 2), "j", "2"),
        (date(2027, 8, 21), "j F", "21 août"),
        (date(2027, 8, 11), "DATE_FORMAT", "11 août 2027"),
        (datetime(2027, 8, 1, 1, 1, tzinfo=UTC), "DATETIME_FORMAT", "1er août 2027 1:01"),
        (datetime(2027, 8, 2, 1, 1, tzinfo=UTC), "DATETIME_FORMAT", "2 août 2027 1:01"),
    ],
)
def test_the_first_of_a_month_is_1er_and_other_days_are_numbers(day: date, style: str, written: str) -> None:
    with override("fr"):
        assert dated(day, style) == written


@pytest.mark.parametrize(("language", "written"), [("nl", "1 augustus 2027"), ("en", "1 August 2027")])
def test_other_languages_number_the_first_too(language: str, written: str) -> None:
    with override(language):
        assert dated(date(2027, 8, 1), "DATE_FORMAT") == written


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
@pytest.mark.parametrize(("hour", "written"), [(0, "0:30"), (9, "9:30"), (14, "14:30")])
def test_an_hour_is_written_the_same_way_by_django_and_in_the_grid(language: str, hour: int, written: str) -> None:
    moment = datetime(2027, 8, 23, hour, 30, tzinfo=UTC)
    with override(language):
        assert (date_format(moment, "TIME_FORMAT"), clock(moment)) == (written, written)
