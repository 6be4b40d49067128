"""growth.svg: seconds against people, both on logarithmic scales, one line per kind of work."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape

Points = Sequence[tuple[float, float]]
WIDTH, HEIGHT = 720, 440
LEFT, RIGHT, TOP, BOTTOM = 72, 532, 24, 384
COLOURS = ("#0b6e4f", "#b3401c", "#2f4b9b", "#7a5c00", "#6a3d8f")
DASHES = ("none", "8 4", "2 4", "12 3 2 3", "5 5")
INK, LINE, PAPER = "#222222", "#d9d9d9", "#ffffff"


def growth_svg(series: Mapping[str, Points]) -> str:
    """The picture; `series` holds per name the (people, seconds)."""
    points = [point for line in series.values() for point in line]
    people, seconds = (_decades([point[axis] for point in points]) for axis in (0, 1))

    def place(point: tuple[float, float]) -> tuple[float, float]:
        return _along(point[0], people, LEFT, RIGHT), _along(point[1], seconds, BOTTOM, TOP)

    parts = [_head(series), *_people_grid(people), *_seconds_grid(seconds)]
    for number, (name, line) in enumerate(series.items()):
        parts += _line(number, name, [place(point) for point in line])
    return "\n".join([*parts, "</svg>\n"])


def _head(series: Mapping[str, Points]) -> str:
    words = "; ".join(
        f"{name}: {', '.join(f'{people:,.0f} people {time:.3g} s' for people, time in line)}"
        for name, line in series.items()
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        ' font-family="sans-serif" font-size="13">\n'
        f"<title>Seconds against people</title>\n<desc>{escape(words)}</desc>\n"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>'
    )


def _decades(values: Sequence[float]) -> tuple[int, int]:
    """The powers of ten that hold all values."""
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return low, max(high, low + 1)


def _along(value: float, decades: tuple[int, int], start: float, end: float) -> float:
    low, high = decades
    return start + (end - start) * (math.log10(value) - low) / (high - low)


def _people_grid(decades: tuple[int, int]) -> list[str]:
    parts = []
    for power in range(decades[0], decades[1] + 1):
        x = _along(10**power, decades, LEFT, RIGHT)
        parts += [_rule(x, x, TOP, BOTTOM), _text(x, BOTTOM + 20, f"{10**power:,}", "middle")]
    return [*parts, _text((LEFT + RIGHT) / 2, BOTTOM + 42, "people", "middle")]


def _seconds_grid(decades: tuple[int, int]) -> list[str]:
    parts = []
    for power in range(decades[0], decades[1] + 1):
        y = _along(10.0**power, decades, BOTTOM, TOP)
        parts += [_rule(LEFT, RIGHT, y, y), _text(LEFT - 8, y + 4, f"{10.0**power:g} s", "end")]
    return parts


def _line(number: int, name: str, places: Points) -> list[str]:
    """A line with its dots, and its name in the legend: told apart by dashes as well as by colour."""
    colour, dashes = COLOURS[number % len(COLOURS)], DASHES[number % len(DASHES)]
    joined = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    stroke = f'fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}"'
    y = TOP + 12 + 24 * number
    return [
        f'<polyline points="{joined}" {stroke}/>',
        *(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in places),
        f'<line x1="{RIGHT + 20}" x2="{RIGHT + 56}" y1="{y}" y2="{y}" {stroke}/>',
        _text(RIGHT + 64, y + 4, name, "start"),
    ]


def _rule(x1: float, x2: float, y1: float, y2: float) -> str:
    return f'<line x1="{x1:.1f}" x2="{x2:.1f}" y1="{y1:.1f}" y2="{y2:.1f}" stroke="{LINE}"/>'


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{INK}" text-anchor="{anchor}">{escape(words)}</text>'
