"""How near texts are to each other: by the stems that they share, rare ones counting most."""

from collections import Counter
from collections.abc import Mapping
from math import log, sqrt

from bigre.core.rules import fold
from bigre.core.rules.stems import STEMMERS, word_stems, words

# Words without which any text of the network can do: articles, auxiliaries, and what every proposal says.
_EMPTY = frozenset(
    words(
        """
        au aux avec ce ces cette comme comment dans de des du elle elles en entre est et etre fait faire il
        ils je la le les leur leurs ma mais mes moi mon ne nos notre nous on ont ou par pas plus pour qu que
        quel quelle qui quoi sa sans se ses si son sont sur ta te tes toi ton tous tout toute toutes tu un
        une vers vos votre vous aan bij dat de dit een en er het hoe ik in is je met naar niet of om ons
        onze op te uit van voor wat we wie zijn and are at be but by for from how in is it its my not of on
        or our that the this to we what who with you your atelier activite proposition cooperative workshop
        activiteit cooperatie
        """
    )
)
type Word = frozenset[str]
# Below this share of common meaning two texts are not called near.
NEAR = 0.12


def words_of(text: str) -> Counter[Word]:
    """How often each word stands in the text; a word is all its stems, in every language that the network mixes."""
    telling = (word for word in words(text) if len(word) > 2 and fold(word) not in _EMPTY)
    return Counter(frozenset().union(*(word_stems(word, language) for language in STEMMERS)) for word in telling)


def nearest[K](query: str, texts: Mapping[K, str], *, at_most: int) -> list[tuple[K, float]]:
    """The texts nearest to the query, nearest first, with the cosine of their TF-IDF (0 to 1); at most so many.

    Only texts that share enough are told: none is better than far ones.
    """
    asked, held = words_of(query), {key: words_of(text) for key, text in texts.items()}
    common = Counter(stem for document in (asked, *held.values()) for stem in frozenset().union(*document))
    documents = [_stems(document, common) for document in (asked, *held.values())]
    rarity = _rarity(documents)
    weighed = [_weigh(document, rarity) for document in documents]
    found = [(key, _cosine(weighed[0], other)) for key, other in zip(held, weighed[1:], strict=True)]
    near = [(key, share) for key, share in found if share >= NEAR]
    # Equal ones keep the order in which they were given.
    return sorted(near, key=lambda one: -one[1])[:at_most]


def _stems(document: Counter[Word], common: Mapping[str, int]) -> Counter[str]:
    """Each word as that of its stems which most texts hold: so words meet where they share one."""
    stems: Counter[str] = Counter()
    for word, times in document.items():
        stems[min(word, key=lambda stem: (-common[stem], len(stem), stem))] += times
    return stems


def _rarity(documents: list[Counter[str]]) -> dict[str, float]:
    held = Counter(stem for document in documents for stem in document)
    return {stem: log((1 + len(documents)) / (1 + count)) + 1 for stem, count in held.items()}


def _weigh(stems: Counter[str], rarity: Mapping[str, float]) -> dict[str, float]:
    return {stem: (1 + log(count)) * rarity[stem] for stem, count in stems.items()}


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    shared = sum(weight * other[stem] for stem, weight in one.items() if stem in other)
    lengths = sqrt(sum(w * w for w in one.values())) * sqrt(sum(w * w for w in other.values()))
    return min(1.0, shared / lengths) if shared else 0.0
