"""Draws how measures grow with the problem: logarithmic axes, each measure in multiples of its first value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log, log10
from statistics import linear_regression

WIDTH, HEIGHT = 680, 400
LEFT, RIGHT, TOP, BOTTOM = 60, 290, 24, 48
STYLE = """
    text { font: 13px system-ui, sans-serif; fill: #1a1a1a }
    .axis { stroke: #767676; stroke-width: 1 }
    .line { fill: none; stroke-width: 2.5 }
    .s0 { stroke: #1f5fbf } .s1 { stroke: #b3261e } .s2 { stroke: #2e7d32 } .s3 { stroke: #8a5a00 }
    @media (prefers-color-scheme: dark) {
      text { fill: #f2f2f2 }
      .s0 { stroke: #8ab4f8 } .s1 { stroke: #f28b82 } .s2 { stroke: #81c995 } .s3 { stroke: #fdd663 }
    }"""


def exponent(sizes: Sequence[float], values: Sequence[float]) -> float:
    """The power of the size by which the values grow: the slope of a straight line through their logarithms."""
    return linear_regression([log(size) for size in sizes], [log(value) for value in values]).slope


def drawing(title: str, sizes: Sequence[int], measures: Mapping[str, Sequence[float]]) -> str:
    """An SVG with a line per measure (positive values, one for each size), readable in light and dark."""
    across = log10(sizes[-1] / sizes[0])
    multiples = {name: [value / values[0] for value in values] for name, values in measures.items()}
    most = max(10.0, *(value for values in multiples.values() for value in values))
    least = min(1.0, *(value for values in multiples.values() for value in values))

    def x(size: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * log10(size / sizes[0]) / across

    def y(multiple: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * log10(multiple / least) / log10(most / least)

    parts = [*axes(sizes[0], x(sizes[-1])), *(tick_across(size, x(size)) for size in sizes)]
    parts += [tick_up(10**power, y(10**power)) for power in range(int(log10(most)) + 1)]
    heights = apart({name: y(values[-1]) for name, values in multiples.items()})
    for number, (name, values) in enumerate(multiples.items()):
        points = " ".join(f"{x(size):.1f},{y(value):.1f}" for size, value in zip(sizes, values, strict=True))
        parts.append(f'<polyline class="line s{number % 4}" points="{points}"/>')
        grows = f"{name}, power {exponent(sizes, values):.2f}"
        parts.append(f'<text x="{x(sizes[-1]) + 8:.1f}" y="{heights[name] + 4:.1f}">{grows}</text>')
    body = "\n  ".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">\n'
        f"  <title>{title}</title>\n"
        f"  <style>{STYLE}\n  </style>\n  {body}\n</svg>\n"
    )


def axes(smallest: int, right: float) -> list[str]:
    """Both axes and what they count."""
    floor = HEIGHT - BOTTOM
    return [
        f'<path class="axis" fill="none" d="M{LEFT} {TOP} V{floor} H{right:.1f}"/>',
        f'<text x="{LEFT}" y="{TOP - 8}">times the value at {smallest:,} activities</text>',
        f'<text x="{LEFT}" y="{HEIGHT - 8}">activities</text>',
    ]


def tick_across(size: int, x: float) -> str:
    """A size on the axis of sizes."""
    return f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{size:,}</text>'


def tick_up(multiple: float, y: float) -> str:
    """A multiple on the axis of values."""
    return f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{multiple:,.0f}</text>'


def apart(heights: Mapping[str, float], least: float = 17.0) -> dict[str, float]:
    """The same heights from the top, moved down where labels would overlap."""
    found: dict[str, float] = {}
    below = float("-inf")
    for name in sorted(heights, key=heights.__getitem__):
        below = found[name] = max(heights[name], below + least)
    return found
