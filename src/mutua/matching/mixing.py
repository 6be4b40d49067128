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


@dataclass(frozen=True)
class Terms:
    """What every mix of pairs and trios keeps to.

    order: all people, drawn by lot: it decides between equals, not their rows; locked: edges that are
    settled; consent: who may be in a trio; floor: no other tandem fits less, pair or trio; least_alone: pairs
    alone leave at least so many waiting; deadline: a moment of time.monotonic().
    """

    order: People
    locked: NDArray[np.intp]
    consent: NDArray[np.bool_]
    floor: float
    least_alone: int
    deadline: float | None = None

    def open_edges(self, graph: CandidateGraph) -> NDArray[np.intp]:
        """All edges that may be chosen beside the locked ones."""
        fine = graph.fit >= self.floor
        fine[self.locked] = False
        return np.flatnonzero(fine)


def without_tandem(pool: Pool, graph: CandidateGraph, plan: Plan) -> People:
    """Who has room and is in none of the plan's tandems."""
    return np.flatnonzero((plan.tandems_each(graph) == 0) & (pool.capacity > 0))


def least_with_pairs(
    pool: Pool, graph: CandidateGraph, locked: NDArray[np.intp], free: NDArray[np.intp], most_pairs: int
) -> int:
    """How few people pairs alone leave waiting at least, if no more than `most_pairs` of `free` go together.

    A pair gives at most two people their first tandem. So the bound is met where everybody has room for one;
    where some have room for two, the largest set of pairs need not place the most people.
    """
    held = Plan(locked, TrioFits.none()).tandems_each(graph)
    roomy = pool.capacity > held
    first, second = graph.first[free], graph.second[free]
    usable = roomy[first] & roomy[second]
    placeable = np.zeros(graph.people, dtype=np.bool_)
    placeable[first[usable]] = placeable[second[usable]] = True
    without = roomy & (held == 0)
    return int(without.sum()) - min(int((without & placeable).sum()), 2 * most_pairs)


def with_trios(
    pool: Pool,
    graph: CandidateGraph,
    alone: Plan,
    best_pairs: BestPairs,
    terms: Terms,
) -> tuple[Plan, int]:
    """The best of pairs alone and mixes with trios, and a bound on how few people can be left waiting.

    `alone` is the optimum of pairs alone, unless the deadline ended it early. `best_pairs` solves
    the pairs anew around the trios found.
    """
    locked = terms.locked
    if late(terms.deadline):
        return alone, _without_any_edge(pool, graph)
    held = Plan(locked, TrioFits.none()).tandems_each(graph)
    able = np.flatnonzero(terms.consent & (pool.capacity > held) & (held == 0))
    waiting = without_tandem(pool, graph, alone)
    members, weight = candidate_trios(
        pool, able, waiting=waiting, pairs=alone.pairs(graph), least_fit=terms.floor
    )
    if not len(members):
        return alone, terms.least_alone
    free = _edges_to_open(graph, alone, terms)
    roomy = pool.capacity > held
    free = free[roomy[graph.first[free]] & roomy[graph.second[free]]]  # the settled get nobody else
    packing = _packing(graph, free, (members, weight), pool.capacity, held)
    start = np.flatnonzero(np.isin(free, alone.edges))
    columns, bound = _packed_in_order(packing, terms.order, start, terms.deadline)
    trios = trio_fits(pool, members[columns[columns >= len(free)] - len(free)])
    packed = Plan(np.sort(np.append(locked, free[columns[columns < len(free)]])), trios)
    anew = pairs_beside(pool, graph, best_pairs, terms, trios)
    least = int(((pool.capacity > 0) & (held == 0)).sum()) - bound
    return _best_plan(graph, [alone, packed, anew]), least


def _packed_in_order(
    packing: Packing, order: People, start: NDArray[np.intp], deadline: float | None
) -> tuple[NDArray[np.intp], int]:
    """As `pack`, with people numbered by their place in `order`, and columns in the order of their members.

    So of equally good answers it finds the same however people and columns were numbered.
    """
    people = len(order)
    place = np.empty(people + 1, dtype=np.intp)
    place[order], place[-1] = np.arange(people), people  # a pair's -1 comes last
    members = np.sort(place[packing.members], axis=1)
    one, two, three = members.T
    sorted_ = np.argsort((one * (people + 1) + two) * (people + 1) + three)  # for up to two million people
    members[members == people] = -1
    ordered = Packing(
        members=members[sorted_],
        weight=packing.weight[sorted_],
        room=packing.room[order],
        placed=packing.placed[order],
        in_trio=packing.in_trio[order],
    )
    back = np.empty(len(sorted_), dtype=np.intp)
    back[sorted_] = np.arange(len(sorted_))
    columns, bound = pack(ordered, np.sort(back[start]), deadline=deadline)
    return np.sort(sorted_[columns]), bound


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


def _edges_to_open(graph: CandidateGraph, alone: Plan, terms: Terms) -> NDArray[np.intp]:
    """All open edges of few people; of many, those chosen already and the best of each person."""
    open_edges = terms.open_edges(graph)
    if graph.people <= FEW_PEOPLE:
        return open_edges
    weight = np.zeros(len(graph.weight))
    weight[open_edges] = graph.weight[open_edges]
    best = best_of_each(_as_columns(graph), weight, graph.people, EDGES_EACH)
    opened = np.zeros(len(graph.weight), dtype=np.bool_)
    opened[alone.edges] = opened[best] = True
    opened[terms.locked] = False
    return np.flatnonzero(opened)


def _as_columns(graph: CandidateGraph) -> NDArray[np.intp]:
    return np.stack([graph.first, graph.second, np.full(len(graph.weight), -1)], axis=1)


def pairs_beside(
    pool: Pool, graph: CandidateGraph, best_pairs: BestPairs, terms: Terms, trios: TrioFits
) -> Plan:
    """The locked pairs, the given trios, and the best pairs for the room they leave.

    No two people are in a pair and a trio together.
    """
    held = Plan(terms.locked, trios).tandems_each(graph)
    open_edges = terms.open_edges(graph)
    chosen = best_pairs(open_edges[~_within_a_trio(graph, trios)[open_edges]], pool.capacity - held)
    return Plan(np.sort(np.append(terms.locked, chosen)), trios)


def _within_a_trio(graph: CandidateGraph, trios: TrioFits) -> NDArray[np.bool_]:
    """Which edges join two members of one trio (nobody is in two)."""
    trio_of = np.full(graph.people, -1)
    trio_of[trios.members.ravel()] = np.repeat(np.arange(len(trios.members)), 3)
    within: NDArray[np.bool_] = trio_of[graph.first] == trio_of[graph.second]
    return within & (trio_of[graph.first] >= 0)
