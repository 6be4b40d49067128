"""The coarse part of the auction: near the best, whatever it remembered of the arcs."""

from __future__ import annotations

import numpy as np
import pytest

from mutua.matching.blossom import haggle as haggling
from mutua.matching.blossom.arcs import Arcs, arcs_of
from mutua.matching.blossom.auction import Auction, new_auction
from mutua.matching.blossom.haggle import haggle, smallest

HUGE = 1 << 38


def drawn(seed: int, unit: int) -> Arcs:
    """A graph of up to 60 vertices, some without arcs, many values equal."""
    random = np.random.default_rng(seed)
    vertices = int(random.integers(1, 60))
    one, other = np.triu_indices(vertices, 1)
    chosen = random.random(len(one)) < random.choice([0.05, 0.2, 0.9])
    values = random.integers(0, random.choice([1, 3, 1_000_000]), chosen.sum(), endpoint=True)
    return arcs_of(vertices, one[chosen], other[chosen], values.astype(np.int64) * unit)


def haggled(arcs: Arcs, one: int) -> Auction:
    auction = new_auction(len(arcs.start) - 1)
    for share in haggle(arcs, auction, one):
        assert 0 <= share < 1
    return auction


def gains(arcs: Arcs, cost: np.ndarray, vertex: int) -> dict[int, int]:
    """What each partner would gain a vertex, itself included."""
    row = slice(arcs.start[vertex], arcs.start[vertex + 1])
    others = {
        int(end): int(value - cost[end]) for end, value in zip(arcs.end[row], arcs.value[row], strict=True)
    }
    return {vertex: int(-cost[vertex]), **others}


@pytest.mark.parametrize("seed", range(60))
def test_nobody_could_gain_more_than_a_step_elsewhere(seed: int) -> None:
    arcs = drawn(seed, 7)
    auction = haggled(arcs, smallest(arcs, 7))
    everyone = range(len(auction.taken))
    assert sorted(auction.taken) == list(everyone)
    assert [auction.taker[auction.taken[vertex]] for vertex in everyone] == list(everyone)
    for vertex in everyone:
        possible = gains(arcs, auction.cost, vertex)
        assert possible[int(auction.taken[vertex])] >= max(possible.values()) - 7


@pytest.mark.parametrize("seed", range(20))
def test_values_too_large_are_haggled_over_in_larger_units(seed: int) -> None:
    arcs = drawn(seed, HUGE)
    one = smallest(arcs, 1)
    auction = haggled(arcs, one)
    for vertex in range(len(auction.taken)):
        possible = gains(arcs, auction.cost, vertex)
        # One step, and each value rounded down by less than one.
        assert possible[int(auction.taken[vertex])] >= max(possible.values()) - 2 * one


def test_haggling_stops_before_a_cost_leaves_its_numbers() -> None:
    arcs = arcs_of(3, np.array([0, 1]), np.array([2, 2]), np.array([9, 9]))
    market = haggling._open_market(arcs, 1)
    market.cost[:] = haggling.TOO_MUCH - 2
    haggling._call_all(market)
    before = market.cost.copy()
    assert not haggling._bid(market, 5, 10)
    assert (market.cost == before).all()
