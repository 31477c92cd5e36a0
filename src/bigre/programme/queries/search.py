"""Choosing among the activities of a timetable: filters, words, and how many each further choice would leave."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.http import QueryDict
from django.utils.translation import get_language_info

from bigre.core.rules import fold
from bigre.programme.rules import matches, query_stems, search_stems

from .timetable import PlacedActivity

type Keys = Callable[[PlacedActivity], Iterable[str]]

# What each filter compares, under its name in the address.
FACETS: Mapping[str, Keys] = {
    "theme": lambda placed: [theme.slug for theme in placed.themes],
    "format": lambda placed: [placed.format.slug] if placed.format else [],
    "space": lambda placed: [placed.room.slug],
    "language": lambda placed: placed.languages,
    "cooperative": lambda placed: placed.cooperatives,
}


@dataclass(frozen=True)
class Choice:
    """What somebody asked to see: words, a day, and for each facet the accepted values (none = all)."""

    words: str
    day: date | None
    facets: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, asked: QueryDict) -> "Choice":
        """From an address; a day that is no date is not asked for."""
        facets = {name: frozenset(value for value in asked.getlist(name) if value) for name in FACETS}
        return cls(asked.get("q", "").strip()[:200], _day(asked.get("day", "")), facets)

    @property
    def count(self) -> int:
        """How many filters are set, words and day apart."""
        return sum(len(values) for values in self.facets.values())

    @property
    def is_narrow(self) -> bool:
        """Whether anything but the day narrows the programme."""
        return bool(self.words or self.count)

    def accepted(self, among: Iterable[PlacedActivity], besides: str = "") -> list[PlacedActivity]:
        """The activities that pass every facet, the one named `besides` apart."""
        passed = list(among)
        for name, values in self.facets.items():
            if values and name != besides:
                passed = [placed for placed in passed if not values.isdisjoint(FACETS[name](placed))]
        return passed


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@dataclass(frozen=True)
class Found:
    """The activities that pass, and for each facet how many each of its values would leave."""

    placed: tuple[PlacedActivity, ...]
    counts: Mapping[str, Counter[str]]


def search(everything: Iterable[PlacedActivity], choice: Choice) -> Found:
    """The activities that pass, in their order; a value's count obeys the words, the day and the other facets."""
    query = query_stems(choice.words)
    worded = [placed for placed in _on(everything, choice.day) if _says(placed, query)]
    counts = {name: _count(worded, choice, name) for name in FACETS}
    return Found(tuple(choice.accepted(worded)), counts)


def _on(everything: Iterable[PlacedActivity], day: date | None) -> Iterable[PlacedActivity]:
    return everything if day is None else (placed for placed in everything if placed.day == day)


def _count(worded: list[PlacedActivity], choice: Choice, name: str) -> Counter[str]:
    keys = FACETS[name]
    return Counter(key for placed in choice.accepted(worded, besides=name) for key in keys(placed))


def _says(placed: PlacedActivity, query: list[frozenset[str]]) -> bool:
    """Whether the activity's own words, its themes, format, space or the names that the viewer may read match."""
    return not query or matches(query, f"{placed.stems}{search_stems(' '.join(_labels(placed)), placed.languages)}")


def _labels(placed: PlacedActivity) -> Iterable[str]:
    yield from (theme.label for theme in placed.themes)
    yield from (face.name for face in placed.seen_faces)
    yield from placed.cooperatives
    yield placed.room.name
    if placed.format:
        yield placed.format.label


@dataclass(frozen=True, slots=True)
class Option:
    """A value that a facet offers, how many activities it would leave, and whether it is chosen."""

    value: str
    label: str
    count: int
    chosen: bool
    colour: int = 0


def options(everything: Iterable[PlacedActivity], found: Found, choice: Choice) -> dict[str, list[Option]]:
    """What each facet offers, by label (themes by colour, spaces by position); nothing when there is no choice."""
    labels: dict[str, dict[str, tuple[int, str]]] = {name: {} for name in FACETS}
    for placed in everything:
        labels["theme"] |= {theme.slug: (theme.colour, theme.label) for theme in placed.themes}
        labels["format"] |= {placed.format.slug: (0, placed.format.label)} if placed.format else {}
        labels["space"][placed.room.slug] = (placed.room.position, placed.room.name)
        labels["language"] |= {code: (0, language_name(code)) for code in placed.languages}
        labels["cooperative"] |= {name: (0, name) for name in placed.cooperatives}
    return {name: _options(name, labels[name], found, choice) for name in FACETS}


def _options(name: str, labels: dict[str, tuple[int, str]], found: Found, choice: Choice) -> list[Option]:
    chosen = choice.facets[name]
    if len(labels) < 2 and not chosen:
        return []
    in_order = sorted(labels.items(), key=lambda item: (item[1][0], fold(item[1][1])))
    return [
        Option(value, label, found.counts[name][value], value in chosen, colour) for value, (colour, label) in in_order
    ]


@cache
def language_name(code: str) -> str:
    """A language in its own words: « nl » is « Nederlands »; the code itself when nobody knows it."""
    try:
        return str(get_language_info(code)["name_local"]).capitalize()
    except KeyError:
        return code.upper()
