"""How the site compares what people type."""

import unicodedata

# Letters that do not come apart into a base and an accent.
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l"})


def fold(text: str) -> str:
    """The text in lower case without accents or ligatures: « Cœur d’été » becomes « coeur d’ete »."""
    apart = unicodedata.normalize("NFKD", text.lower().translate(_LIGATURES))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
