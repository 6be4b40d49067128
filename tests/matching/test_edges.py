"""Graphs and sets of pairs in plain text: what is read, and what is told of a file that cannot be read."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mutua.matching.edges import MOST_NODES, MOST_WEIGHT, WeightedGraph, pairs_text, read_graph, read_pairs
from mutua.matching.graph_problems import MENDS, GraphProblem

Read = tuple[int, dict[tuple[int, int], int], int]


def graph_of(path: Path, raw: bytes | str) -> WeightedGraph:
    path.write_bytes(raw.encode() if isinstance(raw, str) else raw)
    return read_graph(path)


def edges_of(graph: WeightedGraph) -> list[tuple[int, int, int]]:
    return list(zip(graph.first.tolist(), graph.second.tolist(), graph.weight.tolist(), strict=True))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "graph.edge"


def test_graph_with_comments_and_empty_lines_is_read(path: Path) -> None:
    graph = graph_of(path, "c größer\n\np edge 4 3\ne 1 2 5\nc\n\t e  3\t2 0 \n\ne 4 1 007")
    assert (graph.nodes, graph.listed, edges_of(graph)) == (4, 3, [(0, 1, 5), (1, 2, 0), (0, 3, 7)])


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("last", [True, False])
def test_graph_saved_by_any_editor_is_read(path: Path, mark: bytes, end: bytes, last: bool) -> None:
    lines = [b"p edge 3 2", b"e 1 2 5", b"e 2 3 6"]
    graph = graph_of(path, mark + end.join(lines) + (end if last else b""))
    assert edges_of(graph) == [(0, 1, 5), (1, 2, 6)]


@pytest.mark.parametrize("text", ["p edge 0 0", "p edge 0 0\n", "c\np edge 7 0\nc\n"])
def test_graph_without_edges_is_a_graph(path: Path, text: str) -> None:
    assert edges_of(graph_of(path, text)) == []


def test_edge_that_stands_twice_counts_once_with_the_heavier_weight(path: Path) -> None:
    graph = graph_of(path, "p edge 3 4\ne 2 3 1\ne 1 2 5\ne 2 1 9\ne 1 2 6\n")
    assert (graph.listed, edges_of(graph)) == (4, [(0, 1, 9), (1, 2, 1)])


def test_largest_weight_is_read_to_the_unit(path: Path) -> None:
    assert edges_of(graph_of(path, f"p edge 2 1\ne 1 2 {MOST_WEIGHT}")) == [(0, 1, MOST_WEIGHT)]


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("", 1, "no_header"),
        ("c only\nc words\n", 2, "no_header"),
        ("e 1 2 3\n", 1, "no_header"),
        ("p edge 2\n", 1, "header"),
        ("p edge 2 1 1\n", 1, "header"),
        ("p edge -2 1\n", 1, "header"),
        ("p edge 2.0 1\n", 1, "header"),
        ("p col 2 1\n", 1, "header"),
        (f"p edge {MOST_NODES + 1} 0\n", 1, "header"),
        ("p edge 2 1\np edge 2 1\n", 2, "second_header"),
        ("p edge 2 1\nx 1 2 3\n", 2, "unknown_line"),
        ("p edge 2 1\ne1 2 3\n", 2, "unknown_line"),
        ("p edge 2 1\n\nc\ne 1 2\n", 4, "edge"),
        ("p edge 2 1\ne 1 2 3 4\n", 2, "edge"),
        ("p edge 2 1\ne 1 2 3 # four\n", 2, "edge"),
        ("p edge 2 1\ne 1 3 3\n", 2, "node"),
        ("p edge 2 1\ne 0 2 3\n", 2, "node"),
        ("p edge 2 1\ne one 2 3\n", 2, "node"),
        ("p edge 2 1\ne 1 99999999999999999999 3\n", 2, "node"),
        ("p edge 2 1\ne 2 02 3\n", 2, "loop"),
        ("p edge 2 1\ne 1 2 -3\n", 2, "weight"),
        ("p edge 2 1\ne 1 2 3.5\n", 2, "weight"),
        ("p edge 2 1\ne 1 2 1e3\n", 2, "weight"),
        ("p edge 2 1\ne 1 2 +3\n", 2, "weight"),
        (f"p edge 2 1\ne 1 2 {MOST_WEIGHT + 1}\n", 2, "weight"),
        ("p edge 2 1\ne 1 2 18446744073709551617\n", 2, "weight"),
        ("p edge 3 1\ne 1 2 3\ne 2 3 4\n", 3, "more"),
        ("c\np edge 3 2\ne 1 2 3\n", 2, "fewer"),
        ("p edge 3 888888888888888888\ne 1 2 3\n", 1, "fewer"),
        (b"p edge 2 1\ne 1 2 \x003\n", 2, "not_text"),
        (b"\x7fELF\x02\x01\x01\x00\x00", 1, "not_text"),
        ("p edge 2 1\ne 1 2 3\n".encode("utf-16"), 1, "utf16"),
    ],
)
def test_malformed_graph_is_told_by_line_and_reason(
    path: Path, text: str | bytes, line: int, code: str
) -> None:
    with pytest.raises(GraphProblem) as problem:
        graph_of(path, text)
    assert (problem.value.line, problem.value.code) == (line, code)
    assert problem.value.mend_in("de") != problem.value.mend_in("en")


def test_every_mend_names_only_what_is_given() -> None:
    names = {name for texts in MENDS.values() for text in texts for name in re.findall(r"{(\w*)}", text)}
    assert names == {"nodes", "edges", "weight", "found"}


def read_plainly(text: str) -> Read | None:
    """A second, slow reading: nodes, heaviest weight per edge, edges listed; None if malformed."""
    lines = [
        line for line in text.split("\n") if line.strip(" \t\r") and not line.lstrip(" \t\r").startswith("c")
    ]
    if not lines or not (
        header := re.fullmatch(r"[ \t\r]*p[ \t\r]+edge[ \t\r]+(\d+)[ \t\r]+(\d+)[ \t\r]*", lines[0])
    ):
        return None
    nodes, listed = map(int, header.groups())
    found: dict[tuple[int, int], int] = {}
    for line in lines[1:]:
        edge = re.fullmatch(r"[ \t\r]*e[ \t\r]+(\d+)[ \t\r]+(\d+)[ \t\r]+(\d+)[ \t\r]*", line, re.ASCII)
        if not edge:
            return None
        one, other, weight = map(int, edge.groups())
        if not (1 <= one <= nodes and 1 <= other <= nodes and one != other and weight <= MOST_WEIGHT):
            return None
        key = (min(one, other) - 1, max(one, other) - 1)
        found[key] = max(found.get(key, 0), weight)
    return (nodes, found, listed) if listed == len(lines) - 1 else None


BLANK = st.sampled_from([" ", " ", " ", "\t", "  ", "\r", ""])
WORD = st.sampled_from(
    ["1", "2", "3", "4", "0", "007", "-1", "2.5", "x", "1" * 25, str(MOST_WEIGHT), "e", ""]
)
LETTER = st.sampled_from(["e", "e", "e", "e", "c", "p", "", "x", "é"])
LINE = st.builds(
    lambda letter, parts: letter + "".join(blank + word for blank, word in parts),
    LETTER,
    st.lists(st.tuples(BLANK, WORD), min_size=2, max_size=4),
) | st.builds("e {} {} {}".format, st.integers(1, 4), st.integers(1, 4), st.integers(0, 9))


@settings(max_examples=500, deadline=None)
@given(st.lists(LINE, max_size=6), st.sampled_from(["\n", "\r\n"]), st.integers(0, 20))
def test_any_lines_are_read_as_a_plain_reader_does_or_refused(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], end: str, cut: int
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.edge"
    edges = sum(not line.strip(" \t\r").startswith("c") for line in lines if line.strip(" \t\r"))
    text = end.join([f"p edge 4 {edges}", *lines])
    text = text[: max(len(text) - max(cut - 10, 0), 0)]
    expected = read_plainly(text)
    try:
        graph = graph_of(path, text)
    except GraphProblem:
        assert expected is None
    else:
        assert (graph.nodes, {(a, b): w for a, b, w in edges_of(graph)}, graph.listed) == expected


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=60), st.booleans())
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes, headed: bool
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.edge"
    with suppress(GraphProblem):
        graph = graph_of(path, b"p edge 2 1\n" * headed + raw)
        assert len(graph.first) <= graph.listed


def test_pairs_are_read_as_they_were_written(path: Path) -> None:
    graph = graph_of(path, "p edge 4 2\ne 1 3 5\ne 2 4 6\n")
    path.write_text(pairs_text(11, graph.first, graph.second), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == "s 11\nm 1 3\nm 2 4\n"
    weight, pairs = read_pairs(path)
    assert (weight, pairs.tolist()) == (11, [[0, 2], [1, 3]])


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("m 1 2\n", 1),
        ("s 1\ns 1\n", 2),
        ("s 1\nm 1\n", 2),
        ("s -1\n", 1),
        ("s 0\nm 0 1\n", 2),
        ("x\n", 1),
    ],
)
def test_malformed_pairs_are_told_by_line(path: Path, text: str, line: int) -> None:
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GraphProblem) as problem:
        read_pairs(path)
    assert (problem.value.line, problem.value.code) == (line, "pairs")
