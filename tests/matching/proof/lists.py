"""Lists of people with their best tandems and a proof."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
import pytest

from mutua.matching import Aims, Pool, match
from mutua.matching.fit import fits
from mutua.matching.proof.checker import Choice, Refused
from mutua.matching.proof.statement import Circumstances, Pair, Statement
from mutua.matching.proof.tandems import Tandem
from mutua.matching.proof.verdict import Conclusion, free_choice, verified_list
from mutua.matching.trios import trio_fits
from tests.matching.people import Record, pool_of
from tests.matching.proof.slow import MOST_NODES, net_of, proved


@dataclass(frozen=True)
class Proved:
    """People, their tandems and what proves them."""

    records: list[Record]
    tandems: list[Tandem]
    statement: Statement
    how: Circumstances


def locks_of(pool: Pool) -> list[Pair]:
    return [(pool.ids[a], pool.ids[b]) for a, b in np.unique(np.sort(pool.relations.locks, axis=1), axis=0)]


def small_enough(choice: Choice) -> bool:
    return len(net_of(choice, 0).nodes) <= MOST_NODES


def conclusion_of(given: Proved, **change: object) -> Conclusion:
    other = replace(given, **change)
    return verified_list(pool_of(*other.records), other.tandems, other.statement, other.how)


def refusals(given: Proved, **change: object) -> list[str]:
    with pytest.raises(Refused) as refusal:
        conclusion_of(given, **change)
    return [wrong.code for wrong in refusal.value.wrongs]


def proved_list(records: list[Record], trios: str) -> Proved | None:
    """None where the slow proof would be too slow."""
    pool = pool_of(*records)
    choice = free_choice(pool, None)
    if not small_enough(choice):
        return None
    chosen, statement = proved(choice, most_pairs=True)
    names, locks = pool.ids, locks_of(pool)
    alone = [(names[choice.first[pair]], names[choice.second[pair]]) for pair in chosen] + locks
    tandems = [said_by(pool, pair) for pair in alone]
    if trios != "none":
        best = match(pool, Aims(trios=trios))
        rows = [*zip(best.pairs.first, best.pairs.second, strict=True), *best.trios.members.tolist()]
        tandems = [said_by(pool, tuple(names[person] for person in row)) for row in rows]
    count = len([tandem for tandem in tandems if len(tandem.ids) == 3])
    how = Circumstances(
        week="2026-W48",
        seed=0,
        considered=None,
        level_tolerance=1,
        trios=trios,
        lenient=False,
        locked=tuple(locks),
        pairs_alone=tuple(alone) if trios != "none" else None,
        proposed=(len(tandems) - count, count),
    )
    settled = weight_of(pool, locks)
    claim = statement.claim
    claim = replace(
        claim,
        pairs=claim.pairs + len(locks),
        weight=claim.weight + settled,
        upper_bound=claim.upper_bound + settled,
        most_pairs=claim.pairs + len(locks),
    )
    return Proved(records, tandems, replace(statement, claim=claim, circumstances=how), how)


def said_by(pool: Pool, ids: tuple[str, ...]) -> Tandem:
    """A tandem of these people with the numbers that `mutua match` writes; none where it is no tandem."""
    if len(set(ids)) != len(ids) or len(ids) not in {2, 3} or not set(ids) <= set(pool.ids):
        return Tandem(ids)
    rows = np.array([sorted(map(pool.index, ids))])
    found = fits(pool, *rows.T) if len(ids) == 2 else trio_fits(pool, rows)
    values = {name: float(value[0]) for name, value in found.values.items()}
    known = {name: round(value, 3) for name, value in values.items() if not math.isnan(value)}
    fit, known_weight = round(100 * float(found.fit[0]), 1), int(found.known_weight[0])
    return Tandem(ids, {"fit": fit, **known, "known_weight": known_weight})


def weight_of(pool: Pool, pairs: list[Pair]) -> int:
    rows = np.array([[pool.index(a), pool.index(b)] for a, b in pairs], dtype=np.intp).reshape(-1, 2)
    return int(fits(pool, *rows.T).weights().sum())
