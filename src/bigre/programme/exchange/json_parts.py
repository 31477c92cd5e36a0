"""Parts of a JSON document read with their path, so that whatever is wrong is said with where it is."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from .flaws import Flaws
from .text import clean_line

LARGEST = 1_000_000


class Part:
    """An object of the document; every reading notes a flaw instead of failing."""

    def __init__(self, value: dict[str, Any], path: str, flaws: Flaws) -> None:
        self.value = value
        self.path = path
        self.flaws = flaws

    def objects(self, key: str) -> list["Part"]:
        """The objects of a list; anything else in it is a flaw."""
        return list(self._parts(key, self._list(key)))

    def _parts(self, key: str, items: list[Any]) -> Iterator["Part"]:
        for number, item in enumerate(items):
            path = f"{self.path}{key}[{number}]"
            if isinstance(item, dict):
                yield Part(item, f"{path}.", self.flaws)
            else:
                self.flaws.add(path, _("Un objet { … } est attendu ici."), _("Corrige ou retire cet élément."))

    def _list(self, key: str) -> list[Any]:
        found = self.value.get(key)
        if isinstance(found, list):
            return found
        self.flaws.add(f"{self.path}{key}", _("Une liste [ … ] est attendue ici."), _("Ajoute-la, même vide."))
        return []

    def object(self, key: str) -> "Part":
        """An object, empty where there is none: what it tells is optional."""
        found = self.value.get(key)
        return Part(found if isinstance(found, dict) else {}, f"{self.path}{key}.", self.flaws)

    def line(self, key: str, limit: int | None = None) -> str:
        """A text on one line, empty where there is none."""
        return clean_line(self.value.get(key), limit)

    def key(self, name: str) -> str:
        """An identifier, a number or a text, as text; a flaw where there is none."""
        found = clean_line(self.value.get(name), 80)
        if not found:
            self.flaws.add(f"{self.path}{name}", _("Il manque un identifiant."), _("Donne un numéro ou un nom unique."))
        return found

    def whole(self, name: str, least: int, default: int) -> int:
        """A whole number from `least` to a million; a flaw otherwise."""
        found = self.value.get(name)
        if isinstance(found, float) and found.is_integer():
            found = int(found)
        if isinstance(found, int) and not isinstance(found, bool) and least <= found <= LARGEST:
            return found
        what = _("Un nombre entier d’au moins %(least)d est attendu ici.") % {"least": least}
        self.flaws.add(f"{self.path}{name}", what, _("Corrige ce nombre."))
        return default

    def labels(self, name: str) -> frozenset[str]:
        """A list of labels; none where the list is missing."""
        found = self.value.get(name)
        if found is None:
            return frozenset()
        if not isinstance(found, list) or not all(isinstance(item, str | int) for item in found):
            self.flaws.add(f"{self.path}{name}", _("Une liste de mots est attendue ici."), _("Corrige cette liste."))
            return frozenset()
        return frozenset(clean_line(item, 100) for item in found)
