"""Draws how many new pairs each arm of the simulated week brings: a bar each, with the range over the seeds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from statistics import mean

LEFT, SCALE, RIGHT, TOP, ROW = 330, 420, 130, 40, 30
STYLE = """
    text { font: 13px system-ui, sans-serif; fill: #1a1a1a }
    .bar { fill: #1f5fbf } .range { stroke: #1a1a1a; stroke-width: 2 } .mark { stroke: #767676; stroke-dasharray: 4 4 }
    @media (prefers-color-scheme: dark) {
      text { fill: #f2f2f2 }
      .bar { fill: #8ab4f8 } .range { stroke: #f2f2f2 }
    }"""


def drawing(title: str, ratios: Mapping[str, Sequence[float]], goal: float) -> str:
    """An SVG with a bar per name (its mean; a line from its least to its most), readable in light and dark.

    Values are ratios from 0; `goal` is marked among them, as is 1.
    """
    most = max(goal, *(max(values) for values in ratios.values()))
    height = TOP + ROW * len(ratios) + 10

    def x(value: float) -> float:
        return LEFT + SCALE * value / most

    parts = [_mark(x(1), height, "(a)"), _mark(x(goal), height, f"goal: {goal:g} times (a)")]
    for number, (name, values) in enumerate(ratios.items()):
        parts += _bar(name, values, TOP + ROW * number, [x(one) for one in (0, mean(values), min(values), max(values))])
    body = "\n  ".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + SCALE + RIGHT} {height}" role="img">\n'
        f"  <title>{escape(title)}</title>\n"
        f"  <style>{STYLE}\n  </style>\n  {body}\n</svg>\n"
    )


def _mark(x: float, height: int, words: str) -> str:
    return (
        f'<path class="mark" d="M{x:.1f} {TOP - 8} V{height - 6}"/>'
        f'<text x="{x:.1f}" y="{TOP - 16}" text-anchor="middle">{words}</text>'
    )


def _bar(name: str, values: Sequence[float], y: int, xs: Sequence[float]) -> list[str]:
    start, end, least, most = xs
    middle = y + ROW / 2 - 4
    return [
        f'<text x="{LEFT - 10}" y="{middle + 4:.1f}" text-anchor="end">{escape(name)}</text>',
        f'<rect class="bar" x="{start:.1f}" y="{y}" width="{end - start:.1f}" height="{ROW - 8}" rx="3"/>',
        f'<path class="range" d="M{least:.1f} {middle:.1f} H{most:.1f}"/>',
        f'<text x="{max(end, most) + 8:.1f}" y="{middle + 4:.1f}">{mean(values):.2f}</text>',
    ]
