"""From a pool to its best tandems: pairs, trios, and who waits and why."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mutua.matching.candidates import CandidateGraph, Progress, candidate_graph, take
from mutua.matching.criteria import People
from mutua.matching.fit import Fits
from mutua.matching.optimum import Graph, optimum, tie_breaks
from mutua.matching.packing import Packing, pack
from mutua.matching.pool import Pool
from mutua.matching.trios import TrioFits, candidate_trios
from mutua.matching.waiting import Waiting, reasons_for_waiting

TRIO_PEOPLE = 700
"""So many people at most are tried in trios (first those who wait): three of them make 57 million sets."""


@dataclass(frozen=True)
class Matching:
    """The best tandems of a pool.

    pairs, trios: what to propose, in the order of the pool. waiting: people with room and no tandem.
    total_weight, upper_bound: of the best pairs before any trio (pair_count of them, pairs_alone_waiting
    people left over). The solver is exact, so the bound equals the weight and proves it: no set of pairs
    is larger, and none of that size is heavier. tandem_weight: of the pairs and trios proposed. Trios may
    re-open pairs; then least_waiting is a proven bound on how few people any mix of the pairs and trios
    considered leaves waiting. blocking_pairs: pairs that would both rather have each other, a diagnostic.
    """

    pool: Pool
    pairs: Fits
    trios: TrioFits
    waiting: tuple[Waiting, ...]
    total_weight: int
    upper_bound: int
    pair_count: int
    pairs_alone_waiting: int
    least_waiting: int
    tandem_weight: int
    blocking_pairs: int

    @property
    def gap(self) -> int:
        """upper_bound − total_weight."""
        return self.upper_bound - self.total_weight


@dataclass(frozen=True)
class _Plan:
    """Chosen edges of the graph and chosen trios."""

    edges: NDArray[np.intp]
    trios: TrioFits

    def tandems_each(self, graph: CandidateGraph) -> NDArray[np.int64]:
        members = np.concatenate(
            [graph.first[self.edges], graph.second[self.edges], self.trios.members.ravel()]
        )
        return np.bincount(members, minlength=graph.people).astype(np.int64)

    def weight(self, graph: CandidateGraph) -> int:
        return int(graph.weight[self.edges].sum() + self.trios.weights().sum())

    def rank(self, graph: CandidateGraph) -> tuple[int, int, int]:
        placed = int((self.tandems_each(graph) > 0).sum())
        return placed, len(self.edges) + len(self.trios.fit), self.weight(graph)


def best_matching(
    pool: Pool, *, seed: int = 0, trios: str = "consenting", progress: Progress | None = None
) -> Matching:
    """The best tandems of a pool; the same pool and seed always give the same answer.

    As many pairs as possible, then the heaviest, both passes in one optimum. Then, if people wait, trios:
    among those who agreed to them (`consenting`), as if everybody had (`all`), or none (`none`).
    """
    graph = candidate_graph(pool, progress)
    ties = tie_breaks(pool.ids, graph.first, graph.second, seed)
    locked = _locked_edges(pool, graph)
    alone = _Plan(_best_pairs(graph, ties, pool.capacity, locked), TrioFits.none())
    left = _without_tandem(pool, alone, graph)
    if progress:
        progress("pairs", 1.0)
    plan, least_waiting = alone, len(left)
    if len(left) and trios != "none":
        plan, least_waiting = _with_trios(
            pool, graph, alone, ties=ties, locked=locked, consent=pool.trio | (trios == "all")
        )
    if progress:
        progress("trios", 1.0)
    return Matching(
        pool=pool,
        pairs=take(graph.fits, plan.edges),
        trios=plan.trios,
        waiting=reasons_for_waiting(pool, graph, _without_tandem(pool, plan, graph)),
        total_weight=alone.weight(graph),
        upper_bound=alone.weight(graph),
        pair_count=len(alone.edges),
        pairs_alone_waiting=len(left),
        least_waiting=least_waiting,
        tandem_weight=plan.weight(graph),
        blocking_pairs=_blocking_pairs(pool, graph, plan),
    )


def _locked_edges(pool: Pool, graph: CandidateGraph) -> NDArray[np.intp]:
    locks = np.sort(pool.relations.locks, axis=1)
    keys = graph.first * graph.people + graph.second
    return np.searchsorted(keys, np.unique(locks[:, 0] * graph.people + locks[:, 1]))


def _without_tandem(pool: Pool, plan: _Plan, graph: CandidateGraph) -> People:
    return np.flatnonzero((plan.tandems_each(graph) == 0) & (pool.capacity > 0))


def _best_pairs(
    graph: CandidateGraph, ties: NDArray[np.int64], capacity: NDArray[np.int64], locked: NDArray[np.intp]
) -> NDArray[np.intp]:
    """The optimum that holds the locked edges."""
    used = np.bincount(np.concatenate([graph.first[locked], graph.second[locked]]), minlength=graph.people)
    free = np.setdiff1d(np.arange(len(graph.weight)), locked)
    rest = Graph(graph.first[free], graph.second[free], graph.weight[free], capacity - used)
    return np.sort(np.concatenate([locked, free[optimum(rest, ties[free])]]))


def _with_trios(
    pool: Pool,
    graph: CandidateGraph,
    alone: _Plan,
    *,
    ties: NDArray[np.int64],
    locked: NDArray[np.intp],
    consent: NDArray[np.bool_],
) -> tuple[_Plan, int]:
    """The best of pairs alone and mixes with trios, and a bound on how few people can be left waiting."""
    held = _Plan(locked, TrioFits.none()).tandems_each(graph)
    room = pool.capacity - held
    waits = alone.tandems_each(graph) == 0
    able = np.flatnonzero(consent & (room > 0) & (held == 0))
    people = np.sort(able[np.argsort(~waits[able], kind="stable")[:TRIO_PEOPLE]])
    found = candidate_trios(pool, people)
    if not len(found.fit):
        return alone, int((waits & (pool.capacity > 0)).sum())
    free = np.setdiff1d(np.arange(len(graph.weight)), locked)
    packing = _packing(graph, free, found, room=room, placed=held > 0)
    columns, bound = pack(packing, np.flatnonzero(np.isin(free, alone.edges)))
    trios = found.chosen(columns[columns >= len(free)] - len(free))
    plans = [alone, _pairs_around(graph, ties, pool.capacity, locked, trios)]
    packed = _Plan(np.sort(np.append(locked, free[columns[columns < len(free)]])), trios)
    if not _within_a_trio(graph, trios)[packed.edges].any():
        plans.append(packed)
    wanted = int((pool.capacity > 0).sum())
    return max(plans, key=lambda plan: plan.rank(graph)), wanted - int((held > 0).sum()) - bound


def _packing(
    graph: CandidateGraph,
    free: NDArray[np.intp],
    trios: TrioFits,
    *,
    room: NDArray[np.int64],
    placed: NDArray[np.bool_],
) -> Packing:
    """The free edges as columns, then the trios."""
    edges = np.stack([graph.first[free], graph.second[free], np.full(len(free), -1)], axis=1)
    members = np.concatenate([edges, trios.members])
    return Packing(members, np.concatenate([graph.weight[free], trios.weights()]), room, placed)


def _pairs_around(
    graph: CandidateGraph,
    ties: NDArray[np.int64],
    capacity: NDArray[np.int64],
    locked: NDArray[np.intp],
    trios: TrioFits,
) -> _Plan:
    """The best pairs for the room that the trios leave; no two people are in a pair and a trio together."""
    in_trios = np.bincount(trios.members.ravel(), minlength=graph.people)
    open_edges = np.flatnonzero(~_within_a_trio(graph, trios))
    part = CandidateGraph(graph.people, take(graph.fits, open_edges), graph.weight[open_edges])
    inner = np.searchsorted(open_edges, locked)
    chosen = _best_pairs(part, ties[open_edges], capacity - in_trios, inner)
    return _Plan(open_edges[chosen], trios)


def _within_a_trio(graph: CandidateGraph, trios: TrioFits) -> NDArray[np.bool_]:
    """Which edges join two members of one trio (nobody is in two)."""
    trio_of = np.full(graph.people, -1)
    trio_of[trios.members.ravel()] = np.repeat(np.arange(len(trios.members)), 3)
    within: NDArray[np.bool_] = trio_of[graph.first] == trio_of[graph.second]
    return within & (trio_of[graph.first] >= 0)


def _blocking_pairs(pool: Pool, graph: CandidateGraph, plan: _Plan) -> int:
    """Pairs not chosen in which both would gain on their worst tandem, or have room left."""
    worst = np.full(graph.people, np.inf)
    chosen = np.zeros(len(graph.weight), dtype=np.bool_)
    chosen[plan.edges] = True
    for people in (graph.first[chosen], graph.second[chosen]):
        np.minimum.at(worst, people, graph.fits.fit[chosen])
    np.minimum.at(worst, plan.trios.members.ravel(), np.repeat(plan.trios.fit, 3))
    worst[plan.tandems_each(graph) < pool.capacity] = -1.0
    gains = (graph.fits.fit > worst[graph.first]) & (graph.fits.fit > worst[graph.second])
    return int((gains & ~chosen).sum())
