"""The first, coarse part of the auction, in numbers small enough to stay near the processor.

Most bids are made while prices are still far from final. They need no exactness: whatever costs come out, the
exact auction that follows starts from them and corrects them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mutua.matching.blossom.arcs import Arcs, Whole
from mutua.matching.blossom.auction import NOBODY, Auction, ever_finer
from mutua.matching.compiled import borrowing, compiled, fetch

Small = NDArray[np.int32]

COARSEST, FINER = 24, 16
"""The first step is this part of the highest value; each next one this part of the last."""
BITS = 24
"""Values are rounded down to so many; costs have room for many times as much."""
TOO_MUCH = 1 << 30
"""Nothing may cost more, or sums would leave 32 bits."""
BIDS_AT_ONCE = 500_000
AHEAD = 8
"""Who bids so many bids later has their numbers fetched from memory meanwhile."""
LINES, LINE = 5, 16
"""Of their arcs so many lines of memory, of so many numbers each."""
WIDTH, REST = 8, 6
"""So many numbers are known of each vertex: three arcs, at REST what the fourth would gain, and a gap."""
NEVER = -(1 << 31)


class Market(NamedTuple):
    """arc: (2 · arcs,), where each leads and its value by turns; cost, taken, taker: as in Auction.

    known: (WIDTH · vertices,): the three best arcs of a vertex when it last looked at all of them, each as
    in `arc`, and what the fourth best would have gained. Costs only rise, so nothing else gains more since.
    ring: (vertices,), who still has to bid, `size` of them from `head` on; at: [head, size].
    """

    start: Whole
    arc: Small
    cost: Small
    taken: Small
    taker: Small
    known: Small
    ring: Small
    at: Whole


def haggle(arcs: Arcs, auction: Auction, one: int) -> Iterator[float]:
    """Bid in ever finer steps, down to `one` of value; the share of steps done is given after each part.

    `auction` holds by then what everything costs and who takes whom so far.
    """
    market = _open_market(arcs, one)
    steps = ever_finer(int(arcs.value.max(initial=0)) // one // COARSEST, FINER)
    for number, step in enumerate(steps):
        if number > 0:
            _even_out(market)
        _call_all(market)
        while market.at[1] > 0:
            affordable = _bid(market, step, BIDS_AT_ONCE)
            np.multiply(market.cost, one, out=auction.cost, dtype=np.int64)
            auction.taken[:], auction.taker[:] = market.taken, market.taker
            if not affordable:
                return
            yield number / len(steps)


def smallest(arcs: Arcs, unit: int) -> int:
    """What to bid in: units of weight, or more where weights do not fit into BITS."""
    return max(unit, int(arcs.value.max(initial=0)) >> BITS)


def _open_market(arcs: Arcs, one: int) -> Market:
    vertices = len(arcs.start) - 1
    known = np.zeros((vertices, WIDTH), np.int32)
    known[:, 1:REST:2] = -TOO_MUCH
    known[:, REST] = TOO_MUCH
    arc = _small(arcs, 1 / one)
    return Market(
        start=arcs.start,
        arc=arc,
        cost=_first_costs(arcs.start, arc),
        taken=np.zeros(vertices, np.int32),
        taker=np.zeros(vertices, np.int32),
        known=known.ravel(),
        ring=np.zeros(vertices, np.int32),
        at=np.zeros(2, np.int64),
    )


@compiled
def _small(arcs: Arcs, factor: float) -> Small:
    arc = np.empty(2 * len(arcs.end), np.int32)
    for number in range(len(arcs.end)):
        arc[2 * number] = arcs.end[number]
        arc[2 * number + 1] = int(arcs.value[number] * factor)
    return arc


@compiled
def _first_costs(start: Whole, arc: Small) -> Small:
    """Costs near the last ones: two ends of an arc cost its value together, or more where they must.

    Everyone costs half of the highest value around; then one after the other as little as the others allow.
    """
    cost = np.zeros(len(start) - 1, np.int32)
    for vertex in range(len(cost)):
        for place in range(2 * start[vertex], 2 * start[vertex + 1], 2):
            cost[vertex] = max(cost[vertex], (arc[place + 1] + 1) // 2)
    for vertex in range(len(cost)):
        least = np.int32(0)
        for place in range(2 * start[vertex], 2 * start[vertex + 1], 2):
            least = max(least, arc[place + 1] - cost[arc[place]])
        cost[vertex] = least
    return cost


@compiled
def _even_out(market: Market) -> None:
    """As auction.even_out; costs may fall, so what was remembered of arcs holds no longer."""
    gains = np.empty_like(market.cost)
    for vertex in range(len(gains)):
        gains[vertex] = -market.cost[vertex]
        for place in range(2 * market.start[vertex], 2 * market.start[vertex + 1], 2):
            gain = market.arc[place + 1] - market.cost[market.arc[place]]
            gains[vertex] = max(gains[vertex], gain)
    for vertex in range(len(gains)):
        market.cost[vertex] = (market.cost[vertex] + gains[vertex]) // 2
        market.known[WIDTH * vertex + REST] = TOO_MUCH


def _call_all(market: Market) -> None:
    market.taken.fill(NOBODY)
    market.taker.fill(NOBODY)
    market.ring[:] = np.arange(len(market.ring))
    market.at[:] = 0, len(market.ring)


@compiled
def _bid(market: Market, step: int, limit: int) -> bool:
    """At most `limit` bids, as in auction.bid; False before something costs more than numbers can hold."""
    head, size = market.at
    for _ in range(limit):
        if size == 0:
            break
        bidder = market.ring[head]
        if size > AHEAD:
            _fetch(market, market.ring[_around(market, head + AHEAD)])
        best, wanted, second = _best_known(market, bidder)
        if best < market.known[WIDTH * bidder + REST]:
            _look_at_all(market, bidder)
            best, wanted, second = _best_known(market, bidder)
        second = max(second, market.known[WIDTH * bidder + REST])
        cost = market.cost[wanted] + step + (best - second if second > -TOO_MUCH else 0)
        if cost > TOO_MUCH:
            return False
        loser = market.taker[wanted]
        market.cost[wanted], market.taker[wanted], market.taken[bidder] = cost, bidder, wanted
        head, size = _around(market, head + 1), size - 1
        if loser != NOBODY:
            market.taken[loser] = NOBODY
            market.ring[_around(market, head + size)] = loser
            size += 1
    market.at[0], market.at[1] = head, size
    return True


@borrowing
def _around(market: Market, place: int) -> int:
    """A place on the ring, counted on past its end at most once."""
    return place - len(market.ring) if place >= len(market.ring) else place


@borrowing
def _fetch(market: Market, vertex: int) -> None:
    fetch(market.known, WIDTH * vertex)
    for line in range(LINES):
        fetch(market.arc, 2 * market.start[vertex] + line * LINE)


@borrowing
def _best_known(market: Market, bidder: int) -> tuple[int, int, int]:
    """What the best partner gains, who it is, and what the second best gains; all but oneself as known."""
    best, wanted, second = int(-market.cost[bidder]), int(bidder), NEVER
    for place in range(WIDTH * bidder, WIDTH * bidder + REST, 2):
        end = int(market.known[place])
        gain = int(market.known[place + 1]) - int(market.cost[end])
        if gain > best:
            best, wanted, second = gain, end, best
        elif gain > second:
            second = gain
    return best, wanted, second


@borrowing
def _look_at_all(market: Market, bidder: int) -> None:
    """Note the three best arcs of a bidder and what the fourth would gain."""
    gain1 = gain2 = gain3 = gain4 = NEVER
    arc1 = arc2 = arc3 = NOBODY
    for arc in range(market.start[bidder], market.start[bidder + 1]):
        gain = int(market.arc[2 * arc + 1]) - int(market.cost[market.arc[2 * arc]])
        if gain <= gain4:
            continue
        if gain <= gain2:
            if gain > gain3:
                gain3, arc3, gain4 = gain, arc, gain3
            else:
                gain4 = gain
        elif gain > gain1:
            gain1, arc1, gain2, arc2, gain3, arc3, gain4 = gain, arc, gain1, arc1, gain2, arc2, gain3
        else:
            gain2, arc2, gain3, arc3, gain4 = gain, arc, gain2, arc2, gain3
    _note(market, WIDTH * bidder, arc1)
    _note(market, WIDTH * bidder + 2, arc2)
    _note(market, WIDTH * bidder + 4, arc3)
    market.known[WIDTH * bidder + REST] = gain4


@borrowing
def _note(market: Market, place: int, arc: int) -> None:
    if arc != NOBODY:
        market.known[place], market.known[place + 1] = market.arc[2 * arc], market.arc[2 * arc + 1]
