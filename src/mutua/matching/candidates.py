"""Whom to consider for whom: from a pool to a sparse graph of allowed pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mutua.matching.criteria import WEIGHTS, People
from mutua.matching.filters import bars
from mutua.matching.fit import Fits, fits
from mutua.matching.pool import Pool

Progress = Callable[[str, float], None]
"""Called with the name of a phase and the share of it that is done, 0 to 1."""
CHUNK = 200_000


@dataclass(frozen=True)
class CandidateGraph:
    """Allowed pairs (first < second, in that order) with their fit, shape (edges,).

    people: how many there are in all; weight: integers ≥ 1 (CONTRACT §3.3, point 2).
    """

    people: int
    fits: Fits
    weight: NDArray[np.int64]

    @property
    def first(self) -> People:
        """The smaller row number of each pair."""
        return self.fits.first

    @property
    def second(self) -> People:
        """The larger row number of each pair."""
        return self.fits.second


def candidate_graph(pool: Pool, progress: Progress | None = None) -> CandidateGraph:
    """All pairs that the hard filters and the gates of either pass let through, and all locked pairs."""
    found = [fits(pool, *_locked(pool))]
    for first, second, share in _pairs(len(pool)):
        free = bars(pool, first, second) == 0
        part = fits(pool, first[free], second[free])
        found.append(take(part, part.allowed()))
        if progress:
            progress("candidates", share)
    # Locks come first, so that the first of two equal pairs is kept whatever the gates say.
    together = joined(found)
    keys = together.first * len(pool) + together.second
    edges = take(together, np.unique(keys, return_index=True)[1])
    return CandidateGraph(len(pool), edges, edges.weights())


def take(source: Fits, which: NDArray[np.bool_] | NDArray[np.intp]) -> Fits:
    """The chosen pairs only."""
    return _columnwise([source], lambda columns: columns[0][which])


def joined(parts: list[Fits]) -> Fits:
    """Several lists of pairs as one."""
    return _columnwise(parts, np.concatenate)


def _columnwise(parts: list[Fits], merge: Callable[[list[NDArray[Any]]], NDArray[Any]]) -> Fits:
    columns: dict[str, Any] = {
        field.name: merge([getattr(part, field.name) for part in parts])
        for field in fields(Fits)
        if field.name != "values"
    }
    values = {name: merge([part.values[name] for part in parts]) for name in WEIGHTS}
    return Fits(values=values, **columns)


def _locked(pool: Pool) -> tuple[People, People]:
    locks = np.sort(pool.relations.locks, axis=1)
    return locks[:, 0], locks[:, 1]


def _pairs(people: int) -> Iterator[tuple[People, People, float]]:
    """All pairs first < second, about CHUNK at a time, with the share of people done."""
    start = 0
    while start < people - 1:
        rows = max(1, CHUNK // (people - start))
        stop = min(start + rows, people - 1)
        first = np.repeat(np.arange(start, stop), people - 1 - np.arange(start, stop))
        second = np.concatenate([np.arange(row + 1, people) for row in range(start, stop)])
        yield first, second, stop / (people - 1)
        start = stop
