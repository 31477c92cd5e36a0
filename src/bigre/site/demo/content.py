"""Reads the TOML files of the demo and turns their words (a day, a moment) into dates and minutes."""

import re
import tomllib
from datetime import date, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

type Row = dict[str, Any]

FOLDER = Path(__file__).parent
# Where French printing puts a space at which no line may end: before high signs, inside quotation marks.
_BOUND = re.compile(" (?=[:;?!»])|(?<=«) ")
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")


@cache
def content(name: str) -> Row:
    """The content of `NAME.toml`, read once; nobody changes it."""
    return _read(FOLDER / f"{name}.toml")


@cache
def proposal_rows() -> tuple[Row, ...]:
    """All proposals, in the order of their files."""
    files = sorted((FOLDER / "proposals").glob("*.toml"))
    return tuple(row for file in files for row in _read(file)["proposal"])


def _read(file: Path) -> Row:
    """A file's content; it is written with plain spaces, and printed with those that French binds to its signs."""
    return tomllib.loads(_BOUND.sub("\u00a0", file.read_text(encoding="utf-8")))


def languages_of(proposal: Row) -> list[str]:
    """The languages in which a proposal is held, the main one first."""
    languages: list[str] = proposal.get("languages", ["fr"])
    return languages


def minutes_of(moment: time) -> int:
    """Minutes from midnight."""
    return moment.hour * 60 + moment.minute


def date_of(day: str, monday: date) -> date:
    """The date of a day of the week whose Monday is given."""
    return monday + timedelta(days=DAYS.index(day))


def windows_of(when: list[str], monday: date) -> list[tuple[date, int, int]]:
    """Each (date, first minute, last minute) that words such as "evening" or "tuesday morning" name."""
    return [window for words in when for window in _windows_named(words, monday)]


def _windows_named(words: str, monday: date) -> list[tuple[date, int, int]]:
    moments = content("edition")["moments"]
    days = [word for word in words.split() if word in DAYS] or DAYS
    named = [moments[word] for word in words.split() if word not in DAYS] or [[0, 24 * 60]]
    return [(date_of(day, monday), start, end) for day in days for start, end in named]
