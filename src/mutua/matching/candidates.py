"""Whom to consider for whom: from a pool to a sparse graph of allowed pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mutua.matching.criteria import People, Values
from mutua.matching.fit import Fits, fits
from mutua.matching.pool import Pool
from mutua.matching.progress import Progress, silent
from mutua.matching.shortlists import UNLIMITED, Search, shortlists
from mutua.matching.sorting import rising
from mutua.matching.threads import side_by_side
from mutua.matching.weights import WEIGHTS

PER_PERSON = 50
"""Candidates of each person where a list is too long to compare all with all."""
CHUNK = 250_000
EFFORT = 25_000
"""So many index entries per person: of 20,000 people hardly one of the best is missed (benchmarks/)."""


class Cancelled(Exception):  # noqa: N818 - it is an answer to a wish, not an error
    """The work was to stop."""


@dataclass(frozen=True)
class CandidateGraph:
    """Allowed pairs (first < second, in that order), every array of shape (edges,).

    weight: integers ≥ 1 (CONTRACT §3.3, point 2); fit: [0, 1]; considered: how many of the best others of
    each person are in, None if every allowed pair is.
    """

    pool: Pool
    first: People
    second: People
    weight: NDArray[np.int64]
    fit: Values
    considered: int | None

    @property
    def people(self) -> int:
        """How many there are in all."""
        return len(self.pool)

    def fits_of(self, edges: NDArray[np.intp]) -> Fits:
        """The full fit of some edges, worked out anew: kept for all, it would fill the memory."""
        return fits(self.pool, self.first[edges], self.second[edges])


def candidate_graph(
    pool: Pool,
    *,
    per_person: int = PER_PERSON,
    all_pairs_up_to: int = 3_000,
    effort: int = EFFORT,
    progress: Progress = silent,
    cancelled: Callable[[], bool] | None = None,
) -> CandidateGraph:
    """All pairs that the hard filters and the gates of either pass let through, and all locked pairs.

    Of more than `all_pairs_up_to` people, the `per_person` best of each (the first pass before the second,
    then by fit), found with limited `effort` (see shortlists.py), and the allowed ones of those who named
    each other gladly; nobody is left without a candidate who has one among all. Raises Cancelled as soon
    as `cancelled` says so.
    """
    complete = len(pool) <= all_pairs_up_to
    told = partial(_told, progress, cancelled)
    search = Search(len(pool) if complete else per_person, UNLIMITED if complete else effort, told)
    one, other = shortlists(pool, search)
    locks = _keys(pool, *pool.relations.locks.T)
    keys = rising(np.concatenate([_keys(pool, one, other), _named_gladly(pool), locks]))
    parts = []
    with side_by_side(partial(_kept, pool, locks), _chunks(keys)) as found:
        for part in found:
            told(1.0)
            parts.append(part)
    first, second, weight, fit = (np.concatenate(column) for column in zip(*parts, strict=True))
    return CandidateGraph(pool, first, second, weight, fit, None if complete else per_person)


def _kept(
    pool: Pool, locks: NDArray[np.int64], keys: NDArray[np.int64]
) -> tuple[People, People, NDArray[np.int64], Values]:
    """The allowed and the locked of these pairs, as the columns of the graph."""
    part = fits(pool, *np.divmod(keys, len(pool)))
    kept = take(part, part.allowed() | np.isin(keys, locks))
    return kept.first, kept.second, kept.weights(), kept.fit


def _told(progress: Progress, cancelled: Callable[[], bool] | None, share: float) -> None:
    if cancelled and cancelled():
        raise Cancelled
    progress("candidates", share)


def _keys(pool: Pool, one: People, other: People) -> NDArray[np.int64]:
    """A number per pair, the same from both sides."""
    return np.minimum(one, other) * len(pool) + np.maximum(one, other)


def _named_gladly(pool: Pool) -> NDArray[np.int64]:
    bag = pool.relations.gladly
    return _keys(pool, np.repeat(np.arange(len(pool)), bag.sizes()), bag.items)


def _chunks(keys: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    """At least one, so that no keys give empty columns."""
    for start in range(0, max(len(keys), 1), CHUNK):
        yield keys[start : start + CHUNK]


def take(source: Fits, which: NDArray[np.bool_] | NDArray[np.intp]) -> Fits:
    """The chosen pairs only."""
    columns: dict[str, Any] = {
        field.name: getattr(source, field.name)[which] for field in fields(Fits) if field.name != "values"
    }
    return Fits(values={name: source.values[name][which] for name in WEIGHTS}, **columns)
