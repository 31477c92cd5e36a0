"""How the site compares what people type, names languages and writes dates."""

import re
import unicodedata
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language, get_language_info

# Letters that do not come apart into a base and an accent.
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l"})


def fold(text: str) -> str:
    """The text in lower case without accents or ligatures: « Cœur d’été » becomes « coeur d’ete »."""
    apart = unicodedata.normalize("NFKD", text.lower().translate(_LIGATURES))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def language_name(code: str) -> str:
    """A language in its own words: « nl » is « Nederlands »; the code itself when nobody knows it."""
    try:
        return str(get_language_info(code)["name_local"]).capitalize()
    except KeyError:
        return code.upper()


def dated(day: date, style: str) -> str:
    """The day in a format of Django's, in the reader's language; in French the first of a month is « 1er »."""
    text = date_format(day, style)
    return re.sub(r"\b1\b", "1er", text, count=1) if day.day == 1 and get_language() == "fr" else text
