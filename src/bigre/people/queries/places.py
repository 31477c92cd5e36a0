"""Towns, found by the name that somebody types."""

from functools import lru_cache

from bigre.core.rules import fold
from bigre.people.models import Place
from bigre.people.rules import town_label


def places_named(text: str, *, at_most: int = 12) -> list[Place]:
    """Towns that begin like the text, accents and hyphens aside, those of just that name first (2 queries).

    The text may be a whole label, as in « Saint-Denis (93) »: then nothing else is found.
    """
    wanted = _plain(text)
    if not wanted:
        return []
    labels = ((town_label(name, code, country), name, pk) for pk, name, code, country in _rows())
    found = sorted(
        (_plain(label) != wanted, _plain(name) != wanted, label, pk)
        for label, name, pk in labels
        if _plain(label).startswith(wanted)
    )
    whole = [row for row in found if not row[0]] or found[:at_most]
    towns = Place.objects.in_bulk([pk for *_, pk in whole])
    return [towns[pk] for *_, pk in whole]


def _rows() -> list[tuple[int, str, str, str]]:
    return list(Place.objects.values_list("pk", "name", "code", "country"))


# Ten thousand names are folded once in a process, not at every letter that somebody types.
@lru_cache(maxsize=32_768)
def _plain(text: str) -> str:
    letters = (letter if letter.isalnum() else " " for letter in fold(text))
    return " ".join("".join(letters).split())
