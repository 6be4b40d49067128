"""Read and write weighted graphs and sets of pairs in the plain text format of published instances.

A graph is `p edge NODES EDGES`, then one `e NODE NODE WEIGHT` per edge; nodes are counted from 1. A set of
pairs is `s WEIGHT`, then one `m NODE NODE` per pair. Lines that begin with `c` are comments.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mutua.matching.compiled import compiled
from mutua.matching.graph_problems import GraphProblem

Bytes = NDArray[np.uint8]
Nodes = NDArray[np.int64]
MOST_NODES = 100_000_000
MOST_WEIGHT = 1_000_000_000_000
SHORTEST_EDGE = len(b"e 1 2 3\n")
UTF8_MARK = b"\xef\xbb\xbf"
SHOWN = 60
CONTROLS = bytes({*range(32)} - {9, 13})
NO_NUMBER, ENORMOUS = -1, 1 << 59
NEWLINE, SPACE, TAB, RETURN = 10, 32, 9, 13
ZERO, NINE, LETTER_C, LETTER_E = ord("0"), ord("9"), ord("c"), ord("e")


@dataclass(frozen=True)
class WeightedGraph:
    """Edges (first < second), no two alike; nodes count from 0; `listed`: how many edges the file has."""

    nodes: int
    first: Nodes
    second: Nodes
    weight: NDArray[np.int64]
    listed: int


def read_graph(path: Path) -> WeightedGraph:
    """The graph of a file. Of edges that stand there twice, in either direction, the heaviest counts.

    Raises GraphProblem with the first thing to mend, OSError if the file cannot be read. 20 million edges
    take a few seconds and about 60 bytes each.
    """
    raw = path.read_bytes()
    header = _header(raw)
    # A header may promise more than the file can hold: no room is made for what cannot come.
    room = min(header.edges, (len(raw) - header.end + 1) // SHORTEST_EDGE)
    edges = np.empty((3, room), dtype=np.int64)
    text = np.frombuffer(raw, dtype=np.uint8)
    found, lines, bad = _read_edges(text, header.end, header.nodes, edges)
    if bad >= 0:
        raise _problem(raw, bad, header.line + lines, header)
    if found < header.edges:
        raise GraphProblem(header.line, header.text, "fewer", edges=header.edges, found=found)
    del raw, text
    return _without_doubles(header.nodes, *edges)


class _Header(NamedTuple):
    nodes: int
    edges: int
    line: int
    text: str
    end: int


def _header(raw: bytes) -> _Header:
    """The p line, and where the line after it begins."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise GraphProblem(1, "", "utf16")
    line, text = 1, ""
    for line, start, end in _lines(raw):
        words = raw[start:end].split()
        if not words or words[0].startswith(b"c"):
            continue
        text = _shown(raw[start:end])
        if words[0] != b"p":
            raise GraphProblem(line, text, "not_text" if _odd(raw[start:end]) else "no_header")
        sizes = [int(word) for word in words[2:] if word.isdigit() and len(word) <= 18]
        if words[1:2] != [b"edge"] or not len(words) - 2 == len(sizes) == 2 or sizes[0] > MOST_NODES:
            raise GraphProblem(line, text, "header", nodes=MOST_NODES)
        return _Header(sizes[0], sizes[1], line, text, end + 1)
    raise GraphProblem(line, text, "no_header")


def _lines(raw: bytes) -> Iterator[tuple[int, int, int]]:
    """(number, start, end) of each line."""
    start, number = len(UTF8_MARK) if raw.startswith(UTF8_MARK) else 0, 1
    while start < len(raw):
        end = raw.find(b"\n", start)
        end = len(raw) if end < 0 else end
        yield number, start, end
        start, number = end + 1, number + 1


def _odd(line: bytes) -> bool:
    """Whether the line is no text."""
    return line != line.translate(None, CONTROLS)


def _shown(line: bytes) -> str:
    """The beginning of a line, for a message."""
    return line[:SHOWN].decode("utf-8", "replace").strip()


@compiled
def _read_edges(text: Bytes, place: int, nodes: int, edges: Nodes) -> tuple[int, int, int]:
    """Fill in edges, shape (3, edges): first, second, weight, from `place` on.

    Returns how many were read, from how many lines, and where a bad line begins, else -1.
    """
    found, lines = 0, 0
    while place < len(text):
        start, lines = place, lines + 1
        place = _after_blanks(text, place)
        if place < len(text) and text[place] == LETTER_C:
            place = _end_of_line(text, place)
        elif not _ends(text, place):
            if text[place] != LETTER_E or found == edges.shape[1]:
                return found, lines, start
            one, place = _number(text, place + 1)
            other, place = _number(text, place)
            value, place = _number(text, place)
            place = _after_blanks(text, place)
            if min(one, other) < 1 or max(one, other) > nodes or one == other:
                return found, lines, start
            if not 0 <= value <= MOST_WEIGHT or not _ends(text, place):
                return found, lines, start
            edges[0, found], edges[1, found] = min(one, other) - 1, max(one, other) - 1
            edges[2, found] = value
            found += 1
        place += 1
    return found, lines, -1


