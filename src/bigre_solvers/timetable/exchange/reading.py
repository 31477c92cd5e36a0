"""Reads values out of parsed JSON; what is wrong is said with its place and what to do."""

from __future__ import annotations

import json
import lzma
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any


class Malformed(ValueError):
    """A file that can't be read: what is wrong, where, and what to do, in one sentence."""


type Json = Any
MISSING = object()


def load_json(path: Path) -> Json:
    """The JSON document in a file, unpacked first when its name ends in `.xz`."""
    try:
        raw = path.read_bytes()
        return json.loads(lzma.decompress(raw) if path.suffix == ".xz" else raw)
    except OSError as error:
        raise Malformed(f"{path}: can't be opened ({error.strerror}); check the path") from error
    except (lzma.LZMAError, EOFError) as error:
        raise Malformed(f"{path}: is named .xz and isn't xz-compressed; rename it or compress it again") from error
    except UnicodeDecodeError as error:
        raise Malformed(f"{path}: isn't text in UTF-8; save it as UTF-8 JSON") from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise Malformed(f"{path}: isn't JSON ({error.msg} at {where}); correct it there") from error
    except RecursionError as error:
        raise Malformed(f"{path}: is nested too deeply to be a timetable; check that it is the right file") from error


class Reader:
    """A JSON value and its place in the document."""

    def __init__(self, value: Json, where: str = "the document") -> None:
        self.value = value
        self.where = where

    def fail(self, expected: str) -> Malformed:
        """The error for a value that isn't what was expected."""
        shown = json.dumps(self.value, ensure_ascii=False)[:60]
        return Malformed(f"{self.where} is {shown}: write {expected} instead")

    def get(self, name: str, default: Json = MISSING) -> Reader:
        """The value of a field; without a default it must be there."""
        if not isinstance(self.value, dict):
            raise self.fail("an object")
        value = self.value.get(name, default)
        if value is MISSING:
            raise Malformed(f"{self.where} has no {name!r}: add it")
        return Reader(value, name if self.where == "the document" else f"{self.where}.{name}")

    def items(self) -> Iterator[Reader]:
        """The elements of a list."""
        if not isinstance(self.value, list):
            raise self.fail("a list")
        return (Reader(one, f"{self.where}[{number}]") for number, one in enumerate(self.value))

    def fields(self) -> Iterator[tuple[str, Reader]]:
        """The names and values of an object."""
        if not isinstance(self.value, dict):
            raise self.fail("an object")
        return ((name, Reader(one, f"{self.where}.{name}")) for name, one in self.value.items())

    def text(self) -> str:
        """A string."""
        if not isinstance(self.value, str):
            raise self.fail("a text in quotes")
        return self.value

    def whole(self) -> int:
        """An integer that fits in 32 bits."""
        if not isinstance(self.value, int) or isinstance(self.value, bool) or abs(self.value) >= 1 << 31:
            raise self.fail("a whole number")
        return self.value

    def number(self) -> float:
        """A number."""
        if not isinstance(self.value, int | float) or isinstance(self.value, bool):
            raise self.fail("a number")
        return float(self.value)

    def flag(self) -> bool:
        """True or false."""
        if not isinstance(self.value, bool):
            raise self.fail("true or false")
        return self.value

    def optional[T](self, read: Callable[[Reader], T]) -> T | None:
        """What `read` makes of it, or None for null."""
        return None if self.value is None else read(self)

    def texts(self) -> tuple[str, ...]:
        """A list of strings."""
        return tuple(one.text() for one in self.items())
