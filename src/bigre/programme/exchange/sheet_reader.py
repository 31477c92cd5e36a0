"""Reads proposals from a sheet; every wrong cell is told with its row, its column and what to do."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from bigre.core.rules import fold
from bigre.programme.queries.imports import Known

from .flaws import Flaws, refused
from .gathering import ActivityPart
from .received import Received, too_many
from .sheet_asked import Answers, asked_in
from .sheet_columns import COLUMNS
from .sheet_header import header_of
from .text import split_cell

LARGEST_SIZE = 100_000
LONGEST_MINUTES = 24 * 60
_DURATION = re.compile(r"(?:(\d{1,2})\s*(?:h|:|u)\s*(\d{1,2})?|(\d{1,4}))\s*(?:m|min|minutes)?")
LANGUAGES = {
    "fr": ("fr", "francais", "french", "frans"),
    "nl": ("nl", "neerlandais", "dutch", "nederlands"),
    "en": ("en", "anglais", "english", "engels"),
    "de": ("de", "allemand", "german", "duits"),
    "es": ("es", "espagnol", "spanish", "spaans"),
    "it": ("it", "italien", "italian", "italiaans"),
    "pt": ("pt", "portugais", "portuguese", "portugees"),
    "ar": ("ar", "arabe", "arabic", "arabisch"),
    "br": ("br", "breton", "bretons"),
    "ca": ("ca", "catalan", "catalaans"),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """The proposals of a sheet (`leaders` are names), and sentences about what was left aside."""

    proposals: tuple[ActivityPart, ...]
    notes: tuple[str, ...]


def read_sheet(received: Received, known: Known) -> Sheet:
    """The proposals of the first sheet that has their columns; `FileRefused` with every flaw."""
    header, rows = header_of(received, known.questions)
    if len(rows) > settings.IMPORT_MAX_ACTIVITIES:
        raise too_many(len(rows))
    if not rows:
        raise refused(_("Cette feuille ne contient aucune proposition."), _("Écris-en une par ligne, sous les titres."))
    flaws = Flaws()
    reader = _RowReader(known, flaws)
    proposals = [reader.read(number, header.cells(row), header.answers(row)) for number, row in rows]
    flaws.refuse_if_any()
    return Sheet(tuple(proposals), tuple(header.notes(rows)))


class _RowReader:
    """Reads one row after the other; titles already met are remembered."""

    def __init__(self, known: Known, flaws: Flaws) -> None:
        self.known = known
        self.flaws = flaws
        self.titles = set(known.titles)
        self.row = 0

    def read(self, number: int, cells: dict[str, str], answers: Answers) -> ActivityPart:
        """The proposal of a row; what is wrong in it is noted, and stands in for nothing."""
        self.row = number
        format_ = self._one(cells, "format", self.known.formats)
        ideal, largest = self._size(cells, "ideal_size"), self._size(cells, "max_size")
        if ideal and largest and ideal > largest:
            self._wrong("ideal_size", _("La taille idéale dépasse la taille maximale."), _("Corrige l’une des deux."))
        return ActivityPart(
            key=str(number),
            title=self._title(cells),
            duration_minutes=self._minutes(cells, format_),
            summary=cells.get("summary", ""),
            text=cells.get("text", ""),
            format=format_,
            themes=self._several(cells, "themes", self.known.themes),
            languages=self._languages(cells),
            ideal_size=ideal,
            max_size=largest,
            equipment=self._several(cells, "equipment", self.known.equipment),
            leaders=self._names(cells),
            asked=asked_in(cells, answers, self._wrong),
        )

    def _wrong(self, name: str, what: str, remedy: str) -> None:
        column = next((str(column.title) for column in COLUMNS if column.name == name), name)
        self.flaws.add(_("ligne %(line)d") % {"line": self.row}, what, remedy, column=column)

    def _title(self, cells: dict[str, str]) -> str:
        title = " ".join(cells.get("title", "").split())
        if not title:
            self._wrong("title", _("Cette proposition n’a pas de titre."), _("Donne-lui un titre, ou vide la ligne."))
        elif len(title) > 200:
            self._wrong("title", _("Ce titre dépasse 200 signes."), _("Raccourcis-le."))
        elif fold(title) in self.titles:
            self._wrong("title", _("Une proposition porte déjà ce titre."), _("Change le titre, ou retire la ligne."))
        self.titles.add(fold(title))
        return title

    def _minutes(self, cells: dict[str, str], format_: str) -> int:
        text = fold(cells.get("duration", ""))
        if not text and format_ in self.known.minutes:
            return self.known.minutes[format_]
        found = _DURATION.fullmatch(text)
        if found:
            hours, more, alone = found.groups()
            minutes = int(alone) if alone else int(hours) * 60 + int(more or 0)
            if 0 < minutes <= LONGEST_MINUTES:
                return minutes
        what = _("« %(text)s » n’est pas une durée.") % {"text": text[:40]} if text else _("Il manque une durée.")
        self._wrong("duration", what, _("Écris un nombre de minutes, comme 90."))
        return 60

    def _size(self, cells: dict[str, str], name: str) -> int | None:
        text = cells.get(name, "")
        if not text:
            return None
        if text.isdecimal() and 0 < int(text[:9]) <= LARGEST_SIZE:
            return int(text)
        self._wrong(
            name,
            _("« %(text)s » n’est pas un nombre de personnes.") % {"text": text[:40]},
            _("Écris un nombre, comme 12."),
        )
        return None

    def _one(self, cells: dict[str, str], name: str, choices: dict[str, str]) -> str:
        text = cells.get(name, "")
        return self._chosen(name, text, choices) if text else ""

    def _several(self, cells: dict[str, str], name: str, choices: dict[str, str]) -> tuple[str, ...]:
        labels = (self._chosen(name, text, choices) for text in split_cell(cells.get(name, "")))
        return tuple(dict.fromkeys(label for label in labels if label))

    def _chosen(self, name: str, text: str, choices: dict[str, str]) -> str:
        """The edition's own spelling; where the edition has none yet, the file's words make them."""
        if not choices:
            return text[:120].rstrip()
        if fold(text) in choices:
            return choices[fold(text)]
        offered = ", ".join(sorted(choices.values())[:12])
        self._wrong(
            name,
            _("« %(text)s » n’existe pas dans cette édition.") % {"text": text[:60]},
            _("Choisis parmi : %(offered)s.") % {"offered": offered},
        )
        return ""

    def _languages(self, cells: dict[str, str]) -> tuple[str, ...]:
        found = []
        for text in re.split(r"[;,/\s]+", fold(cells.get("languages", ""))):
            code = next((code for code, words in LANGUAGES.items() if text in words), None)
            if code:
                found.append(code)
            elif text and text not in {"et", "and", "en"}:
                self._wrong(
                    "languages",
                    _("La langue « %(text)s » n’est pas connue.") % {"text": text[:40]},
                    _("Écris un code de langue, comme fr, nl ou en."),
                )
        return tuple(dict.fromkeys(found))

    def _names(self, cells: dict[str, str]) -> tuple[str, ...]:
        names = split_cell(cells.get("leaders", ""))
        for name in names:
            if len(name) > 120:
                self._wrong("leaders", _("Un nom dépasse 120 signes."), _("Sépare les noms par un point-virgule."))
        return tuple(dict.fromkeys(names))
