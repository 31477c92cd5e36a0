"""The map of cooperatives: France and Belgium, drawn by the server, with a dot for each town."""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bigre.people.models import Cooperative, Place

OUTLINES = Path(__file__).resolve().parent.parent / "data" / "outlines.json"
# The drawing: its size in SVG units, and the corner of the world at its top left (degrees). North is up, distances are
# true along the 47th parallel, which is close enough from Corsica to Antwerp.
WIDTH, HEIGHT = 400, 400
WEST, NORTH = -5.6, 51.75
UNITS_PER_DEGREE = 38.0
SHRINK = math.cos(math.radians(47))
LABEL_HEIGHT, LETTER_WIDTH = 14.0, 6.6

type Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Label:
    """A town's name on the map; `anchor` is the side of the text that stands at x."""

    x: float
    y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A town with its cooperatives. `label` is None where the name would cover another one."""

    place: Place
    cooperatives: tuple[Cooperative, ...]
    x: float
    y: float
    radius: float
    label: Label | None = None


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Where a point of the world (degrees) is in the drawing (units, to a tenth)."""
    scale = UNITS_PER_DEGREE
    return round((longitude - WEST) * SHRINK * scale, 1), round((NORTH - latitude) * scale, 1)


@cache
def land() -> str:
    """The path of France and Belgium, from the shipped outlines."""
    rings = [ring for country in json.loads(OUTLINES.read_text()).values() for ring in country]
    return "".join(
        "M" + "L".join(f"{x:g} {y:g}" for x, y in (project(*point) for point in ring)) + "Z" for ring in rings
    )


def dots(cooperatives: Iterable[Cooperative]) -> list[Dot]:
    """One dot for each town of these cooperatives (their `place` loaded), those with most first."""
    towns: dict[Place, list[Cooperative]] = {}
    for cooperative in cooperatives:
        if cooperative.place is not None:
            towns.setdefault(cooperative.place, []).append(cooperative)
    ordered = sorted(towns.items(), key=lambda town: (-len(town[1]), town[0].name))
    placed: list[Dot] = []
    taken = [_around(*project(place.longitude, place.latitude), _radius(here)) for place, here in ordered]
    for place, here in ordered:
        x, y = project(place.longitude, place.latitude)
        label = _label(place.name, x, y, _radius(here), taken)
        placed.append(Dot(place, tuple(here), x, y, _radius(here), label))
    return placed


def _radius(here: list[Cooperative]) -> float:
    return round(3.5 + 1.5 * math.sqrt(len(here)), 1)


def _around(x: float, y: float, radius: float) -> Box:
    return x - radius, y - radius, x + radius, y + radius


def _label(name: str, x: float, y: float, radius: float, taken: list[Box]) -> Label | None:
    """The first of right, left, above, below where the name covers nothing; its box is added to `taken`."""
    width = len(name) * LETTER_WIDTH
    sides = (
        (x + radius + 2, y + 4, "start", x + radius + 2),
        (x - radius - 2, y + 4, "end", x - radius - 2 - width),
        (x, y - radius - 3, "middle", x - width / 2),
        (x, y + radius + 11, "middle", x - width / 2),
    )
    for at, baseline, anchor, left in sides:
        box = (left, baseline - LABEL_HEIGHT + 3, left + width, baseline + 3)
        inside = box[0] >= 0 and box[2] <= WIDTH and box[1] >= 0 and box[3] <= HEIGHT
        if inside and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            return Label(round(at, 1), round(baseline, 1), anchor)
    return None


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
