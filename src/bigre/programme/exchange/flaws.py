"""What is wrong with a file, said all at once: where, what, and what to do."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing to correct: `place` is a line, a row of a sheet or a path in the file; `column` may be empty."""

    place: str
    column: str
    what: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.place}, {self.column}" if self.column else self.place
        said = f"{self.what} → {self.remedy}"
        return _("%(where)s : %(said)s") % {"where": where, "said": said} if where else said


class FileRefused(Exception):
    """Nothing was imported. `flaws` are the first 50 at most; `more` counts those that follow."""

    def __init__(self, flaws: tuple[Flaw, ...], more: int = 0) -> None:
        self.flaws = flaws
        self.more = more
        super().__init__("\n".join(map(str, flaws)))


def refused(what: str, remedy: str, *, place: str = "", column: str = "") -> FileRefused:
    """A refusal for one reason that makes the rest of the file meaningless."""
    return FileRefused((Flaw(place, column, what, remedy),))


class Flaws:
    """The flaws found while reading on, so that a person corrects them in one go."""

    def __init__(self) -> None:
        self._found: list[Flaw] = []
        self._more = 0

    def __bool__(self) -> bool:
        return bool(self._found)

    def add(self, place: str, what: str, remedy: str, *, column: str = "") -> None:
        """Note a flaw; above 50 they are only counted."""
        if len(self._found) < MOST_SHOWN:
            self._found.append(Flaw(place, column, what, remedy))
        else:
            self._more += 1

    def refuse_if_any(self) -> None:
        """Raise `FileRefused` with all of them."""
        if self._found:
            raise FileRefused(tuple(self._found), self._more)


def sentence_for_more(more: int) -> str:
    """What a person reads under the first 50."""
    return _("… et %(count)d autres. Corrige d’abord celles-ci, puis recommence.") % {"count": more} if more else ""
