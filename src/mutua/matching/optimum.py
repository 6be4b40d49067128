"""The best set of pairs: as many as possible, then the heaviest, exactly (CONTRACT §3.3, point 3)."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import rustworkx
from numpy.typing import NDArray

from mutua.matching.criteria import People

TIE_BITS = 40
Copies = list[list[int]]


@dataclass(frozen=True)
class Graph:
    """Edges (first, second) with integer weights ≥ 1 and a capacity per person, 0 to 2."""

    first: People
    second: People
    weight: NDArray[np.int64]
    capacity: NDArray[np.int64]


def optimum(graph: Graph, tie_breaks: NDArray[np.int64]) -> NDArray[np.intp]:
    """Edge numbers of the heaviest among the largest sets in which nobody exceeds their capacity.

    No pair is taken twice. `tie_breaks`, in [0, 2**40) per edge, decides between equal weights, so that
    the answer does not depend on the order of the input. Exact: the total is its own upper bound.

    A person with capacity 2 is two nodes. Two such people could then be paired twice; where that happens,
    the pair is put behind a gate that opens once, and the graph is solved again. Each round solves a
    relaxation, so the first answer without a double is the optimum.
    """
    values = _values(graph, tie_breaks)
    gated: set[int] = set()
    while True:
        chosen = _solve(graph, values, gated)
        doubles = {edge for edge, times in chosen.items() if times > 1}
        if not doubles:
            return np.array(sorted(chosen), dtype=np.intp)
        gated |= doubles


def _values(graph: Graph, tie_breaks: NDArray[np.int64]) -> list[int]:
    """One whole number per edge that orders sets by size, then weight, then tie-break."""
    most_pairs = int(graph.capacity.sum()) // 2 + 1
    per_pair = most_pairs * (int(graph.weight.max(initial=0)) + 1)
    scale = most_pairs << TIE_BITS
    return [
        (per_pair + weight) * scale + tie
        for weight, tie in zip(graph.weight.tolist(), tie_breaks.tolist(), strict=True)
    ]


def _solve(graph: Graph, values: list[int], gated: set[int]) -> dict[int, int]:
    """How often each edge is taken when only the gated ones are held to once."""
    net = rustworkx.PyGraph()
    copies: Copies = [list(net.add_nodes_from([None] * int(room))) for room in graph.capacity]
    gates: dict[int, tuple[int, int]] = {}
    owner: dict[tuple[int, int], int] = {}
    pairs = zip(graph.first.tolist(), graph.second.tolist(), values, strict=True)
    for edge, (one, other, value) in enumerate(pairs):
        if edge in gated:
            gates[edge] = _add_gate(net, copies[one], copies[other], value)
            continue
        for a in copies[one]:
            for b in copies[other]:
                net.add_edge(a, b, value)
                owner[min(a, b), max(a, b)] = edge
    matched = rustworkx.max_weight_matching(net, weight_fn=int)
    return _decode(matched, owner, gates)


def _add_gate(net: rustworkx.PyGraph, one: list[int], other: list[int], value: int) -> tuple[int, int]:
    """Closed, the two gate nodes are matched with each other; open, one with each person: one value more."""
    near, far = net.add_node(None), net.add_node(None)
    net.add_edge(near, far, value)
    for copy in one:
        net.add_edge(copy, near, value)
    for copy in other:
        net.add_edge(copy, far, value)
    return near, far


def _decode(
    matched: set[tuple[int, int]], owner: dict[tuple[int, int], int], gates: dict[int, tuple[int, int]]
) -> dict[int, int]:
    partner = {a: b for pair in matched for a, b in (pair, pair[::-1])}
    times: dict[int, int] = {}
    for a, b in matched:
        edge = owner.get((min(a, b), max(a, b)))
        if edge is not None:
            times[edge] = times.get(edge, 0) + 1
    for edge, (near, far) in gates.items():
        if near in partner and far in partner and partner[near] != far:
            times[edge] = 1
    return times


def tie_breaks(ids: tuple[str, ...], first: People, second: People, seed: int) -> NDArray[np.int64]:
    """A number in [0, 2**40) per pair that depends only on the two ids and the seed, not on their order."""
    keys = np.array([_hash(f"{seed}:{person}") for person in ids], dtype=np.uint64)
    mixed = keys[first] + keys[second]
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    return (mixed >> np.uint64(64 - TIE_BITS)).astype(np.int64)


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")
