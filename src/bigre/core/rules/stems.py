"""Words and their stems in each of the network's languages, as searches and comparisons read them."""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

from . import fold

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
