"""Trios drawn: three people, and on each side of the triangle what flows between two of them."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot
from textwrap import wrap

from mutua.matching.flows import Flow, around, flows
from mutua.matching.html.markup import Markup, Part, element, joined, text
from mutua.matching.html.voice import Voice
from mutua.matching.pool import Pool

WIDTH, HEIGHT = 360, 286
PLACES = ((180, 58), (312, 226), (48, 226))
"""Where the three stand, clockwise from above."""
NAME_LINES = (16, 270, 270)
RADIUS, ARROW = 26, 11
PILL = 126
LETTERS, NAME_LETTERS = 17, 17
POINTERS = {(0, 1): "↘", (1, 0): "↖", (1, 2): "←", (2, 1): "→", (2, 0): "↗", (0, 2): "↙"}
MOST_SKILLS = 3
SHORT = 4


def ring(pool: Pool, members: Sequence[int], voice: Voice) -> Markup:
    """The triangle with its flows."""
    flowing = flows(pool, members)
    order = around(members, flowing)
    places = {(order.index(flow.giver), order.index(flow.taker)): flow for flow in flowing}
    people = voice.listed([pool.names[person] for person in members])
    sides = [_side(places, one, other, voice) for one, other in ((0, 1), (1, 2), (2, 0))]
    drawing = element(
        "svg",
        *sides,
        *(_person(pool, person, place) for place, person in enumerate(order)),
        class_="ring",
        role="img",
        aria_label=voice("ring_label", people=people),
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        width=WIDTH,
        height=HEIGHT,
    )
    return joined([drawing, flow_list(pool, flowing, voice)])


def flow_list(pool: Pool, flowing: Sequence[Flow], voice: Voice) -> Markup:
    """The same in words."""
    lines = []
    for flow in flowing:
        who = voice("flow", giver=pool.names[flow.giver], taker=pool.names[flow.taker])
        what = voice.listed([voice.label("skill", skill) for skill in flow.skills[:MOST_SKILLS]])
        lines.append(element("li", element("span", who, class_="who"), ": ", what))
    return element("ul", *lines, class_="flows")


def _person(pool: Pool, person: int, place: int) -> Markup:
    x, y = PLACES[place]
    name = pool.names[person]
    circle = element("circle", class_=f"person-{place}", cx=x, cy=y, r=RADIUS)
    initials = element("text", _initials(name), class_=f"initials on-{place}", x=x, y=y + 6)
    label = element("text", _cut(name, NAME_LETTERS), class_="name", x=x, y=NAME_LINES[place])
    return joined([circle, initials, label if len(name) > SHORT else ""])


def _initials(name: str) -> str:
    """“AH” for Amira Haddad; a short id stays whole."""
    if len(name) <= SHORT:
        return name
    return "".join(word[0] for word in name.replace(".", " ").split()[:2]).upper()


def _side(places: dict[tuple[int, int], Flow], one: int, other: int, voice: Voice) -> Markup:
    (x1, y1), (x2, y2) = PLACES[one], PLACES[other]
    there, back = places.get((one, other)), places.get((other, one))
    if there is None and back is None:
        return element("line", class_="side none", x1=x1, y1=y1, x2=x2, y2=y2)
    parts = [element("line", class_="side", x1=x1, y1=y1, x2=x2, y2=y2)]
    parts += [_arrow(PLACES[one], PLACES[other])] if there else []
    parts += [_arrow(PLACES[other], PLACES[one])] if back else []
    middle = ((x1 + x2) / 2, (y1 + y2) / 2)
    lines = _pill_lines([((one, other), there), ((other, one), back)], voice)
    return joined([*parts, _pill(middle, lines)])


def _pill_lines(sides: list[tuple[tuple[int, int], Flow | None]], voice: Voice) -> list[str]:
    """Two lines at most: one per direction, or both for the only one."""
    flowing = [(POINTERS[way], voice.label("skill", flow.skills[0])) for way, flow in sides if flow]
    if len(flowing) == 2:
        return [f"{pointer} {_cut(label, LETTERS - 2)}" for pointer, label in flowing]
    [(_, label)] = flowing
    lines = wrap(label, LETTERS, break_on_hyphens=True) or [label]
    return lines if len(lines) <= 2 else [lines[0], _cut(" ".join(lines[1:]), LETTERS)]


def _pill(middle: tuple[float, float], lines: list[str]) -> Markup:
    x, y = middle
    height = 16 * len(lines) + 10
    box = element("rect", class_="pill", x=x - PILL / 2, y=y - height / 2, width=PILL, height=height, rx=13)
    first = y - 8 * (len(lines) - 1) + 4.5
    words: list[Part] = [
        element("text", line, class_="flow", x=x, y=first + 16 * number) for number, line in enumerate(lines)
    ]
    return joined([box, *words])


def _arrow(start: tuple[int, int], end: tuple[int, int]) -> Markup:
    """The head of an arrow that touches the circle at `end`."""
    length = hypot(end[0] - start[0], end[1] - start[1])
    along = ((end[0] - start[0]) / length, (end[1] - start[1]) / length)
    tip = (end[0] - along[0] * (RADIUS + 1), end[1] - along[1] * (RADIUS + 1))
    back = (tip[0] - along[0] * ARROW, tip[1] - along[1] * ARROW)
    across = (-along[1] * ARROW * 0.6, along[0] * ARROW * 0.6)
    corners = [tip, (back[0] + across[0], back[1] + across[1]), (back[0] - across[0], back[1] - across[1])]
    return element("polygon", class_="arrow", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in corners))


def _cut(words: str, letters: int) -> Markup:
    return text(words if len(words) <= letters else words[: letters - 1].rstrip() + "…")
