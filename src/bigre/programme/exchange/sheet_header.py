"""The header of a sheet of proposals: which column is what, and sentences about those that are left aside."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bigre.core.rules import fold
from bigre.programme.queries.imports import KnownQuestion

from .flaws import refused
from .received import Received
from .sheet_asked import Answers
from .sheet_columns import COLUMNS, DECIDED, QUESTION, Column, column_titled, in_every_language
from .sheet_table import Row, sheets_of
from .text import clean

HEADER_WITHIN = 5


@dataclass(frozen=True, slots=True)
class Header:
    """Columns and questions by position; titles of an edition's decisions, by position, and titles that are nothing."""

    columns: dict[int, Column]
    questions: dict[int, tuple[str, KnownQuestion]]
    decided: dict[int, str]
    unknown: list[str]

    def cells(self, row: list[str]) -> dict[str, str]:
        """A row's cells by the name of their column."""
        return {column.name: row[place] for place, column in self.columns.items() if place < len(row)}

    def answers(self, row: list[str]) -> Answers:
        """What a row answers to the team's questions, each with the title of its column."""
        found = ((title, known, row[place]) for place, (title, known) in self.questions.items() if place < len(row))
        return [one for one in found if one[2]]

    def notes(self, rows: Iterable[Row]) -> Iterator[str]:
        """What of the sheet was not taken, and why."""
        if self.unknown:
            yield ngettext(
                "La colonne %(names)s n’est pas connue et n’a pas été reprise.",
                "Les colonnes %(names)s ne sont pas connues et n’ont pas été reprises.",
                len(self.unknown),
            ) % {"names": _quoted(self.unknown)}
        used = {place for _number, row in rows for place, cell in enumerate(row) if cell}
        if left := [title for place, title in self.decided.items() if place in used]:
            yield ngettext(
                "La colonne %(names)s dit ce qu’une édition a décidé : les propositions arrivent sans cela.",
                "Les colonnes %(names)s disent ce qu’une édition a décidé : les propositions arrivent sans cela.",
                len(left),
            ) % {"names": _quoted(left)}


def _quoted(titles: Iterable[str]) -> str:
    return ", ".join(_("« %(title)s »") % {"title": title} for title in titles)


def header_of(received: Received, questions: Sequence[KnownQuestion]) -> tuple[Header, list[Row]]:
    """The header of the first sheet that has the columns of proposals, and the rows under it."""
    for rows in sheets_of(received):
        for position, (_number, cells) in enumerate(rows[:HEADER_WITHIN]):
            columns = {place: column for place, cell in enumerate(cells) if cell and (column := column_titled(cell))}
            if any(column.required for column in columns.values()):
                return _header(columns, cells, questions), rows[position + 1 :]
    raise refused(
        _("Aucune feuille n’a de colonne « %(title)s ».") % {"title": COLUMNS[0].title},
        _("Pars du modèle à télécharger, dont les titres de colonne sont reconnus."),
    )


def _header(columns: dict[int, Column], cells: list[str], questions: Sequence[KnownQuestion]) -> Header:
    rest = {place: cell for place, cell in enumerate(cells) if cell and place not in columns}
    asked, decided = _asked_by_title(questions), _titles_of_decisions()
    found = {place: (cell, asked[fold(cell)]) for place, cell in rest.items() if fold(cell) in asked}
    told = {place: cell for place, cell in rest.items() if place not in found and fold(cell) in decided}
    return Header(columns, found, told, [cell for place, cell in rest.items() if place not in {*found, *told}])


def _asked_by_title(questions: Sequence[KnownQuestion]) -> dict[str, KnownQuestion]:
    """The question that each title asks; of two that ask the same, the first."""
    forms = in_every_language(QUESTION)
    titles: dict[str, KnownQuestion] = {}
    for question in questions:
        for form in forms:
            for label in question.labels:
                titles.setdefault(fold(clean(form % {"question": clean(label)})), question)
    return titles


def _titles_of_decisions() -> frozenset[str]:
    return frozenset().union(*(in_every_language(title) for title in DECIDED))
