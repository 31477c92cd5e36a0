"""French, the language of the sources: one word per thing (docs/glossary.md), and the signs of French printing."""

import re
from itertools import chain

from bin.messages import forms, interface

# What each of these calls has another name: souhait, souhait, grille, clé, espace, qui anime, personne.
RETIRED = re.compile(
    r"\b(?:vœux?|envies?|emplois? du temps|jetons?|salles?|anima(?:teur|trice)s?|auteur·es)\b", re.IGNORECASE
)
STRAIGHT = re.compile(r"\w'\w")


def sentences() -> list[str]:
    return list(chain.from_iterable(forms(message.id) for message in interface() if message.id))


def test_a_thing_has_one_name() -> None:
    assert [sentence for sentence in sentences() if RETIRED.search(sentence)] == []


def test_apostrophes_are_those_of_printers() -> None:
    assert [sentence for sentence in sentences() if STRAIGHT.search(sentence)] == []


def test_what_is_looked_for_would_be_found() -> None:
    wrong = "L'animatrice attend 3 vœux."
    assert [bool(pattern.search(wrong)) for pattern in (RETIRED, STRAIGHT)] == [True, True]
