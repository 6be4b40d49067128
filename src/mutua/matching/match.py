"""From a pool to its best tandems: pairs, trios, and who waits and why."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from mutua.matching.candidates import CandidateGraph, Progress, candidate_graph
from mutua.matching.criteria import People
from mutua.matching.fit import Fits
from mutua.matching.mixing import BestPairs, Plan, pairs_beside, with_trios, without_tandem
from mutua.matching.optimum import Graph, optimum
from mutua.matching.pool import Pool
from mutua.matching.trios import TrioFits
from mutua.matching.waiting import Waiting, reasons_for_waiting


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


def best_matching(
    pool: Pool, *, seed: int = 0, trios: str = "consenting", progress: Progress | None = None
) -> Matching:
    """The best tandems of a pool; the same pool and seed always give the same answer.

    As many pairs as possible, then the heaviest, both passes in one optimum. Then, if people wait, trios:
    among those who agreed to them (`consenting`), as if everybody had (`all`), or none (`none`).
    """
    graph = candidate_graph(pool, progress=progress)
    best_pairs = _best_pairs(graph, drawn_order(pool.ids, seed))
    locked = _locked_edges(pool, graph)
    alone = pairs_beside(pool, graph, best_pairs, locked, TrioFits.none())
    left = without_tandem(pool, graph, alone)
    if progress:
        progress("pairs", 1.0)
    plan, least_waiting = alone, len(left)
    if len(left) and trios != "none":
        consent = pool.trio | (trios == "all")
        plan, least_waiting = with_trios(pool, graph, alone, best_pairs, locked=locked, consent=consent)
    if progress:
        progress("trios", 1.0)
    return Matching(
        pool=pool,
        pairs=graph.fits_of(plan.edges),
        trios=plan.trios,
        waiting=reasons_for_waiting(pool, graph, without_tandem(pool, graph, plan)),
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


def drawn_order(ids: tuple[str, ...], seed: int) -> People:
    """All people in an order drawn by lot; it depends on ids and seed, not on how the list is sorted."""
    lots = [blake2b(f"{seed}:{person}".encode(), digest_size=16).digest() for person in ids]
    return np.array(sorted(range(len(ids)), key=lots.__getitem__), dtype=np.intp)


def _best_pairs(graph: CandidateGraph, order: People) -> BestPairs:
    """The best set of pairs among some edges of the graph, for the room people have."""

    def best_pairs(edges: NDArray[np.intp], room: NDArray[np.int64]) -> NDArray[np.intp]:
        part = Graph(graph.first[edges], graph.second[edges], graph.weight[edges], room)
        return edges[optimum(part, order=order).edges]

    return best_pairs


def _blocking_pairs(pool: Pool, graph: CandidateGraph, plan: Plan) -> int:
    """Pairs not chosen in which both would gain on their worst tandem, or have room left."""
    worst = np.full(graph.people, np.inf)
    chosen = np.zeros(len(graph.weight), dtype=np.bool_)
    chosen[plan.edges] = True
    for people in (graph.first[chosen], graph.second[chosen]):
        np.minimum.at(worst, people, graph.fit[chosen])
    np.minimum.at(worst, plan.trios.members.ravel(), np.repeat(plan.trios.fit, 3))
    worst[plan.tandems_each(graph) < pool.capacity] = -1.0
    gains = (graph.fit > worst[graph.first]) & (graph.fit > worst[graph.second])
    return int((gains & ~chosen).sum())
