"""What changes between two wordings, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_PIECES = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stays, comes in or goes."""

    kind: Literal["same", "added", "removed"]
    text: str


def word_diff(before: str, after: str) -> list[Piece]:
    """The pieces of both wordings in order: without the removed ones they read `after`, without the added `before`."""
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    pieces: list[Piece] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(old[i1:i2])))
            continue
        pieces += [Piece("removed", "".join(old[i1:i2]))] if i1 < i2 else []
        pieces += [Piece("added", "".join(new[j1:j2]))] if j1 < j2 else []
    return pieces


def same_words(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but the ends of their lines, which browsers write in their own way."""
    return tidy(one) == tidy(other)


def tidy(text: str) -> str:
    """The text with plain ends of lines and nothing around it."""
    return "\n".join(text.splitlines()).strip()
