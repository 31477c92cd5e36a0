"""Rebuild `src/bigre/people/data/outlines.json`: simplified outlines of France (with Corsica) and Belgium for the map.

Needs one package that the site itself never uses (Natural Earth 4.1, public domain, as TopoJSON):

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz

    python tools/extract_outlines.py package/countries-10m.json > src/bigre/people/data/outlines.json
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

Point = tuple[float, float]
"""Longitude and latitude in degrees."""

COUNTRIES = {"250": "FR", "056": "BE"}
TOLERANCE_DEGREES = 0.015
"""About a kilometre: less than a pixel on a map 600 pixels high."""
WEST, SOUTH, EAST, NORTH = -6.0, 41.0, 10.0, 52.0
"""Overseas territories lie outside this frame and are left out."""
SMALLEST_ISLAND_DEGREES = 0.1


def decoded_arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs of the topology in degrees: TopoJSON stores whole-number steps from point to point."""
    (scale_x, scale_y), (shift_x, shift_y) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc: list[Point] = []
        for step_x, step_y in steps:
            x, y = x + step_x, y + step_y
            arc.append((x * scale_x + shift_x, y * scale_y + shift_y))
        arcs.append(arc)
    return arcs


def simplified(points: Sequence[Point]) -> list[Point]:
    """The line without the points that stray less than the tolerance from it (Douglas and Peucker, 1973)."""
    if len(points) < 3:
        return list(points)
    distances = [distance_to_segment(point, points[0], points[-1]) for point in points[1:-1]]
    farthest = max(range(len(distances)), key=distances.__getitem__) + 1
    if distances[farthest - 1] <= TOLERANCE_DEGREES:
        return [points[0], points[-1]]
    return simplified(points[: farthest + 1])[:-1] + simplified(points[farthest:])


def distance_to_segment(point: Point, start: Point, end: Point) -> float:
    """Distance in degrees from the point to the segment."""
    across, up = end[0] - start[0], end[1] - start[1]
    length = across**2 + up**2
    along = ((point[0] - start[0]) * across + (point[1] - start[1]) * up) / length if length else 0.0
    along = max(0.0, min(1.0, along))
    return float(((point[0] - start[0] - along * across) ** 2 + (point[1] - start[1] - along * up) ** 2) ** 0.5)


def ring(arc_numbers: Sequence[int], arcs: list[list[Point]]) -> list[Point]:
    """One closed ring put together from its arcs, simplified arc by arc so that neighbours share their border."""
    points: list[Point] = []
    for number in arc_numbers:
        arc = simplified(arcs[number if number >= 0 else ~number])
        arc = arc if number >= 0 else arc[::-1]
        points += arc[1:] if points else arc
    return [(round(x, 2), round(y, 2)) for x, y in points]


def is_shown(outline: Sequence[Point]) -> bool:
    """True within the frame and large enough to be seen."""
    xs, ys = [x for x, _ in outline], [y for _, y in outline]
    within = min(xs) > WEST and max(xs) < EAST and min(ys) > SOUTH and max(ys) < NORTH
    return within and max(max(xs) - min(xs), max(ys) - min(ys)) >= SMALLEST_ISLAND_DEGREES


def outlines(topology: dict[str, Any]) -> dict[str, list[list[Point]]]:
    """The outer rings of each country, the largest first."""
    arcs = decoded_arcs(topology)
    found = {}
    for country in topology["objects"]["countries"]["geometries"]:
        if code := COUNTRIES.get(country.get("id", "")):
            polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
            rings = [ring(polygon[0], arcs) for polygon in polygons]
            found[code] = sorted(filter(is_shown, rings), key=len, reverse=True)
    return dict(sorted(found.items(), reverse=True))


def main() -> None:
    """Write the file to the standard output."""
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    print(json.dumps(outlines(topology), separators=(",", ":")))


if __name__ == "__main__":
    main()
