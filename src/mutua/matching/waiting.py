"""Why someone is left over: the reason that stood nearest to a tandem."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np

from mutua.matching.bags import Bag
from mutua.matching.candidates import CandidateGraph
from mutua.matching.criteria import People
from mutua.matching.filters import Bar
from mutua.matching.fit import Fits, fits
from mutua.matching.pool import Pool


class Reason(IntEnum):
    """Reasons to wait, the nearest miss first. Exclusions and reporting lines are never given as one."""

    PARTNERS_TAKEN = 0
    BELOW_FLOOR = 1
    TOO_ALIKE = 2
    ONE_SIDED = 3
    TOO_LITTLE_KNOWN = 4
    HOURS = 5
    LEVEL = 6
    LANGUAGE = 7
    NOBODY = 8


@dataclass(frozen=True)
class Waiting:
    """A person (row number) without a tandem, and the nearest reason."""

    person: int
    reason: Reason


_BY_GATE = np.array(
    [
        Reason.PARTNERS_TAKEN,
        Reason.PARTNERS_TAKEN,
        Reason.BELOW_FLOOR,
        Reason.TOO_ALIKE,
        Reason.ONE_SIDED,
        Reason.TOO_LITTLE_KNOWN,
    ]
)
_BY_BAR = np.full(len(Bar), Reason.NOBODY)
_BY_BAR[[Bar.HOURS, Bar.LEVEL, Bar.LANGUAGE]] = [Reason.HOURS, Reason.LEVEL, Reason.LANGUAGE]


def reasons_for_waiting(pool: Pool, graph: CandidateGraph, people: People) -> tuple[Waiting, ...]:
    """The nearest reason of each of the given people over all others.

    Exclusions, reporting lines and former tandems are looked through: whoever is kept apart by them counts as
    not free, like someone in another tandem, so that no reason lets anyone infer them.
    """
    open_pool = _without_relations(pool)
    everyone = np.arange(len(pool))
    has_partner = np.zeros(len(pool), dtype=np.bool_)
    has_partner[np.concatenate([graph.first, graph.second])] = True
    found = []
    for person in people:
        if has_partner[person]:
            found.append(Waiting(int(person), Reason.PARTNERS_TAKEN))
            continue
        near = _reasons(fits(open_pool, np.full(len(pool), person), everyone))
        found.append(Waiting(int(person), Reason(int(near.min(initial=Reason.NOBODY)))))
    return tuple(found)


def _without_relations(pool: Pool) -> Pool:
    """The same people, kept apart by nothing that they or the organisation say about each other."""
    nobody = Bag.of([{} for _ in pool.ids], len(pool))
    relations = replace(pool.relations, above=nobody, rather_not=nobody, former=nobody)
    return replace(pool, relations=relations)


def _reasons(pairs: Fits) -> People:
    return np.where(pairs.barred > 0, _BY_BAR[pairs.barred], _BY_GATE[pairs.gate])
