"""Whether tandems, or the pairs of a graph, are proven to be the best; and what exactly is proven."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from mutua.matching.candidates import candidate_graph
from mutua.matching.edges import WeightedGraph
from mutua.matching.fit import fits
from mutua.matching.pool import Pool
from mutua.matching.proof.checker import MOST_TOLD, Choice, Refused, Wrong, proven_value, wrong
from mutua.matching.proof.statement import Circumstances, Pair, Statement
from mutua.matching.proof.tandems import (
    Tandem,
    below_floor,
    broken_rules,
    changed_numbers,
    rows_of,
    settled,
    without_consent,
)

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Conclusion:
    """What is proven about `pairs` pairs that weigh `weight` together.

    considered: how many pairs could be chosen; most_pairs: no set of them has more (None: the number of pairs
    was not to be the largest); upper_bound: no set of at least as many (of any size where most_pairs is None)
    weighs more. per_person: how many candidates each person had, None for all; floor: the smallest fit that a
    pair might have, None for any; reopened: this is about the best pairs alone, and other tandems are
    proposed, so that fewer wait; proposed: pairs and trios that keep every rule, None for a graph;
    unasked: in how many of these trios not everyone agreed to three, where nobody was to be asked.
    """

    pairs: int
    weight: int
    considered: int
    most_pairs: int | None
    upper_bound: int
    per_person: int | None = None
    floor: float | None = None
    reopened: bool = False
    proposed: tuple[int, int] | None = None
    unasked: int = 0


def verified_graph(graph: WeightedGraph, weight: int, chosen: Numbers, statement: Statement) -> Conclusion:
    """What is proven about pairs of a graph, shape (pairs, 2), nodes from 0, that are said to weigh `weight`.

    Raises Refused.
    """
    names = [str(node + 1) for node in range(graph.nodes)]
    room = np.ones(graph.nodes, dtype=np.int64)
    choice = Choice(names, room, graph.first, graph.second, graph.weight)
    strangers = chosen[(chosen >= graph.nodes).any(axis=1)] + 1
    _refuse([wrong("not_considered", a=str(a), b=str(b)) for a, b in strangers.tolist()])
    taken = np.bincount(chosen.ravel(), minlength=graph.nodes)
    twice = np.flatnonzero(taken > 1).tolist()
    _refuse([wrong("overbooked", person=names[node], tandems=int(taken[node]), room=1) for node in twice])
    numbers = _numbers(choice, chosen)
    found = int(graph.weight[numbers].sum())
    _refuse([wrong("weight_differs", weight=found, said=weight)] if weight != found else [])
    return _concluded(choice, numbers, statement)


def verified_list(
    pool: Pool, tandems: Sequence[Tandem], statement: Statement, how: Circumstances
) -> Conclusion:
    """What is proven about tandems of people, where the statement says how they were matched. Raises Refused.

    First every tandem must keep every rule, and the floor if the proof names one; then the prices are held
    against all pairs that could be chosen.
    """
    pool = replace(pool, level_tolerance=how.level_tolerance)
    pairs, trios, wrongs = rows_of(pool, [tandem.ids for tandem in tandems])
    _refuse(wrongs)
    wrongs = broken_rules(pool, pairs, trios) + changed_numbers(pool, tandems, pairs, trios)
    _refuse(wrongs + _against_the_proof(pool, how, pairs, trios))
    alone = pairs if how.pairs_alone is None else _pairs_alone(pool, how.pairs_alone)
    locks = _locks(pool)
    taken = (len(locks), int(fits(pool, *locks.T).weights().sum()))
    choice = free_choice(pool, how.considered, how.floor)
    free = alone[~settled(pool, alone)]
    found = _concluded(choice, _numbers(choice, free), statement, taken)
    proposed, unasked = (len(pairs), len(trios)), len(without_consent(pool, trios))
    return replace(
        found,
        per_person=how.considered,
        floor=how.floor,
        reopened=how.pairs_alone is not None,
        proposed=proposed,
        unasked=unasked,
    )


def _against_the_proof(pool: Pool, how: Circumstances, pairs: Numbers, trios: Numbers) -> list[Wrong]:
    """Where the list of tandems, or that of people, is another one than the proof speaks of."""
    wrongs = without_consent(pool, trios) if how.trios == "consenting" else []
    if how.floor is not None:
        wrongs += below_floor(pool, pairs, trios, how.floor)
    if len(trios) and how.trios == "none":
        wrongs.append(wrong("trios_wanted"))
    if len(trios) and how.pairs_alone is None:
        wrongs.append(wrong("alone_missing"))
    if how.proposed != (len(pairs), len(trios)):
        said = f"{how.proposed[0]} + {how.proposed[1]}"
        wrongs.append(wrong("proposed_differs", pairs=len(pairs), trios=len(trios), said=said))
    locks = {frozenset((pool.ids[a], pool.ids[b])) for a, b in _locks(pool).tolist()}
    other = locks.symmetric_difference(map(frozenset, how.locked))
    return wrongs + [wrong("locks_differ", a=min(pair), b=max(pair)) for pair in other]


def _pairs_alone(pool: Pool, named: Sequence[Pair]) -> Numbers:
    """The pairs before any trio, which must keep the rules as well."""
    pairs, nothing, wrongs = rows_of(pool, named)
    _refuse(wrongs)
    _refuse(broken_rules(pool, pairs, nothing))
    return pairs


def _locks(pool: Pool) -> Numbers:
    locks: Numbers = np.unique(np.sort(pool.relations.locks, axis=1), axis=0)
    return locks


def free_choice(pool: Pool, per_person: int | None, floor: float | None = None) -> Choice:
    """All pairs that can be chosen beside the settled ones, in the room that these leave.

    floor: pairs of a smaller fit cannot.
    """
    all_pairs = len(pool) if per_person is None else 0
    graph = candidate_graph(pool, per_person=per_person or 1, all_pairs_up_to=all_pairs)
    locks = _locks(pool)
    room = pool.capacity - np.bincount(locks.ravel(), minlength=len(pool))
    pairs = np.stack([graph.first, graph.second], axis=1)
    free = ~settled(pool, pairs) & (room[pairs] > 0).all(axis=1)
    if floor is not None:
        free &= graph.fit >= floor
    return Choice(pool.ids, room, graph.first[free], graph.second[free], graph.weight[free])


def _numbers(choice: Choice, pairs: Numbers) -> Numbers:
    """Which of the pairs that could be chosen these are."""
    size = len(choice.names)
    keys, wanted = choice.first * size + choice.second, pairs[:, 0] * size + pairs[:, 1]
    order = np.argsort(keys)
    place = np.searchsorted(keys, wanted, sorter=order)
    known = place < len(keys)
    known[known] = keys[order[place[known]]] == wanted[known]
    names = choice.names
    _refuse([wrong("not_considered", a=names[a], b=names[b]) for a, b in pairs[~known].tolist()])
    numbers: Numbers = order[place]
    return numbers


def _concluded(
    choice: Choice, chosen: Numbers, statement: Statement, settled: tuple[int, int] = (0, 0)
) -> Conclusion:
    """What the prices prove, if it is what is claimed. settled: pairs taken beforehand, and their weight."""
    bonus, claim = statement.duals.bonus, statement.claim
    value = proven_value(choice, statement.duals)
    found = Conclusion(
        pairs=len(chosen) + settled[0],
        weight=int(choice.weight[chosen].sum()) + settled[1],
        considered=len(choice.weight),
        most_pairs=_most_pairs(choice, value, statement) + settled[0] if bonus else None,
        upper_bound=value - bonus * len(chosen) + settled[1],
    )
    wrongs = []
    if found.pairs != claim.pairs:
        wrongs.append(wrong("pairs_differ", pairs=found.pairs, said=claim.pairs))
    if found.weight != claim.weight:
        wrongs.append(wrong("weight_differs", weight=found.weight, said=claim.weight))
    if found.upper_bound != claim.upper_bound:
        wrongs.append(wrong("bound_differs", bound=found.upper_bound, said=claim.upper_bound))
    if found.most_pairs != claim.most_pairs:
        wrongs.append(_most_differs(found.most_pairs, claim.most_pairs))
    _refuse(wrongs)
    return found


def _most_differs(most: int | None, said: int | None) -> Wrong:
    if most is None or said is None:
        return wrong("most_unproven", said=said or 0) if most is None else wrong("most_missing", most=most)
    return wrong("most_differs", most=most, said=said)


def _most_pairs(choice: Choice, value: int, statement: Statement) -> int:
    """How many pairs there can be: by room and partners, by the value, or by prices for this alone."""
    partners = np.bincount(np.concatenate([choice.first, choice.second]), minlength=len(choice.room))
    least = statement.duals.bonus + min(choice.weight.tolist(), default=0)
    bounds = [int(np.minimum(partners, choice.room).sum()) // 2, value // max(least, 1)]
    counted = statement.pairs_duals
    if counted and counted.bonus > 0:
        weightless = replace(choice, weight=np.zeros_like(choice.weight))
        bounds.append(proven_value(weightless, counted) // counted.bonus)
    return min(bounds)


def _refuse(wrongs: Sequence[Wrong]) -> None:
    if wrongs:
        raise Refused(wrongs[:MOST_TOLD])
