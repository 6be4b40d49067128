"""From values on edges to the best matching: the relaxation, then searches around what it leaves over."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from mutua.matching.blossom.arcs import Arcs, Whole, arcs_of
from mutua.matching.blossom.auction import Auction, bid_all, new_auction, pairs_taken, rough_prices, tighten
from mutua.matching.blossom.certificate import Certificate, certificate_of
from mutua.matching.blossom.forest import NOTHING, Forest, new_forest, new_tree
from mutua.matching.blossom.haggle import haggle, smallest
from mutua.matching.blossom.patch import patch
from mutua.matching.blossom.search import search_all
from mutua.matching.progress import Progress, silent

HAGGLING = 0.8
"""About so much of the relaxation's time is for its coarse part."""
FIRST_STEP = 8
"""The exact part of the relaxation begins with steps this part of the coarse one's last."""
FIRST_REACH = 1_000
"""The first searches reach as far as this part of the range of values."""
FARTHER = 20
"""Each round of searches reaches so many parts more: 1 + 1/20 of the last."""
UNLIMITED = 1 << 60
EVEN = 2
"""A unit of value that can be halved: two trees that grow towards each other meet halfway."""
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
    for share in _relaxed(arcs, auction, unit):
        progress("relaxing", share)
        if _over(deadline):
            forest = new_forest(arcs, rough_prices(arcs, auction.cost), pairs_taken(auction))
            return _patched(forest, unit)
    forest = new_forest(arcs, tighten(arcs, auction), pairs_taken(auction))
    spread = int(np.ptp(value)) if len(value) else 0
    if _search(forest, 2 * unit * max(1, spread) // FIRST_REACH + 1, deadline, progress):
        return Solved(forest.partner, certificate_of(forest), 2 * unit, exact=True)
    return _patched(forest, unit)


def most(
    vertices: int,
    first: Whole,
    second: Whole,
    partner: Whole,
    *,
    deadline: float | None = None,
    progress: Progress = silent,
) -> Solved:
    """The matching with the most edges, each worth 1, made from that of `partner` by searches alone.

    Half of an edge is the price of everyone to begin with: so every edge is tight, and what is left over is
    either paired by a search or shown to be one too many.
    """
    arcs = arcs_of(vertices, first, second, np.full(len(first), EVEN, np.int64))
    price = np.where(np.diff(arcs.start) > 0, EVEN, 0)
    forest = new_forest(arcs, price, partner.copy())
    if _search(forest, UNLIMITED, deadline, progress):
        return Solved(forest.partner, certificate_of(forest), 2 * EVEN, exact=True)
    return _patched(forest, EVEN)


def _relaxed(arcs: Arcs, auction: Auction, unit: int) -> Iterator[float]:
    """The linear relaxation, coarsely and then exactly; the share that is done is given after each part."""
    one = smallest(arcs, unit)
    for share in haggle(arcs, auction, one):
        yield share * HAGGLING
    for share in bid_all(arcs, auction, one // FIRST_STEP):
        yield HAGGLING + share * (1 - HAGGLING)


def _over(deadline: float | None) -> bool:
    return deadline is not None and time.monotonic() >= deadline


def _search(forest: Forest, reach: int, deadline: float | None, progress: Progress) -> bool:
    """Search around the vertices left over, each time a little farther; False if the deadline came first.

    Reaching far at once would let one tree grow over the whole graph where two could have met halfway.
    """
    tree = new_tree(len(forest.price))
    roots = left_over(forest, np.arange(len(forest.price)))
    all_roots, worth = max(1, len(roots)), max(1, certificate_of(forest).bound())
    while len(roots):
        waiting, limit = roots, reach if len(roots) > 1 else UNLIMITED
        while len(waiting):
            if _over(deadline):
                return False
            waiting = waiting[search_all(forest, tree, waiting, limit, WORK_AT_ONCE) :]
            left = left_over(forest, roots)
            progress(
                "searching",
                1 - len(left) / all_roots,
                float(forest.price[left].sum(dtype=np.float64)) / worth,
            )
        roots = left_over(forest, roots)
        reach = min(UNLIMITED, reach + max(1, reach // FARTHER))
    return True


def left_over(forest: Forest, vertices: Whole) -> Whole:
    """Those of the vertices that have no partner although their price says that they should.

    As long as there is any, what the matching falls short of its bound is the sum of their prices.
    """
    left: Whole = vertices[(forest.partner[vertices] == NOTHING) & (forest.price[vertices] > 0)]
    return left


def _patched(forest: Forest, unit: int) -> Solved:
    patch(forest.arcs, forest.partner)
    certificate = certificate_of(forest)
    exact = _value(forest.arcs, forest.partner) == certificate.bound()
    return Solved(forest.partner, certificate, 2 * unit, exact=exact)


def _value(arcs: Arcs, partner: Whole) -> int:
    """Twice the value of a matching."""
    origins = np.repeat(np.arange(len(partner)), np.diff(arcs.start))
    return int(arcs.value[partner[origins] == arcs.end].sum())
