"""When a cooperation is asked how it goes; pure."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

# After how many months.
AGES = (1, 3, 9)
# A question that could not be asked within two weeks is no longer asked.
ASKED_WITHIN = timedelta(days=14)
# How long the links of a mail answer.
LINKS_LAST = timedelta(days=60)


def due_on(begun_on: date, months: int) -> date:
    """The same day so many months later; the last of the month where it has no such day."""
    index = begun_on.year * 12 + begun_on.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(begun_on.day, calendar.monthrange(year, month)[1]))


def age_due(begun_on: date, today: date) -> int | None:
    """The age, in months, at which it is asked today; None when no question is due."""
    due = (months for months in AGES if due_on(begun_on, months) <= today < due_on(begun_on, months) + ASKED_WITHIN)
    return next(due, None)
