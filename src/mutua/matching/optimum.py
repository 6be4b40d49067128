"""The best set of pairs, with the prices that prove it (CONTRACT §3.3, point 3)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mutua.matching.blossom.certificate import Certificate
from mutua.matching.blossom.solve import Solved, solve
from mutua.matching.copies import NodeGraph, edges_taken, node_graph, taken_twice
from mutua.matching.progress import Progress, silent

Whole = NDArray[np.int64]
People = NDArray[np.intp]


@dataclass(frozen=True)
class Graph:
    """Edges (first, second), none twice, with whole weights ≥ 0 and a capacity per person, 0 to 2."""

    first: People
    second: People
    weight: Whole
    capacity: Whole


@dataclass(frozen=True)
class Proof:
    """Prices that no matching can beat: the dual of the linear programme of J. Edmonds (1965).

    They hold for the *node graph*: a person with room for two is two nodes, each edge joins every node of
    its first with every node of its second person. Where that let two people pair twice, their edge has a
    gate instead, two nodes of its own: every node of the first – near – far – every node of the second,
    three kinds of edges of the same weight. A gate taken the closed way (near – far) adds that weight to
    the matching without a pair, the open way one weight more and the pair.

    scale: a price of `scale` is worth one of weight; bonus: added to each weight, so that more pairs win
    (0 if only weight counts); owner: (nodes,), the person, -1 for gates; gates: (gates, 3), edge, near,
    far; price: (nodes,) ≥ 0; group_price: (groups,) ≥ 0; around: (nodes + groups,), the group that most
    closely holds a node or a group (its number counted on from the nodes), -1 if none.

    Feasible: price[u] + price[v] + the prices of all groups that hold both ≥ scale · (weight + bonus) on
    every edge. Then no matching of the node graph weighs more than bound().
    """

    scale: int
    bonus: int
    owner: Whole
    gates: Whole
    price: Whole
    group_price: Whole
    around: Whole

    def bound(self) -> int:
        """(Σ price + Σ group_price · half of its nodes, rounded down) / scale, rounded down."""
        certificate = Certificate(self.price, self.group_price, self.around, self.group_sizes())
        return certificate.bound() // self.scale

    def group_sizes(self) -> Whole:
        """How many nodes each group holds."""
        nodes = len(self.price)
        sizes = np.zeros(len(self.group_price), np.int64)
        level = self.around[:nodes]
        while (level >= 0).any():
            level = level[level >= 0]
            sizes += np.bincount(level - nodes, minlength=len(sizes))
            level = self.around[level]
        return sizes


@dataclass(frozen=True)
class Optimum:
    """edges: numbers of those chosen, rising; weight: their total.

    upper_bound: no matching of as many pairs (where more pairs come first; else, none at all) weighs more.
    most_pairs: no matching has more. exact: weight and number of pairs are the best there are.
    """

    edges: NDArray[np.intp]
    weight: int
    upper_bound: int
    most_pairs: int
    exact: bool
    proof: Proof


def optimum(
    graph: Graph,
    *,
    cardinality_first: bool = True,
    order: People | None = None,
    deadline: float | None = None,
    progress: Progress = silent,
) -> Optimum:
    """The heaviest set of edges, among the largest sets if `cardinality_first`, in which nobody exceeds
    their capacity and no pair is taken twice.

    `order` lists all people; it decides between equally good answers instead of their numbers, so that
    the answer does not depend on how the input was sorted. deadline: see blossom.solve. Raises
    OverflowError where weights are too large to be exact.
    """
    bonus = _bonus(graph) if cardinality_first else 0
    gated = np.zeros(len(graph.weight), dtype=np.bool_)
    while True:
        nodes = node_graph(graph.first, graph.second, graph.capacity, gated, order)
        value = graph.weight[nodes.edge] + bonus
        solved = solve(
            len(nodes.owner), nodes.first, nodes.second, value, deadline=deadline, progress=progress
        )
        twice = taken_twice(nodes, solved.partner)
        if not len(twice):
            return _optimum(graph, nodes, solved, bonus, cardinality_first=cardinality_first)
        gated[twice] = True


def _bonus(graph: Graph) -> int:
    """More than any exchange of weights can outweigh: one pair more always wins."""
    if not len(graph.weight):
        return 0
    spread = int(graph.weight.max()) - int(graph.weight.min())
    return int(graph.capacity.sum()) // 2 * spread + 1


def _optimum(
    graph: Graph, nodes: NodeGraph, solved: Solved, bonus: int, *, cardinality_first: bool
) -> Optimum:
    edges = edges_taken(nodes, solved.partner)
    proof = Proof(
        scale=solved.scale,
        bonus=bonus,
        owner=nodes.owner,
        gates=nodes.gates,
        price=solved.certificate.price,
        group_price=solved.certificate.group_price,
        around=solved.certificate.around,
    )
    # Each gate adds the value of its edge once, whatever is chosen.
    bound = proof.bound() - int((graph.weight[nodes.gates[:, 0]] + bonus).sum())
    lightest = int(graph.weight.min(initial=0)) + bonus if len(graph.weight) else 1
    most_pairs = min(int(graph.capacity.sum()) // 2, bound // max(1, lightest))
    weight = int(graph.weight[edges].sum())
    return Optimum(
        edges=edges,
        weight=weight,
        upper_bound=bound - bonus * len(edges),
        most_pairs=most_pairs,
        exact=solved.exact,
        proof=proof,
    )
