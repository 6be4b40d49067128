"""The linear relaxation by an auction (D. P. Bertsekas, 1979) on two copies of each vertex.

Every vertex bids for a partner and is bid for; it may also take itself, at no value, and stay alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mutua.matching.blossom.arcs import Arcs, Whole
from mutua.matching.compiled import borrowing, compiled, fetch

BIDS_AT_ONCE = 500_000
FINER = 20
"""Each step is this part of the last. Where many people want few, larger leaps make bidding wars long."""
NOBODY = -1
AHEAD, LINES, LINE = 4, 2, 16
"""Arcs that will be looked at so much later are fetched from memory meanwhile: so many lines of so many."""


class Auction(NamedTuple):
    """Who takes whom (`taken`) and by whom they are taken (`taker`), NOBODY yet; what each costs (`cost`).

    waiting: those still to bid, the first `bidders[0]` of them.
    """

    taken: Whole
    taker: Whole
    cost: Whole
    waiting: Whole
    bidders: Whole


class _Queue(NamedTuple):
    """Vertices in a ring, `size` of them from `head` on; waits: which they are."""

    ring: Whole
    waits: NDArray[np.bool_]
    head: Whole
    size: Whole


def new_auction(vertices: int) -> Auction:
    """Nobody has taken anyone, and everyone is free of charge."""
    return Auction(
        taken=np.full(vertices, NOBODY, np.int64),
        taker=np.full(vertices, NOBODY, np.int64),
        cost=np.zeros(vertices, np.int64),
        waiting=np.empty(vertices, np.int64),
        bidders=np.zeros(1, np.int64),
    )


def ever_finer(step: int, factor: int) -> list[int]:
    """Steps from this one down to one, each so many times smaller than the last."""
    steps = [max(1, step)]
    while steps[-1] > 1:
        steps.append(max(1, steps[-1] // factor))
    return steps


def bid_all(arcs: Arcs, auction: Auction, step: int) -> Iterator[float]:
    """Bid in ever finer steps down to one; the share of steps done is given after each part.

    Values that are multiples of more than the number of vertices make the last outcome a best one.
    """
    steps = ever_finer(step, FINER)
    for number, finer in enumerate(steps):
        even_out(arcs, auction.cost)
        _begin(auction)
        while auction.bidders[0]:
            bid(arcs, auction, finer, BIDS_AT_ONCE)
            yield number / len(steps)


@compiled
def even_out(arcs: Arcs, cost: Whole) -> None:
    """Let each vertex cost the mean of what it costs and what its best partner gains it.

    Bidding only raises costs, so where it went on for long they stand too high, and gains as much too low.
    In a best outcome both are the price of the same vertex, so the mean is nearer to that than either.
    Without this, lists of people with many equal values take ten times as long for the next step.
    """
    gains = np.empty_like(cost)
    for vertex in range(len(cost)):
        gains[vertex] = -cost[vertex]
        for arc in range(arcs.start[vertex], arcs.start[vertex + 1]):
            gains[vertex] = max(gains[vertex], arcs.value[arc] - cost[arcs.end[arc]])
    for vertex in range(len(cost)):
        cost[vertex] = (cost[vertex] + gains[vertex]) // 2


def _begin(auction: Auction) -> None:
    auction.taken.fill(NOBODY)
    auction.taker.fill(NOBODY)
    auction.waiting[:] = np.arange(len(auction.waiting))[::-1]
    auction.bidders[0] = len(auction.waiting)


@compiled
def bid(arcs: Arcs, auction: Auction, step: int, limit: int) -> None:
    """At most `limit` bids: each takes its best partner and pays what the second best leaves, and a step."""
    waiting, cost = auction.waiting, auction.cost
    left = auction.bidders[0]
    for _ in range(limit):
        if left == 0:
            break
        bidder = waiting[left - 1]
        best, wanted, second = -cost[bidder], bidder, np.int64(-(1 << 62))
        for arc in range(arcs.start[bidder], arcs.start[bidder + 1]):
            gain = arcs.value[arc] - cost[arcs.end[arc]]
            if gain > best:
                best, wanted, second = gain, arcs.end[arc], best
            elif gain > second:
                second = gain
        cost[wanted] += (best - second if second > -(1 << 61) else 0) + step
        loser = auction.taker[wanted]
        auction.taker[wanted], auction.taken[bidder] = bidder, wanted
        if loser == NOBODY:
            left -= 1
        else:
            auction.taken[loser] = NOBODY
            waiting[left - 1] = loser
    auction.bidders[0] = left


@borrowing
def _fetch(arcs: Arcs, vertex: int) -> None:
    place = arcs.start[vertex]
    for line in range(LINES):
        fetch(arcs.end, place + line * LINE)
        fetch(arcs.value, place + line * LINE)
        fetch(arcs.value, place + line * LINE + LINE // 2)


@compiled
def tighten(arcs: Arcs, auction: Auction) -> Whole:
    """Prices of vertices under which every pair taken is exactly tight: an optimal dual of the relaxation.

    The auction must be over, with steps of one. Costs rise (a label-correcting shortest path) until no
    vertex would rather have another partner.
    """
    cost, vertices = auction.cost, len(auction.cost)
    value = _values_taken(arcs, auction)
    queue = _Queue(
        np.arange(vertices),
        np.ones(vertices, np.bool_),
        np.zeros(1, np.int64),
        np.full(1, vertices, np.int64),
    )
    while queue.size[0] > 0:
        offer = queue.ring[queue.head[0]]
        if queue.size[0] > AHEAD:
            _fetch(arcs, auction.taker[queue.ring[(queue.head[0] + AHEAD) % vertices]])
        queue.waits[offer] = False
        queue.head[0] = (queue.head[0] + 1) % vertices
        queue.size[0] -= 1
        taker = auction.taker[offer]
        least = cost[offer] - value[taker]
        _raise_cost(queue, cost, taker, least)
        for arc in range(arcs.start[taker], arcs.start[taker + 1]):
            _raise_cost(queue, cost, arcs.end[arc], least + arcs.value[arc])
    return value - cost[auction.taken] + cost


@borrowing
def _raise_cost(queue: _Queue, cost: Whole, vertex: int, needed: int) -> None:
    """Let a vertex cost at least what is needed, and look at it again if that is news."""
    if needed > cost[vertex]:
        cost[vertex] = needed
        if not queue.waits[vertex]:
            queue.waits[vertex] = True
            queue.ring[(queue.head[0] + queue.size[0]) % len(queue.ring)] = vertex
            queue.size[0] += 1


@compiled
def _values_taken(arcs: Arcs, auction: Auction) -> Whole:
    value = np.zeros(len(auction.taken), np.int64)
    for vertex in range(len(auction.taken)):
        for arc in range(arcs.start[vertex], arcs.start[vertex + 1]):
            if arcs.end[arc] == auction.taken[vertex]:
                value[vertex] = arcs.value[arc]
    return value


@compiled
def rough_prices(arcs: Arcs, cost: Whole) -> Whole:
    """Prices that cover every arc, whatever the costs: a bound before the auction is over."""
    prices = np.zeros(len(cost), np.int64)
    for vertex in range(len(cost)):
        best = -cost[vertex]
        for arc in range(arcs.start[vertex], arcs.start[vertex + 1]):
            best = max(best, arcs.value[arc] - cost[arcs.end[arc]])
        prices[vertex] = best + cost[vertex]
    return prices


@compiled
def pairs_taken(auction: Auction) -> Whole:
    """The partner of each vertex, NOBODY if none: along circles of takers every second pair.

    One vertex of each odd circle is left over. Also good for an auction that is not over, where takers
    form chains.
    """
    taken, taker = auction.taken, auction.taker
    partner, seen = np.full(len(taken), NOBODY, np.int64), np.zeros(len(taken), np.bool_)
    for start in range(len(taken)):
        head = start
        while not seen[start] and taker[head] != NOBODY and taker[head] != start:
            head = taker[head]  # the beginning of a chain; in a circle, the one before the start
        if taker[head] == start:
            head = start
        vertex = head
        while not seen[vertex]:
            seen[vertex] = True
            other = taken[vertex]
            if other == NOBODY or seen[other]:
                break
            partner[vertex], partner[other] = other, vertex
            seen[other] = True
            if taken[other] == NOBODY:
                break
            vertex = taken[other]
    return partner
