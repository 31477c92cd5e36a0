"""Text from outside, made safe to keep: no control characters, no broken Unicode, no longer than its column."""

import re
import unicodedata
from collections.abc import Iterable

from django.utils.text import slugify

# What XML 1.0 forbids: control characters other than tab and line ends, lone surrogates, two non-characters.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean(value: object, limit: int | None = None) -> str:
    """The value as text that any database, XML or JSON holds; numbers are written out, anything else is empty."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = _FORBIDDEN.sub("", str(value).replace("\r\n", "\n").replace("\r", "\n")).strip()
    return unicodedata.normalize("NFC", text)[:limit].rstrip()


def clean_line(value: object, limit: int | None = None) -> str:
    """The same on one line."""
    return " ".join(clean(value).split())[:limit].rstrip()


def split_cell(text: str) -> list[str]:
    """What a cell lists, between semicolons or on lines of their own."""
    return [" ".join(part.split()) for part in re.split(r"[;\n]+", text) if part.strip()]


def unique_slugs(names: Iterable[str], taken: Iterable[str] = (), limit: int = 80) -> list[str]:
    """A slug for each name, told apart by a number from those `taken` and from one another."""
    used = set(taken)
    slugs = []
    for name in names:
        base = slugify(name)[: limit - 6].strip("-") or "x"
        slug, number = base, 2
        while slug in used:
            slug, number = f"{base}-{number}", number + 1
        used.add(slug)
        slugs.append(slug)
    return slugs
