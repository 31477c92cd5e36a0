"""Writes workbooks: the template that people fill in, and an edition's proposals in the same columns."""

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from .sheet_columns import COLUMNS

if TYPE_CHECKING:
    from openpyxl import Workbook

WIDTHS = {"title": 40, "summary": 50, "text": 50, "themes": 30, "equipment": 24, "leaders": 30}


def template_workbook() -> bytes:
    """An empty sheet of proposals, and a second one that explains its columns with an example."""
    book = _new_book()
    sheet: Any = book.active
    sheet.title = _("Propositions")
    _titles(sheet, [str(column.title) for column in COLUMNS])
    guide = book.create_sheet(_("Mode d’emploi"))
    _rows(
        guide,
        [_("Colonne"), _("Ce qu’on y écrit"), _("Exemple")],
        ([str(column.title), str(column.explanation), str(column.example)] for column in COLUMNS),
    )
    for letter, width in zip("ABC", (24, 70, 40), strict=True):
        guide.column_dimensions[letter].width = width
    return _saved(book)


def workbook(title: str, more: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A sheet with the columns of proposals and `more` after them; rows follow that order."""
    book = _new_book()
    sheet: Any = book.active
    sheet.title = title
    _rows(sheet, [*(str(column.title) for column in COLUMNS), *more], rows)
    return _saved(book)


def _new_book() -> "Workbook":
    # Loaded by who writes a workbook: it would make every start of the site half a second longer.
    from openpyxl import Workbook

    return Workbook()


def _rows(sheet: Any, titles: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    _titles(sheet, titles)
    for number, row in enumerate(rows, start=2):
        for place, value in enumerate(row, start=1):
            cell = sheet.cell(number, place)
            cell.value = value
            if isinstance(value, str):
                # A text that begins with « = » is a text: never a formula that runs at whoever opens the file.
                cell.data_type = "s"


def _titles(sheet: Any, titles: Sequence[str]) -> None:
    from openpyxl.styles import Alignment, Font  # see `_new_book`

    sheet.append(list(titles))
    for cell, column in zip(sheet[1], [*COLUMNS, *[None] * len(titles)], strict=False):
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        name = column.name if column else ""
        sheet.column_dimensions[cell.column_letter].width = WIDTHS.get(name, 16)
    sheet.freeze_panes = "A2"


def _saved(book: "Workbook") -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
