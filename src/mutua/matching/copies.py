"""People with room for two tandems as nodes with room for one, and back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mutua.matching.sorting import sorted_by

Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class NodeGraph:
    """Nodes with room for one each, as Proof describes them.

    owner: (nodes,), a person or -1; first, second, edge: (node edges,), which nodes they join and which
    edge they stand for; gates: (gates, 3), an edge, its near and its far node.
    """

    owner: Whole
    first: Whole
    second: Whole
    edge: Whole
    gates: Whole


def node_graph(first: Whole, second: Whole, capacity: Whole, gated: Flags, order: Whole | None) -> NodeGraph:
    """Lay out nodes in the order of people, and their edges in the order of nodes, so that nothing depends
    on how people or edges are numbered; without an order, people stay as they are. `gated`: which edges
    must be held to once.
    """
    if order is None:
        if (capacity == 1).all():
            return NodeGraph(
                np.arange(len(capacity)), first, second, np.arange(len(first)), np.empty((0, 3), np.int64)
            )
        order = np.arange(len(capacity))
    owner = np.repeat(order, capacity[order])
    start = np.zeros(len(capacity), dtype=np.int64)
    start[order] = np.cumsum(capacity[order]) - capacity[order]
    gates = _gates(np.flatnonzero(gated), start[first], start[second], len(owner))
    parts = _between_gates(gates, start[first[gates[:, 0]]], start[second[gates[:, 0]]])
    for copy in range(2):
        for other_copy in range(2):
            there = ~gated & (capacity[first] > copy) & (capacity[second] > other_copy)
            parts.append(
                (start[first[there]] + copy, start[second[there]] + other_copy, np.flatnonzero(there))
            )
    one, other, edge = (np.concatenate(column) for column in zip(*parts, strict=True))
    low, high = np.minimum(one, other), np.maximum(one, other)
    sorted_ = sorted_by(low, sorted_by(high, np.arange(len(high))))
    return NodeGraph(
        owner=np.concatenate([owner, np.full(2 * len(gates), -1)]),
        first=low[sorted_],
        second=high[sorted_],
        edge=edge[sorted_],
        gates=gates,
    )


def _gates(edges: Whole, start_first: Whole, start_second: Whole, nodes: int) -> Whole:
    """Two new nodes per gated edge, in an order that follows the people's."""
    low = np.minimum(start_first[edges], start_second[edges])
    high = np.maximum(start_first[edges], start_second[edges])
    edges = edges[np.lexsort((high, low))]
    near = nodes + 2 * np.arange(len(edges))
    swap = start_first[edges] > start_second[edges]
    return np.stack([edges, near + swap, near + ~swap], axis=1)


def _between_gates(gates: Whole, start_first: Whole, start_second: Whole) -> list[tuple[Whole, Whole, Whole]]:
    """A gate stands between people with room for two, so both have two nodes."""
    edge, near, far = gates.T
    parts = [(near, far, edge)]
    for copy in range(2):
        parts += [(start_first + copy, near, edge), (start_second + copy, far, edge)]
    return parts


def taken_twice(nodes: NodeGraph, partner: NDArray[np.int64]) -> Whole:
    """Edges that the matching takes for two pairs of nodes at once."""
    chosen = nodes.edge[_chosen(nodes, partner) & _joins_people(nodes)]
    edges, times = np.unique(chosen, return_counts=True)
    twice: Whole = edges[times > 1]
    return twice


def edges_taken(nodes: NodeGraph, partner: NDArray[np.int64]) -> NDArray[np.intp]:
    """Edge numbers of the matching, rising. A gate counts where it is open on both sides."""
    direct = nodes.edge[_chosen(nodes, partner) & _joins_people(nodes)]
    edge, near, far = nodes.gates.T
    taken = (partner[near] >= 0) & (partner[far] >= 0) & (partner[near] != far)
    return np.sort(np.concatenate([direct, edge[taken]])).astype(np.intp)


def _chosen(nodes: NodeGraph, partner: NDArray[np.int64]) -> Flags:
    chosen: Flags = partner[nodes.first] == nodes.second
    return chosen


def _joins_people(nodes: NodeGraph) -> Flags:
    joins: Flags = (nodes.owner[nodes.first] >= 0) & (nodes.owner[nodes.second] >= 0)
    return joins
