"""Pairs and trios together: who gets a tandem when three may form one (CONTRACT §3.3, point 4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mutua.matching.candidates import CandidateGraph
from mutua.matching.criteria import People
from mutua.matching.packing import FEW_PEOPLE, Packing, best_of_each, late, pack
from mutua.matching.pool import Pool
from mutua.matching.trios import TrioFits, candidate_trios, trio_fits

BestPairs = Callable[[NDArray[np.intp], NDArray[np.int64]], NDArray[np.intp]]
"""(edges of the graph that may be taken, room left per person) → those of the best set of pairs."""
EDGES_EACH = 10
"""Of each of many people, so many pairs may be opened again."""


@dataclass(frozen=True)
class Plan:
    """Chosen edges of the graph and chosen trios."""

    edges: NDArray[np.intp]
    trios: TrioFits

    def tandems_each(self, graph: CandidateGraph) -> NDArray[np.int64]:
        """In how many tandems each person is, shape (people,)."""
        members = np.concatenate([*self.pairs(graph), self.trios.members.ravel()])
        return np.bincount(members, minlength=graph.people).astype(np.int64)

    def pairs(self, graph: CandidateGraph) -> tuple[People, People]:
        """The two people of each pair."""
        return graph.first[self.edges], graph.second[self.edges]

    def weight(self, graph: CandidateGraph) -> int:
        """Of the pairs and trios together."""
        return int(graph.weight[self.edges].sum() + self.trios.weights().sum())

    def rank(self, graph: CandidateGraph) -> tuple[int, int, int]:
        """What decides between plans: people with a tandem, then tandems, then weight."""
        placed = int((self.tandems_each(graph) > 0).sum())
        return placed, len(self.edges) + len(self.trios.fit), self.weight(graph)


def without_tandem(pool: Pool, graph: CandidateGraph, plan: Plan) -> People:
    """Who has room and is in none of the plan's tandems."""
    return np.flatnonzero((plan.tandems_each(graph) == 0) & (pool.capacity > 0))


def with_trios(
    pool: Pool,
    graph: CandidateGraph,
    alone: Plan,
    best_pairs: BestPairs,
    *,
    locked: NDArray[np.intp],
    consent: NDArray[np.bool_],
    deadline: float | None = None,
) -> tuple[Plan, int]:
    """The best of pairs alone and mixes with trios, and a bound on how few people can be left waiting.

    `alone` is the optimum of pairs alone, unless a `deadline` (a moment of time.monotonic()) ended it early.
    `best_pairs` solves the pairs anew around the trios found.
    """
    if late(deadline):
        return alone, _without_any_edge(pool, graph)
    held = Plan(locked, TrioFits.none()).tandems_each(graph)
    able = np.flatnonzero(consent & (pool.capacity > held) & (held == 0))
    waiting = without_tandem(pool, graph, alone)
    members, weight = candidate_trios(pool, able, waiting=waiting, pairs=alone.pairs(graph))
    if not len(members):
        return alone, len(waiting)
    free = np.setdiff1d(_edges_to_open(graph, alone), locked)
    roomy = pool.capacity > held
    free = free[roomy[graph.first[free]] & roomy[graph.second[free]]]  # the settled get nobody else
    packing = _packing(graph, free, (members, weight), pool.capacity, held)
    columns, bound = pack(packing, np.flatnonzero(np.isin(free, alone.edges)), deadline=deadline)
    trios = trio_fits(pool, members[columns[columns >= len(free)] - len(free)])
    packed = Plan(np.sort(np.append(locked, free[columns[columns < len(free)]])), trios)
    anew = pairs_beside(pool, graph, best_pairs, locked, trios)
    least = int(((pool.capacity > 0) & (held == 0)).sum()) - bound
    return _best_plan(graph, [alone, packed, anew]), least


def _packing(
    graph: CandidateGraph,
    edges: NDArray[np.intp],
    trios: tuple[NDArray[np.intp], NDArray[np.int64]],
    capacity: NDArray[np.int64],
    held: NDArray[np.int64],
) -> Packing:
    """These edges as columns, then the trios (members and weights); held: tandems that are settled."""
    return Packing(
        members=np.concatenate([_as_columns(graph)[edges], trios[0]]),
        weight=np.concatenate([graph.weight[edges], trios[1]]),
        room=capacity - held,
        placed=held > 0,
        in_trio=np.zeros(len(held), dtype=np.bool_),
    )


def _best_plan(graph: CandidateGraph, plans: list[Plan]) -> Plan:
    """The best of those in which no two people are in a pair and a trio together."""
    fine = [plan for plan in plans if not _within_a_trio(graph, plan.trios)[plan.edges].any()]
    return max(fine, key=lambda plan: plan.rank(graph))


def _without_any_edge(pool: Pool, graph: CandidateGraph) -> int:
    """How many people with room nobody could be paired with."""
    edges = np.bincount(np.append(graph.first, graph.second), minlength=graph.people)
    return int(((edges == 0) & (pool.capacity > 0)).sum())


def _edges_to_open(graph: CandidateGraph, alone: Plan) -> NDArray[np.intp]:
    """All edges of few people; of many, those chosen already and the best of each person."""
    if graph.people <= FEW_PEOPLE:
        return np.arange(len(graph.weight))
    weight = graph.weight.astype(np.float64)
    return np.union1d(alone.edges, best_of_each(_as_columns(graph), weight, graph.people, EDGES_EACH))


def _as_columns(graph: CandidateGraph) -> NDArray[np.intp]:
    return np.stack([graph.first, graph.second, np.full(len(graph.weight), -1)], axis=1)


def pairs_beside(
    pool: Pool, graph: CandidateGraph, best_pairs: BestPairs, locked: NDArray[np.intp], trios: TrioFits
) -> Plan:
    """The locked pairs, the given trios, and the best pairs for the room they leave.

    No two people are in a pair and a trio together.
    """
    held = Plan(locked, trios).tandems_each(graph)
    closed = _within_a_trio(graph, trios)
    closed[locked] = True
    chosen = best_pairs(np.flatnonzero(~closed), pool.capacity - held)
    return Plan(np.sort(np.append(locked, chosen)), trios)


def _within_a_trio(graph: CandidateGraph, trios: TrioFits) -> NDArray[np.bool_]:
    """Which edges join two members of one trio (nobody is in two)."""
    trio_of = np.full(graph.people, -1)
    trio_of[trios.members.ravel()] = np.repeat(np.arange(len(trios.members)), 3)
    within: NDArray[np.bool_] = trio_of[graph.first] == trio_of[graph.second]
    return within & (trio_of[graph.first] >= 0)
