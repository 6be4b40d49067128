"""Best pairs and prices that prove them for tiny graphs, by integer programming over all odd sets."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from mutua.matching.proof.checker import Choice
from mutua.matching.proof.naming import gate_nodes, place_name
from mutua.matching.proof.statement import Claim, Duals, Group, Statement
from tests.matching.whole import least

MOST_NODES = 9
NodeEdge = tuple[str, str, int]


@dataclass(frozen=True)
class Net:
    """The nodes of a choice, the edges between them, and the pairs behind a gate."""

    nodes: list[str]
    edges: list[NodeEdge]
    gates: list[int]


def net_of(choice: Choice, bonus: int) -> Net:
    """Every pair of two people with room for two is put behind a gate."""
    rooms = choice.room.tolist()
    nodes = [
        place_name(name, place)
        for name, room in zip(choice.names, rooms, strict=True)
        for place in range(room)
    ]
    edges: list[NodeEdge] = []
    gates = []
    triples = zip(choice.first.tolist(), choice.second.tolist(), choice.weight.tolist(), strict=True)
    for pair, (a, b, weight) in enumerate(triples):
        value = weight + bonus
        places = [[place_name(choice.names[p], place) for place in range(rooms[p])] for p in (a, b)]
        if min(rooms[a], rooms[b]) < 2:
            edges += [(one, other, value) for one in places[0] for other in places[1]]
            continue
        gates.append(pair)
        near, far = gate_nodes(choice.names[a], choice.names[b])
        nodes += [near, far]
        edges += [(near, far, value)]
        edges += [(place, near, value) for place in places[0]] + [(place, far, value) for place in places[1]]
    return Net(nodes, edges, gates)


def best_pairs(choice: Choice, bonus: int) -> list[int]:
    """Numbers of the pairs that weigh most together, with the bonus."""
    pairs = np.arange(len(choice.weight))
    if not len(pairs):
        return []
    rows = np.zeros((len(choice.names), len(pairs)))
    rows[choice.first, pairs] = rows[choice.second, pairs] = 1
    taken = least(-(choice.weight + bonus), rows, np.zeros(len(choice.names)), choice.room, 1)
    return np.flatnonzero(taken > 0.5).tolist()


def prices(choice: Choice, bonus: int) -> Duals:
    """Whole prices that prove the best value, with groups nested or apart.

    They exist, as the inequalities of odd sets are totally dual integral. A sum that is concave in the sizes
    of groups is least where no two of them cross.
    """
    net = net_of(choice, bonus)
    if not net.nodes:
        return Duals(1, bonus, {}, (), ())
    sets = [frozenset(s) for size in range(3, len(net.nodes) + 1, 2) for s in combinations(net.nodes, size)]
    costs = [1.0] * len(net.nodes) + [len(s) // 2 for s in sets]
    found = _least(net, sets, np.array(costs), costs, np.inf)
    crossing = np.array([0.0] * len(net.nodes) + [len(s) * (100.0 - len(s)) for s in sets])
    found = _least(net, sets, crossing, costs, float(np.round(found @ costs)))
    whole = [int(value) for value in np.round(found)]
    priced = zip(sets, whole[len(net.nodes) :], strict=True)
    groups = nested({members: price for members, price in priced if price})
    named = dict(zip(net.nodes, whole[: len(net.nodes)], strict=True))
    gates = tuple((choice.names[choice.first[pair]], choice.names[choice.second[pair]]) for pair in net.gates)
    return Duals(1, bonus, named, tuple(groups), gates)


def nested(prices: dict[frozenset[str], int]) -> list[Group]:
    """Sets that are nested or apart, as a proof lists them."""
    sets = sorted(prices, key=lambda s: (-len(s), sorted(s)))
    groups = []
    for number, s in enumerate(sets):
        outside = [place for place, outer in enumerate(sets[:number], start=1) if s < outer]
        held = set().union(*(inner for inner in sets if inner < s))
        groups.append(Group(prices[s], tuple(sorted(s - held)), max(outside, default=None)))
    return groups


def _least(
    net: Net, sets: list[frozenset[str]], aim: np.ndarray, costs: list[float], most: float
) -> np.ndarray:
    rows = np.zeros((len(net.edges) + 1, len(net.nodes) + len(sets)))
    for row, (one, other, _) in zip(rows, net.edges, strict=False):
        row[[net.nodes.index(one), net.nodes.index(other)]] = 1
        row[[len(net.nodes) + number for number, s in enumerate(sets) if {one, other} <= s]] = 1
    rows[-1] = costs
    lower = np.array([*(value for *_, value in net.edges), 0])
    upper = np.append(np.full(len(net.edges), np.inf), most)
    return least(aim, rows, lower, upper, np.inf)


def proved(choice: Choice, *, most_pairs: bool) -> tuple[list[int], Statement]:
    """The best pairs of a choice and a statement that proves them."""
    heaviest = max(choice.weight.tolist(), default=0)
    bonus = (sum(choice.room.tolist()) // 2 + 1) * (heaviest + 1) if most_pairs else 0
    chosen = best_pairs(choice, bonus)
    weight = int(choice.weight[chosen].sum())
    claim = Claim(len(chosen), weight, weight, len(chosen) if most_pairs else None)
    return chosen, Statement(claim, prices(choice, bonus))
