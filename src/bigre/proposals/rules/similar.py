"""How near two texts are: cosine of their stems, weighted by how rare each stem is (TF-IDF)."""

import math
from collections import Counter
from collections.abc import Mapping

from bigre.core.rules.stems import word_stems, words

# Below this two texts have little more in common than the words of everybody; found by trying on the demo's call.
NEAR = 0.18
# Words that say how, not what.
EMPTY = frozenset(
    [
        "alors",
        "après",
        "aussi",
        "autre",
        "autres",
        "avant",
        "avec",
        "avoir",
        "car",
        "ce",
        "ces",
        "cette",
        "chez",
        "comme",
        "comment",
        "dans",
        "de",
        "des",
        "donc",
        "du",
        "elle",
        "en",
        "entre",
        "est",
        "et",
        "être",
        "eux",
        "faire",
        "fait",
        "il",
        "ils",
        "je",
        "la",
        "le",
        "les",
        "leur",
        "leurs",
        "lui",
        "ma",
        "mais",
        "mes",
        "moi",
        "mon",
        "ne",
        "nos",
        "notre",
        "nous",
        "on",
        "ou",
        "où",
        "par",
        "pas",
        "plus",
        "plusieurs",
        "pour",
        "pourquoi",
        "qu",
        "que",
        "quel",
        "quelle",
        "quels",
        "qui",
        "quoi",
        "sa",
        "sans",
        "ses",
        "si",
        "son",
        "sont",
        "sous",
        "sur",
        "ta",
        "te",
        "tes",
        "toi",
        "ton",
        "tous",
        "tout",
        "toute",
        "toutes",
        "tu",
        "un",
        "une",
        "vers",
        "vos",
        "votre",
        "vous",
        "ensemble",
        "atelier",
        "aan",
        "als",
        "bij",
        "dan",
        "dat",
        "de",
        "die",
        "dit",
        "een",
        "en",
        "er",
        "het",
        "hoe",
        "ik",
        "in",
        "is",
        "je",
        "met",
        "naar",
        "niet",
        "om",
        "onze",
        "op",
        "of",
        "over",
        "samen",
        "te",
        "tot",
        "van",
        "voor",
        "wat",
        "we",
        "wie",
        "wij",
        "worden",
        "zijn",
        "zo",
        "about",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "by",
        "do",
        "for",
        "from",
        "how",
        "in",
        "is",
        "it",
        "of",
        "on",
        "or",
        "our",
        "that",
        "the",
        "their",
        "this",
        "to",
        "together",
        "we",
        "what",
        "with",
        "you",
        "your",
    ]
)

type Stems = Counter[str]


def stems_of(title: str, summary: str) -> Stems:
    """How often each stem occurs; words of the title count twice."""
    return Counter(_stem(word) for word in [*words(title) * 2, *words(summary)] if word not in EMPTY)


def _stem(word: str) -> str:
    return min(word_stems(word, "fr"), key=lambda stem: (len(stem), stem))


def nearest(asked: Stems, others: Mapping[int, Stems], *, most: int = 3) -> list[int]:
    """The keys of the texts nearest to what is asked, nearest first; only those that are near indeed."""
    if len(asked) < 2:
        return []
    occurrences = Counter(stem for stems in others.values() for stem in stems)
    total = len(others) + 1
    weights = {stem: math.log(1 + total / (1 + count)) for stem, count in occurrences.items()}
    rare = math.log(1 + total)
    own = _length(asked, weights, rare)
    found = {
        key: sum(count * stems[stem] * weights[stem] ** 2 for stem, count in asked.items() if stem in stems)
        / (own * _length(stems, weights, rare) or 1)
        for key, stems in others.items()
    }
    return sorted((key for key in found if found[key] >= NEAR), key=lambda key: (-found[key], key))[:most]


def _length(stems: Stems, weights: Mapping[str, float], rare: float) -> float:
    return math.sqrt(sum((count * weights.get(stem, rare)) ** 2 for stem, count in stems.items()))
