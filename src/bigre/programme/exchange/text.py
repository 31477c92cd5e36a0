"""Text from outside, made safe to keep: no control characters, no broken Unicode, no longer than its column."""

import re
import unicodedata

# What XML 1.0 forbids: control characters other than tab and line ends, lone surrogates, two non-characters.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean(value: object, limit: int | None = None) -> str:
    """The value as text that any database, XML or JSON holds; numbers are written out, anything else is empty."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = _FORBIDDEN.sub("", str(value).replace("\r\n", "\n")).strip()
    return unicodedata.normalize("NFC", text)[:limit].rstrip()


def clean_line(value: object, limit: int | None = None) -> str:
    """The same on one line."""
    return clean(" ".join(clean(value).split()), limit)
