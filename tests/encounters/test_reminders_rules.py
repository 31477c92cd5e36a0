"""When a cooperation is asked how it goes."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bigre.encounters.rules.reminders import AGES, ASKED_WITHIN, age_due, due_on

BEGUN = date(2022, 9, 5)


@pytest.mark.parametrize(
    ("begun", "months", "due"),
    [
        (date(2022, 9, 5), 1, date(2022, 10, 5)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2022, 8, 31), 3, date(2022, 11, 30)),
        (date(2022, 5, 31), 9, date(2023, 2, 28)),
        (date(2022, 12, 15), 1, date(2023, 1, 15)),
        (date(2022, 4, 30), 9, date(2023, 1, 30)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_of_the_month(begun: date, months: int, due: date) -> None:
    assert due_on(begun, months) == due


@pytest.mark.parametrize(
    ("today", "age"),
    [
        (date(2022, 9, 5), None),
        (date(2022, 10, 4), None),
        (date(2022, 10, 5), 1),
        (date(2022, 10, 18), 1),
        (date(2022, 10, 19), None),
        (date(2022, 12, 5), 3),
        (date(2023, 6, 5), 9),
        (date(2023, 6, 19), None),
        (date(2030, 1, 1), None),
    ],
)
def test_a_question_is_due_for_two_weeks_at_each_age(today: date, age: int | None) -> None:
    assert age_due(BEGUN, today) == age


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1)))
def test_whatever_the_day_each_age_is_asked_on_fourteen_days(begun: date) -> None:
    days = [age_due(begun, begun + timedelta(days=n)) for n in range(320)]
    assert {age: days.count(age) for age in AGES} == dict.fromkeys(AGES, ASKED_WITHIN.days)