@compiled
def _number(text: Bytes, place: int) -> tuple[int, int]:
    """The whole number after at least one blank, and where it ends; NO_NUMBER if there is none."""
    start = _after_blanks(text, place)
    end, number = start, 0
    while end < len(text) and ZERO <= text[end] <= NINE:
        number = min(10 * number + (int(text[end]) - ZERO), ENORMOUS)
        end += 1
    return (number if place < start < end else NO_NUMBER), end


@compiled
def _after_blanks(text: Bytes, place: int) -> int:
    while place < len(text) and (text[place] == SPACE or text[place] == TAB or text[place] == RETURN):
        place += 1
    return place


@compiled
def _ends(text: Bytes, place: int) -> bool:
    """Whether a line ends here."""
    return place >= len(text) or text[place] == NEWLINE


@compiled
def _end_of_line(text: Bytes, place: int) -> int:
    while not _ends(text, place):
        place += 1
    return place


def _problem(raw: bytes, start: int, number: int, header: _Header) -> GraphProblem:
    """Why a line is no edge, the first thing that one would mend."""
    end = raw.find(b"\n", start)
    line = raw[start : end if end >= 0 else len(raw)]
    words = line.split()
    wrong = {
        "not_text": _odd(line),
        "second_header": words[:1] == [b"p"],
        "unknown_line": words[:1] != [b"e"],
        "edge": len(words) != 4,
        "node": not all(_within(word, 1, header.nodes) for word in words[1:3]),
        "weight": not all(_within(word, 0, MOST_WEIGHT) for word in words[3:]),
        "loop": len({word.lstrip(b"0") for word in words[1:3]}) == 1,
        "more": True,
    }
    code = next(code for code, holds in wrong.items() if holds)
    details = {"nodes": header.nodes, "edges": header.edges, "weight": MOST_WEIGHT}
    return GraphProblem(number, _shown(line), code, **details)


def _within(word: bytes, least: int, most: int) -> bool:
    digits = word.lstrip(b"0") or b"0"
    return word.isdigit() and len(digits) <= 18 and least <= int(digits) <= most


def _without_doubles(nodes: int, first: Nodes, second: Nodes, weight: Nodes) -> WeightedGraph:
    listed = len(first)
    keys = first * nodes + second
    keys.sort()
    if (keys[1:] == keys[:-1]).any():
        order = np.argsort(first * nodes + second)
        starts = np.flatnonzero(np.diff(keys, prepend=-1))
        weight = np.maximum.reduceat(weight[order], starts)
        first, second = np.divmod(keys[starts], nodes)
    return WeightedGraph(nodes, first, second, weight, listed)


def pairs_text(weight: int, first: Nodes, second: Nodes) -> str:
    """A set of pairs as text: first < second, nodes counted from 0 here and from 1 there."""
    pairs = (
        f"m {one} {other}\n" for one, other in zip((first + 1).tolist(), (second + 1).tolist(), strict=True)
    )
    return f"s {weight}\n" + "".join(pairs)


def read_pairs(path: Path) -> tuple[int, Nodes]:
    """The weight of a set of pairs and the pairs, shape (pairs, 2): nodes from 0, the smaller first.

    Raises GraphProblem, OSError.
    """
    raw = path.read_bytes()
    weights: list[int] = []
    pairs: list[tuple[int, int]] = []
    for number, start, end in _lines(raw):
        words = raw[start:end].split()
        if not words or words[0].startswith(b"c"):
            continue
        numbers = [int(word) - 1 for word in words[1:] if _within(word, 0, ENORMOUS)]
        if words[0] == b"s" and len(words) - 1 == len(numbers) == 1 and not weights:
            weights.append(numbers[0] + 1)
        elif words[0] == b"m" and len(words) - 1 == len(numbers) == 2 and min(numbers) >= 0:
            pairs.append((min(numbers), max(numbers)))
        else:
            raise GraphProblem(number, _shown(raw[start:end]), "pairs")
    if not weights:
        raise GraphProblem(1, "", "pairs")
    return weights[0], np.array(pairs, dtype=np.int64).reshape(-1, 2)
