"""Two aims held side by side: the best fits for all together, or first the best for whoever is worst off."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mutua.matching.candidates import CandidateGraph
from mutua.matching.mixing import Plan
from mutua.matching.optimum import Graph, optimum

Edges = NDArray[np.intp]
Room = NDArray[np.int64]


@dataclass(frozen=True)
class Outcome:
    """What one aim leads to: fits from 0 to 1, `sum` over all pairs; blocking_pairs: see `blocking_pairs`."""

    smallest_fit: float
    sum: float
    blocking_pairs: int


@dataclass(frozen=True)
class Fairness:
    """Both aims on the same people, before any trio: the root of the fit, and the smallest fit first."""

    by_root: Outcome
    smallest_first: Outcome


def outcome(graph: CandidateGraph, plan: Plan, capacity: Room) -> Outcome:
    """What the pairs of a plan come to; a smallest fit of 0 if there are none."""
    fit = graph.fit[plan.edges]
    smallest = float(fit.min()) if len(fit) else 0.0
    return Outcome(smallest, float(fit.sum()), blocking_pairs(graph, plan, capacity))


def highest_floor(graph: CandidateGraph, edges: Edges, room: Room) -> Edges:
    """Those of the edges that fit well enough, with the floor as high as it can be without a pair fewer.

    The fewest waiting comes first; then nobody's fit shall be smaller than need be.
    """
    floors = np.unique(graph.fit[edges])
    most = _number_of_pairs(graph, edges, room)
    low, high = 0, len(floors)
    while high - low > 1:
        middle = (low + high) // 2
        above = edges[graph.fit[edges] >= floors[middle]]
        if _number_of_pairs(graph, above, room) == most:
            low = middle
        else:
            high = middle
    return edges[graph.fit[edges] >= floors[low]] if len(floors) else edges


def _number_of_pairs(graph: CandidateGraph, edges: Edges, room: Room) -> int:
    ones = np.ones(len(edges), dtype=np.int64)
    alike = Graph(graph.first[edges], graph.second[edges], ones, room)
    return len(optimum(alike, cardinality_first=False).edges)


def blocking_pairs(graph: CandidateGraph, plan: Plan, capacity: Room) -> int:
    """Pairs not chosen in which both would gain on their worst tandem, or have room left: a diagnostic."""
    worst = np.full(graph.people, np.inf)
    chosen = np.zeros(len(graph.weight), dtype=np.bool_)
    chosen[plan.edges] = True
    for people in (graph.first[chosen], graph.second[chosen]):
        np.minimum.at(worst, people, graph.fit[chosen])
    np.minimum.at(worst, plan.trios.members.ravel(), np.repeat(plan.trios.fit, 3))
    worst[plan.tandems_each(graph) < capacity] = -1.0
    gains = (graph.fit > worst[graph.first]) & (graph.fit > worst[graph.second])
    return int((gains & ~chosen).sum())
