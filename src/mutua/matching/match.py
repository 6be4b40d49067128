"""From a pool to its best tandems: pairs, trios, and who waits and why."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from mutua.matching.candidates import PER_PERSON, CandidateGraph, candidate_graph
from mutua.matching.criteria import People
from mutua.matching.fairness import Fairness, blocking_pairs, highest_floor, outcome
from mutua.matching.fit import Fits
from mutua.matching.mixing import Plan, Terms, least_with_pairs, with_trios, without_tandem
from mutua.matching.optimum import Graph, Optimum, optimum
from mutua.matching.pool import Pool
from mutua.matching.progress import Progress, silent
from mutua.matching.trios import TrioFits
from mutua.matching.waiting import Waiting, reasons_for_waiting

Edges = NDArray[np.intp]


@dataclass(frozen=True)
class PairsAlone:
    """The best pairs before any trio, and what proves them.

    chosen: edges of the graph of candidates, the locked ones among them; pairs: (pairs, 2), their row
    numbers; weight: their total; upper_bound: no set of
    at least as many weighs more; most_pairs: no set has more; exact: nothing can be better; waiting: how
    many people are left over. edges: (edges, 2), all pairs that could be chosen beside the locked ones;
    floor: the smallest fit among these, 0 if there are none; optimum: the choice among them with its proof.
    """

    chosen: Edges
    pairs: People
    weight: int
    upper_bound: int
    most_pairs: int
    exact: bool
    waiting: int
    edges: People
    floor: float
    optimum: Optimum

    @property
    def gap(self) -> int:
        """upper_bound − weight."""
        return self.upper_bound - self.weight


@dataclass(frozen=True)
class Matching:
    """The best tandems of a pool.

    pairs, trios: what to propose, in the order of the pool. waiting: people with room and no tandem.
    alone: the best pairs before any trio; trios may re-open some of them. least_waiting: a proven bound on
    how few people any mix of the pairs and trios considered leaves waiting; it need not be met.
    tandem_weight: of the pairs and trios proposed. blocking_pairs: pairs that would both rather have each
    other, a diagnostic.
    considered: how many candidates each person had, None for all. comparison: both aims side by side.
    """

    pool: Pool
    seed: int
    aims: Aims
    pairs: Fits
    trios: TrioFits
    waiting: tuple[Waiting, ...]
    alone: PairsAlone
    least_waiting: int
    tandem_weight: int
    blocking_pairs: int
    considered: int | None
    comparison: Fairness | None

    @property
    def reopened(self) -> bool:
        """Whether something else is proposed than the best pairs alone, so that fewer wait."""
        proposed = np.stack([self.pairs.first, self.pairs.second], axis=1)
        return len(self.trios.fit) > 0 or not np.array_equal(proposed, self.alone.pairs)


@dataclass(frozen=True)
class Aims:
    """What a matching is after.

    trios: of those who agreed to them (`consenting`), as if everybody had (`all`), or none (`none`).
    leave_no_one_behind: of all sets of as many pairs one whose smallest fit is the largest, then the
    heaviest of those; no trio, and no pair beside one, fits less than this floor. compare: tell what it
    leads to and what it does not.
    """

    trios: str = "consenting"
    leave_no_one_behind: bool = False
    compare: bool = False


def match(
    pool: Pool,
    aims: Aims | None = None,
    *,
    seed: int = 0,
    per_person: int = PER_PERSON,
    deadline: float | None = None,
    progress: Progress = silent,
) -> Matching:
    """The best tandems of a pool; the same pool, aims and seed always give the same answer.

    As many pairs as possible, then the heaviest, both passes in one optimum. Then, if people wait, trios.
    `per_person`: candidates of each where the list is too long to compare all with all. `deadline`: a
    moment of time.monotonic at which the best so far is taken, with its bound; such an answer depends on
    the machine.
    """
    aims = aims or Aims()
    graph = candidate_graph(pool, per_person=per_person, progress=progress)
    choice = _Choice(pool, graph, drawn_order(pool.ids, seed), deadline, progress)
    alone, comparison = _pairs_alone(choice, aims)
    plan, least_waiting = choice.with_trios(alone, aims)
    return Matching(
        pool=pool,
        seed=seed,
        aims=aims,
        pairs=graph.fits_of(plan.edges),
        trios=plan.trios,
        waiting=reasons_for_waiting(pool, graph, without_tandem(pool, graph, plan)),
        alone=alone,
        least_waiting=least_waiting,
        tandem_weight=plan.weight(graph),
        blocking_pairs=blocking_pairs(graph, plan, pool.capacity),
        considered=graph.considered,
        comparison=comparison,
    )


def drawn_order(ids: tuple[str, ...], seed: int) -> People:
    """All people in an order drawn by lot; it depends on ids and seed, not on how the list is sorted."""
    lots = [
        blake2b(f"{seed}:{person}".encode("utf-8", "surrogatepass"), digest_size=16).digest()
        for person in ids
    ]
    return np.array(sorted(range(len(ids)), key=lots.__getitem__), dtype=np.intp)


def _pairs_alone(choice: _Choice, aims: Aims) -> tuple[PairsAlone, Fairness | None]:
    """The best pairs by the aims, and both aims side by side if that is wanted."""
    free = choice.free()
    above = choice.above_the_highest_floor(free) if aims.leave_no_one_behind or aims.compare else free
    alone = choice.alone(above if aims.leave_no_one_behind else free)
    if not aims.compare:
        return alone, None
    other = choice.alone(free if aims.leave_no_one_behind else above)
    both = [outcome(choice.graph, choice.plan(one), choice.pool.capacity) for one in (alone, other)]
    return alone, Fairness(*(both[::-1] if aims.leave_no_one_behind else both))


@dataclass(frozen=True)
class _Choice:
    """All pairs that could be chosen, and how to choose among them."""

    pool: Pool
    graph: CandidateGraph
    order: People
    deadline: float | None
    progress: Progress

    @cached_property
    def locked(self) -> Edges:
        """Edges that are settled."""
        people = self.graph.people
        locks = np.sort(self.pool.relations.locks, axis=1)
        keys = self.graph.first * people + self.graph.second
        return np.searchsorted(keys, np.unique(locks[:, 0] * people + locks[:, 1]))

    def free(self) -> Edges:
        """The other edges."""
        free = np.ones(len(self.graph.weight), dtype=np.bool_)
        free[self.locked] = False
        return np.flatnonzero(free)

    def room(self) -> NDArray[np.int64]:
        """How many tandems each person may take beside the locked ones."""
        locked = self.locked
        taken = np.concatenate([self.graph.first[locked], self.graph.second[locked]])
        room: NDArray[np.int64] = self.pool.capacity - np.bincount(taken, minlength=self.graph.people)
        return room

    def above_the_highest_floor(self, edges: Edges) -> Edges:
        return highest_floor(self.graph, edges, self.room())

    def optimum(self, edges: Edges, room: NDArray[np.int64]) -> Optimum:
        """The best of these edges in this room."""
        graph = self.graph
        part = Graph(graph.first[edges], graph.second[edges], graph.weight[edges], room)
        return optimum(part, order=self.order, deadline=self.deadline, progress=self.progress)

    def best_edges(self, edges: Edges, room: NDArray[np.int64]) -> Edges:
        """As `optimum`, for mixing."""
        return edges[self.optimum(edges, room).edges]

    def alone(self, edges: Edges) -> PairsAlone:
        """The best of these edges and the locked ones, with all that proves it."""
        found, locked = self.optimum(edges, self.room()), self.locked
        chosen = np.sort(np.append(locked, edges[found.edges]))
        settled = int(self.graph.weight[locked].sum())
        return PairsAlone(
            chosen=chosen,
            pairs=self._people(chosen),
            weight=found.weight + settled,
            upper_bound=found.upper_bound + settled,
            most_pairs=found.most_pairs + len(locked),
            exact=found.exact,
            waiting=len(without_tandem(self.pool, self.graph, Plan(chosen, TrioFits.none()))),
            edges=self._people(edges),
            floor=float(self.graph.fit[edges].min()) if len(edges) else 0.0,
            optimum=found,
        )

    def plan(self, alone: PairsAlone) -> Plan:
        """These pairs and no trios."""
        return Plan(alone.chosen, TrioFits.none())

    def with_trios(self, alone: PairsAlone, aims: Aims) -> tuple[Plan, int]:
        """Pairs and, where people are left over, trios; and a bound on how few can be left waiting."""
        plan, terms = self.plan(alone), self.terms(alone, aims)
        if not alone.waiting or aims.trios == "none":
            return plan, terms.least_alone
        self.progress("trios", 0.0)
        return with_trios(self.pool, self.graph, plan, self.best_edges, terms)

    def terms(self, alone: PairsAlone, aims: Aims) -> Terms:
        """What pairs and trios beside each other keep to."""
        pool, graph, locked = self.pool, self.graph, self.locked
        floor = alone.floor if aims.leave_no_one_behind else 0.0
        free, most = self.free(), alone.most_pairs - len(locked)
        return Terms(
            order=self.order,
            locked=locked,
            consent=pool.trio | (aims.trios == "all"),
            floor=floor,
            least_alone=least_with_pairs(pool, graph, locked, free[graph.fit[free] >= floor], most),
            deadline=self.deadline,
        )

    def _people(self, edges: Edges) -> People:
        return np.stack([self.graph.first[edges], self.graph.second[edges]], axis=1)
