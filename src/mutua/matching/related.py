"""Pairs of people who may sit in one trio, with what the two learn from each other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mutua.matching.criteria import ROUNDING, TOO_ALIKE, People, Values
from mutua.matching.fit import fits
from mutua.matching.pool import Pool
from mutua.matching.weights import WEIGHTS

CHUNK = 200_000
PAIRWISE = tuple(name for name in WEIGHTS if name != "complementarity")
"""Criteria that a trio takes as the mean over its pairs."""


@dataclass(frozen=True)
class Related:
    """Pairs (first < second, sorted) that no hard filter bars and whose backgrounds are not too alike.

    values: (pairs, 6), the criteria PAIRWISE, NaN unknown. What the first learns from the second stands at
    number 2·pair, what the second learns from the first at 2·pair + 1: met[met_starts[number] + k] is how
    well the k-th wish of the learner is met, in [0, 1]; learns[number]: whether any is.
    """

    first: People
    second: People
    values: Values
    met_starts: NDArray[np.int64]
    met: Values
    learns: NDArray[np.bool_]

    def neighbours(self, people: int) -> tuple[NDArray[np.int64], People, NDArray[np.int64]]:
        """(starts, others, pair numbers): all pairs of each person, others rising; starts: (people + 1,)."""
        pair = np.arange(len(self.first))
        one, other = np.append(self.first, self.second), np.append(self.second, self.first)
        order = np.lexsort((other, one))
        starts = np.searchsorted(one[order], np.arange(people + 1))
        return starts.astype(np.int64), other[order], np.append(pair, pair)[order]


def related(pool: Pool, first: People, second: People) -> Related:
    """Those of the given pairs (first < second, each once) who may sit in one trio."""
    parts = [
        _related(pool, first[start : start + CHUNK], second[start : start + CHUNK])
        for start in range(0, max(len(first), 1), CHUNK)
    ]
    sizes = np.concatenate([np.diff(part.met_starts) for part in parts])
    return Related(
        np.concatenate([part.first for part in parts]),
        np.concatenate([part.second for part in parts]),
        np.concatenate([part.values for part in parts]),
        np.append(0, np.cumsum(sizes)),
        np.concatenate([part.met for part in parts]),
        np.concatenate([part.learns for part in parts]),
    )


def _related(pool: Pool, first: People, second: People) -> Related:
    pairs = fits(pool, first, second)
    fine = (pairs.barred == 0) & ~(pairs.distance < TOO_ALIKE - ROUNDING)
    first, second = first[fine], second[fine]
    learner = np.stack([first, second], axis=1).ravel()
    teacher = np.stack([second, first], axis=1).ravel()
    position, entry = pool.skills.wishes.spread(learner)
    met = pool.skills.reach.lookup(teacher[position], pool.skills.wishes.items[entry])
    return Related(
        first=first,
        second=second,
        values=np.stack([pairs.values[name][fine] for name in PAIRWISE], axis=1),
        met_starts=np.append(0, np.cumsum(pool.skills.wishes.sizes()[learner])).astype(np.int64),
        met=met,
        learns=np.bincount(position, weights=met, minlength=len(learner)) > 0,
    )
