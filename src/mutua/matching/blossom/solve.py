"""From values on edges to the best matching: the relaxation, then searches around what it leaves over."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from mutua.matching.blossom.arcs import Arcs, Whole, arcs_of
from mutua.matching.blossom.auction import bid_all, new_auction, pairs_taken, rough_prices, tighten
from mutua.matching.blossom.certificate import Certificate, certificate_of
from mutua.matching.blossom.forest import NOTHING, Forest, new_forest, new_tree
from mutua.matching.blossom.patch import patch
from mutua.matching.blossom.search import search_all
from mutua.matching.progress import Progress, silent

FIRST_REACH = 1_000
"""The first searches reach as far as this part of the range of values."""
FARTHER = 20
"""Each round of searches reaches so many parts more: 1 + 1/20 of the last."""
UNLIMITED = 1 << 60
LARGEST = 1 << 60
"""No number inside grows beyond a few times the largest value times the number of vertices."""
WORK_AT_ONCE = 2_000_000


@dataclass(frozen=True)
class Solved:
    """partner: (vertices,), NOTHING if none; certificate: what proves how good that is; scale: so much of
    its prices is worth one of value; exact: whether nothing can be better.
    """

    partner: Whole
    certificate: Certificate
    scale: int
    exact: bool


def solve(
    vertices: int,
    first: Whole,
    second: Whole,
    value: Whole,
    *,
    deadline: float | None = None,
    progress: Progress = silent,
) -> Solved:
    """The matching of the greatest total value, over edges (first, second) worth value ≥ 0 each.

    No edge twice, none from a vertex to itself. With a deadline (a moment of time.monotonic) the best
    found until then. The same input gives the same answer, unless a deadline cuts it short.
    Raises OverflowError where values are too large to be exact.
    """
    unit = vertices + 1
    if int(value.max(initial=0)) * unit * 2 > LARGEST:
        raise OverflowError(f"The largest value times {2 * unit} must stay below 2**60.")
    arcs = arcs_of(vertices, first, second, value * unit)
    auction = new_auction(vertices)
    for share in bid_all(arcs, auction):
        progress("relaxing", share)
        if _over(deadline):
            forest = new_forest(arcs, rough_prices(arcs, auction.cost), pairs_taken(auction))
            return _patched(forest, unit)
    forest = new_forest(arcs, tighten(arcs, auction), pairs_taken(auction))
    spread = int(np.ptp(value)) if len(value) else 0
    if _search(forest, 2 * unit * max(1, spread) // FIRST_REACH + 1, deadline, progress):
        return Solved(forest.partner, certificate_of(forest), 2 * unit, exact=True)
    return _patched(forest, unit)


def _over(deadline: float | None) -> bool:
    return deadline is not None and time.monotonic() >= deadline


def _search(forest: Forest, reach: int, deadline: float | None, progress: Progress) -> bool:
    """Search around the vertices left over, each time a little farther; False if the deadline came first.

    Reaching far at once would let one tree grow over the whole graph where two could have met halfway.
    """
    tree = new_tree(len(forest.price))
    roots = left_over(forest)
    all_roots, worth = max(1, len(roots)), max(1, certificate_of(forest).bound())
    while len(roots):
        limit = reach if len(roots) > 1 else UNLIMITED
        while len(roots):
            if _over(deadline):
                return False
            roots = roots[search_all(forest, tree, roots, limit, WORK_AT_ONCE) :]
            progress("searching", 1 - len(left_over(forest)) / all_roots, _missing(forest) / worth)
        roots = left_over(forest)
        reach = min(UNLIMITED, reach + max(1, reach // FARTHER))
    return True


def left_over(forest: Forest) -> Whole:
    """Vertices that have no partner although their price says that they should."""
    return np.flatnonzero((forest.partner == NOTHING) & (forest.price > 0))


def _missing(forest: Forest) -> float:
    """What the matching falls short of its bound: the prices of those left over, all else being tight."""
    return float(forest.price[forest.partner == NOTHING].sum(dtype=np.float64))


def _patched(forest: Forest, unit: int) -> Solved:
    patch(forest.arcs, forest.partner)
    certificate = certificate_of(forest)
    exact = _value(forest.arcs, forest.partner) == certificate.bound()
    return Solved(forest.partner, certificate, 2 * unit, exact=exact)


def _value(arcs: Arcs, partner: Whole) -> int:
    """Twice the value of a matching."""
    origins = np.repeat(np.arange(len(partner)), np.diff(arcs.start))
    return int(arcs.value[partner[origins] == arcs.end].sum())
