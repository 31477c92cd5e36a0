"""How the network is drawn: names around an oval, ties across it; pure geometry in SVG units.

The drawing is as narrow as a telephone, so that names keep the size of text; it grows downward with their number.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

WIDTH = 360.0
# From one name to the next, and above the first.
ROW, MARGIN = 34.0, 24.0
# Half the width of the oval: what is left on each side holds a name.
REACH = 58.0
LETTERS, LINES, LEADING = 16, 2, 13.0
ZOOMS = (1, 2, 4)
# Several kinds of ties between the same two run side by side.
APART = 9.0


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a cooperative stands, and its name in at most two lines beside it."""

    x: float
    y: float
    label_x: float
    anchor: str
    # The height of each and its words.
    lines: tuple[tuple[float, str], ...]


def height(count: int) -> float:
    """The height of a drawing with so many names."""
    return 2 * MARGIN + max(1, math.ceil(count / 2) - 1) * ROW


def spots[K: Hashable](names: Sequence[tuple[K, str]]) -> dict[K, Spot]:
    """Where each stands: down the right side in the order given, then up the left one."""
    right = math.ceil(len(names) / 2)
    tall = height(len(names))
    placed: dict[K, Spot] = {}
    for index, (key, name) in enumerate(names):
        on_right = index < right
        row = index if on_right else len(names) - 1 - index
        placed[key] = _spot(name, row, right if on_right else len(names) - right, tall, 1 if on_right else -1)
    return placed


def _spot(name: str, row: int, rows: int, tall: float, side: int) -> Spot:
    step = (tall - 2 * MARGIN) / max(1, rows - 1)
    y = tall / 2 if rows == 1 else MARGIN + row * step
    # A little taller than the names, so that those at both ends don't touch.
    half = tall / 2 + ROW / 2
    x = WIDTH / 2 + side * REACH * math.sqrt(max(0.0, 1 - ((y - tall / 2) / half) ** 2))
    lines = _lines(name)
    first = y + 4 - (len(lines) - 1) * LEADING / 2
    written = tuple((round(first + LEADING * number, 1), words) for number, words in enumerate(lines))
    return Spot(round(x, 1), round(y, 1), round(x + side * 9, 1), "start" if side > 0 else "end", written)


def _lines(name: str) -> tuple[str, ...]:
    """The name on at most two lines; one that is longer is cut, its whole stands in the table."""
    cut = textwrap.wrap(name, LETTERS, break_on_hyphens=False)
    if len(cut) <= LINES:
        return tuple(cut) or ("",)
    return (*cut[: LINES - 1], f"{cut[LINES - 1][: LETTERS - 1]}…")


def curve(one: Spot, other: Spot, lane: int = 0) -> str:
    """A path from one to the other through the middle of the oval; `lane` (-1, 0, 1) keeps kinds apart."""
    middle = WIDTH / 2 + lane * APART
    y = (one.y + other.y) / 2 + lane * APART
    return f"M{one.x:g} {one.y:g}Q{middle:g} {round(y, 1):g} {other.x:g} {other.y:g}"


def view_box(tall: float, zoom: int, centre: Spot | None) -> tuple[float, float, float, float]:
    """What is seen of the drawing: all of it, or a part around a place, never beyond its edges."""
    wide, high = WIDTH / zoom, tall / zoom
    x, y = (centre.x, centre.y) if centre else (WIDTH / 2, tall / 2)
    left = min(max(0.0, x - wide / 2), WIDTH - wide)
    top = min(max(0.0, y - high / 2), tall - high)
    return round(left, 1), round(top, 1), round(wide, 1), round(high, 1)


def strength(count: int) -> int:
    """How thick a tie is drawn, from 1 to 3: many are told from few, and no more than that."""
    return 1 if count < 2 else 2 if count < 10 else 3
