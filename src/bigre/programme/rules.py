"""How the search reads text: folded, stemmed words in each of the network's languages."""

from collections.abc import Iterable

from bigre.core.rules import fold
from bigre.core.rules.stems import STEMMERS, word_stems, words


def search_stems(text: str, languages: Iterable[str] = ()) -> str:
    """What an activity keeps of its text for the search: its stems in order of the alphabet, between spaces.

    Every word is stemmed in `languages` (ISO 639-1; those without a stemmer are left aside) and in French, the language
    of the interface; it is also kept whole, so that a beginning of a word is found too.
    """
    known = {"fr", *(code for code in languages if code in STEMMERS)}
    found: set[str] = set()
    for word in words(text):
        found.add(fold(word))
        for language in known:
            found |= word_stems(word, language)
    return f" {' '.join(sorted(found))} "


def query_stems(query: str) -> list[frozenset[str]]:
    """For each word that somebody typed, the stems of which one must be among an activity's; in all languages."""
    return [
        frozenset({fold(word)}.union(*(word_stems(word, language) for language in STEMMERS))) for word in words(query)
    ]


def matches(query: list[frozenset[str]], stems: str) -> bool:
    """Whether an activity's `search_stems` hold every word of the query: one of its stems, or a word it begins."""
    return all(
        any(f" {stem} " in stems for stem in word) or any(len(stem) > 3 and f" {stem}" in stems for stem in word)
        for word in query
    )
