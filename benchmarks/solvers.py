"""Each engine on one graph, run by benchmarks.child: what it found, and the seconds of solving alone.

Reading the file, building the engine's own form of the graph from it and, for ours, loading the compiled code
are not counted. A graph is the path of an .npz of benchmarks.graphs. `first`: what is maximised first, pairs
(`cardinality`) or weight (`weight`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.graphs import Edges

Answer = dict[str, Any]


def make(family: str, people: int) -> Answer:
    """Draw a graph into the cache, or find it there."""
    from benchmarks.graphs import graph_file

    edges = Edges.load(graph_file(family, people))
    return {"edges": len(edges.weight), "most": int(_degrees(edges).max(initial=0))}


def reference() -> Answer:
    """Always the same work: sort and gather two million numbers, bound by memory as matching is."""
    numbers = np.random.default_rng(0).integers(0, 1 << 40, 2_000_000)
    return _timed(lambda: {"sum": int(numbers[np.argsort(numbers, kind="stable")][::2].sum() % 1000)})


def mutua(graph: str, first: str, seconds: float | None = None) -> Answer:
    """Ours; with `seconds` it stops by then and says how far from the best it can be at most."""
    from mutua.matching.optimum import Graph, optimum

    edges = Edges.load(Path(graph))

    def solve(edges: Edges, until: float | None) -> Any:
        ones = np.ones(edges.people, dtype=np.int64)
        inner = Graph(edges.first.astype(np.intp), edges.second.astype(np.intp), edges.weight, ones)
        return optimum(inner, cardinality_first=first == "cardinality", deadline=until)

    solve(_tiny(), None)  # loads the compiled code
    until = None if seconds is None else time.monotonic() + seconds
    found: list[Any] = []
    answer = _timed(lambda: found.append(solve(edges, until)) or {})
    best = found[0]
    counted = _counted(edges, zip(edges.first[best.edges], edges.second[best.edges], strict=True))
    if counted["weight"] != best.weight:
        raise ValueError("the optimum does not weigh what it says")
    return answer | counted | {"upper_bound": best.upper_bound, "exact": bool(best.exact)}


def rustworkx(graph: str, first: str) -> Answer:
    import rustworkx

    edges = Edges.load(Path(graph))
    net = rustworkx.PyGraph()
    net.add_nodes_from(range(edges.people))
    net.add_edges_from(list(_triples(edges)))
    return _peer(
        edges,
        lambda: rustworkx.max_weight_matching(net, max_cardinality=first == "cardinality", weight_fn=int),
    )


def networkx(graph: str, first: str) -> Answer:
    import networkx as nx

    edges = Edges.load(Path(graph))
    net = nx.Graph()
    net.add_weighted_edges_from(_triples(edges))
    return _peer(edges, lambda: nx.max_weight_matching(net, maxcardinality=first == "cardinality"))


def export(graph: str, binary: str) -> Answer:
    """Write a graph as benchmarks/lemon/matching.cpp reads it."""
    edges = Edges.load(Path(graph))
    with Path(binary).open("wb") as file:
        sizes = np.array([edges.people, len(edges.weight)], dtype=np.int64)
        file.writelines(column.tobytes() for column in (sizes, edges.first, edges.second, edges.weight))
    return {"edges": len(edges.weight)}


def _tiny() -> Edges:
    """A triangle with a tail, so that also what concerns odd rings is loaded."""
    first, second = np.array([0, 0, 1, 2], dtype=np.int32), np.array([1, 2, 2, 3], dtype=np.int32)
    return Edges(4, first, second, np.array([9, 9, 9, 1], dtype=np.int64))


def _peer(edges: Edges, solve: Callable[[], Iterable[tuple[int, int]]]) -> Answer:
    found: list[Any] = []
    answer = _timed(lambda: found.append(solve()) or {})
    return answer | _counted(edges, found[0])


def _timed(work: Callable[[], Answer]) -> Answer:
    cpu, wall = time.process_time(), time.perf_counter()
    answer = work()
    return answer | {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}


def _counted(edges: Edges, pairs: Iterable[tuple[int, int]]) -> Answer:
    """Count pairs and weight ourselves; raises ValueError unless they are a matching of the graph."""
    chosen = np.sort(np.array([(int(one), int(other)) for one, other in pairs]).reshape(-1, 2), axis=1)
    if len(np.unique(chosen)) != chosen.size:
        raise ValueError("somebody is in two pairs")
    keys = edges.first.astype(np.int64) * edges.people + edges.second
    wanted = chosen[:, 0] * edges.people + chosen[:, 1]
    places = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    if not np.array_equal(keys[places], wanted):
        raise ValueError("a pair is not an edge")
    return {"pairs": len(chosen), "weight": int(edges.weight[places].sum())}


def _triples(edges: Edges) -> Iterable[tuple[int, int, int]]:
    return zip(edges.first.tolist(), edges.second.tolist(), edges.weight.tolist(), strict=True)


def _degrees(edges: Edges) -> np.ndarray:
    return np.bincount(np.concatenate([edges.first, edges.second]), minlength=edges.people)
