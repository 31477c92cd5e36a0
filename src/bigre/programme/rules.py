"""How the search reads text: folded, stemmed words in each of the network's languages."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import snowballstemmer

from bigre.core.rules import fold

STEMMERS = {"fr": "french", "nl": "dutch", "en": "english"}
_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """The words of a text in lower case, accents kept (stemmers read them); elided letters (l’, d’) are dropped."""
    found = _WORD.findall(unicodedata.normalize("NFC", text.lower()))
    return [word for word in found if len(word) > 1 or word.isdigit()]


@lru_cache(maxsize=20_000)
def word_stems(word: str, language: str) -> frozenset[str]:
    """The folded stems of a word in one language, of the word as written and as typed without its accents."""
    stemmer = snowballstemmer.stemmer(STEMMERS[language])
    stems = {fold(stem) for stem in stemmer.stemWords([word, fold(word)])}
    if language == "fr" and word.endswith("ail"):
        # The stemmer takes « travaux » to « traval », but leaves « travail » as it is.
        stems.add(f"{fold(word)[:-3]}al")
    return frozenset(stems)


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
