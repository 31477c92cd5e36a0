"""The cells of a workbook or a CSV: rows of values with their number, whichever of the two it is."""

import csv
import io
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _

from .flaws import refused
from .received import Kind, Received
from .text import clean

MOST_COLUMNS = 60

type Row = tuple[int, list[str]]


def sheets_of(received: Received) -> Iterator[list[Row]]:
    """The non-empty rows of each sheet, numbered as the reader sees them; a CSV is one sheet."""
    yield from [_csv_rows(received.content)] if received.kind is Kind.CSV else _workbook_rows(received.content)


def _csv_rows(text: str) -> list[Row]:
    csv.field_size_limit(1_000_000)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error as error:
        raise refused(
            _("Ce fichier CSV est mal formé : %(error)s.") % {"error": error},
            _("Enregistre-le à nouveau en CSV ou en XLSX."),
        ) from None
    return _filled(rows)


def _delimiter(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(";,\t", key=first.count)


def _workbook_rows(content: bytes) -> list[list[Row]]:
    from openpyxl import load_workbook  # by who reads a workbook: it would make every start of the site longer

    # openpyxl tells a broken workbook by whatever its parsers raise: none of it may reach the person as a crash.
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            try:
                return [_filled(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS)) for sheet in book.worksheets]
            finally:
                book.close()
    except Exception:
        raise refused(
            _("Ce classeur ne peut pas être lu."), _("Ouvre-le dans un tableur et enregistre-le à nouveau en XLSX.")
        ) from None


def _filled(rows: Any) -> list[Row]:
    """The rows with something in them, and their numbers from 1."""
    numbered = ((number, [_cell(value) for value in row[:MOST_COLUMNS]]) for number, row in enumerate(rows, start=1))
    return [(number, cells) for number, cells in numbered if any(cells)]


def _cell(value: object) -> str:
    """What a person reads in the cell; a time of day is a duration written by a spreadsheet."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value.hour}:{value.minute:02}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return clean(value)
