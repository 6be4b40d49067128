"""The best set of pairs, with the prices that prove it (CONTRACT §3.3, point 3)."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from mutua.matching.blossom.certificate import Certificate
from mutua.matching.blossom.solve import Solved, most, solve
from mutua.matching.copies import NodeGraph, edges_taken, node_graph, taken_twice
from mutua.matching.progress import Progress, silent

Whole = NDArray[np.int64]
People = NDArray[np.intp]


FIRST_BONUS = 2
"""Times the range of weights: what one pair more is worth at first; mostly enough for as many as can be."""
MORE_BONUS = 8


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
    its first with every node of its second person. Where that could let two people pair twice, their edge
    has a gate instead, two nodes of its own: every node of the first – near – far – every node of the
    second, three kinds of edges of the same weight. A gate taken the closed way (near – far) adds that
    weight to the matching without a pair, the open way one weight more and the pair.

    scale: a price of `scale` is worth one of weight; bonus: added to each weight, so that more pairs win
    (0 if only weight counts); owner: (nodes,), the person, -1 for gates; gates: (gates, 3), edge, near,
    far; price: (nodes,) ≥ 0; group_price: (groups,) ≥ 0; around: (nodes + groups,), the group that most
    closely holds a node or a group (its number counted on from the nodes), -1 if none; group_size:
    (groups,), nodes in each, an odd number.

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
    group_size: Whole

    def bound(self) -> int:
        """(Σ price + Σ group_price · half of its nodes, rounded down) / scale, rounded down."""
        certificate = Certificate(self.price, self.group_price, self.around, self.group_size)
        return certificate.bound() // self.scale


@dataclass(frozen=True)
class Optimum:
    """edges: numbers of those chosen, rising; weight: their total.

    upper_bound: no matching of at least as many pairs (or of any, where only weight counts) weighs more.
    most_pairs: no matching has more; everyone with an edge, by twos, or proven by `pairs_proof`, whose
    bound it is: a proof for the same graph with all weights 0 and a bonus of 1. exact: the number of pairs
    (where it comes first) and the weight are the best there are.
    """

    edges: NDArray[np.intp]
    weight: int
    upper_bound: int
    most_pairs: int
    exact: bool
    proof: Proof
    pairs_proof: Proof | None


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
    run = _Run(graph, order, _gated_at_first(graph), deadline, progress)
    if not cardinality_first:
        return run.best(0)[0]
    spread = int(np.ptp(graph.weight)) if len(graph.weight) else 0
    bonus = FIRST_BONUS * max(1, spread)
    found, partner = run.best(bonus)
    if len(found.edges) == found.most_pairs or run.is_over():
        return replace(found, exact=found.exact and len(found.edges) == found.most_pairs)
    while True:
        pairs_proof = run.counted(partner)
        most_pairs = pairs_proof.bound() - len(pairs_proof.gates)
        if len(found.edges) == most_pairs or run.is_over():
            break
        bonus *= MORE_BONUS
        found, partner = run.best(bonus)
    exact = found.exact and len(found.edges) == most_pairs
    return replace(found, most_pairs=most_pairs, pairs_proof=pairs_proof, exact=exact)


def _gated_at_first(graph: Graph) -> NDArray[np.bool_]:
    """Edges between two people with room for two, any of which may be taken twice, unless they are many.

    Gates cost little, solving again does; but each gate is two nodes more.
    """
    two = graph.capacity == 2
    between: NDArray[np.bool_] = two[graph.first] & two[graph.second]
    return between if between.sum() <= graph.capacity.sum() else np.zeros_like(between)


@dataclass(frozen=True)
class _Run:
    """What all attempts at one optimum have in common. gated: edges that may not be taken twice any more."""

    graph: Graph
    order: People | None
    gated: NDArray[np.bool_]
    deadline: float | None
    progress: Progress

    def is_over(self) -> bool:
        return self.deadline is not None and time.monotonic() >= self.deadline

    def best(self, bonus: int) -> tuple[Optimum, Whole]:
        """The best set of edges when each weighs `bonus` more, and the partner of each node.

        Nobody is paired twice with the same person: whoever would be gets a gate, and all is solved again.
        """
        while True:
            nodes = self._nodes()
            solved = solve(
                len(nodes.owner),
                nodes.first,
                nodes.second,
                self.graph.weight[nodes.edge] + bonus,
                deadline=self.deadline,
                progress=self.progress,
            )
            if not self._gate(taken_twice(nodes, solved.partner)):
                return _optimum(self.graph, nodes, solved, bonus), solved.partner

    def counted(self, partner: Whole) -> Proof:
        """How many pairs there can be, from the partner of each node after `best`.

        Whoever would be paired twice for that gets a gate for the next time; the bound holds all the same.
        """
        nodes = self._nodes()
        solved = most(
            len(nodes.owner),
            nodes.first,
            nodes.second,
            partner,
            deadline=self.deadline,
            progress=self.progress,
        )
        self._gate(taken_twice(nodes, solved.partner))
        return _proof(nodes, solved, bonus=1)

    def _nodes(self) -> NodeGraph:
        return node_graph(self.graph.first, self.graph.second, self.graph.capacity, self.gated, self.order)

    def _gate(self, edges: Whole) -> bool:
        """Give these edges gates; whether any of them is new."""
        new = bool((~self.gated[edges]).any())
        self.gated[edges] = True
        return new


def _proof(nodes: NodeGraph, solved: Solved, bonus: int) -> Proof:
    certificate = solved.certificate
    return Proof(
        scale=solved.scale,
        bonus=bonus,
        owner=nodes.owner,
        gates=nodes.gates,
        price=certificate.price,
        group_price=certificate.group_price,
        around=certificate.around,
        group_size=certificate.group_size,
    )


def _optimum(graph: Graph, nodes: NodeGraph, solved: Solved, bonus: int) -> Optimum:
    edges = edges_taken(nodes, solved.partner)
    proof = _proof(nodes, solved, bonus)
    # Each gate adds the value of its edge once, whatever is chosen.
    bound = proof.bound() - int((graph.weight[nodes.gates[:, 0]] + bonus).sum())
    return Optimum(
        edges=edges,
        weight=int(graph.weight[edges].sum()),
        upper_bound=bound - bonus * len(edges),
        most_pairs=_most_pairs(graph),
        exact=solved.exact,
        proof=proof,
        pairs_proof=None,
    )


def _most_pairs(graph: Graph) -> int:
    """Everyone with an edge, as often as they have room and others, by twos."""
    both = np.concatenate([graph.first, graph.second])
    others = np.bincount(both, minlength=len(graph.capacity))
    return int(np.minimum(others, graph.capacity).sum()) // 2
