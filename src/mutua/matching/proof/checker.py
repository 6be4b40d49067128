"""Check prices against every pair that could be chosen: plain numpy, nothing of what found them.

A person with room for two is two nodes. A gate between two people is two nodes more, with edges (places of
the first, near), (near, far), (far, places of the second), each worth as much as the pair: closed, near and
far are taken; open, each with one person. So a set of pairs is worth one value per gate more among the nodes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mutua.matching.proof.naming import gate_nodes, place_name
from mutua.matching.proof.statement import Duals, Group, Pair

Numbers = NDArray[np.int64]
NodeEdges = tuple[Numbers, Numbers, Numbers]
"""Two nodes each, and the number of the pair they stand for."""
LARGEST = 1 << 61
"""Sums of two prices and of the groups around a pair stay below 2**63."""
MOST_TOLD = 20


@dataclass(frozen=True)
class Wrong:
    """One thing that does not hold: a code of wrongs.WRONGS and what to say with it."""

    code: str
    details: Mapping[str, str | int]


class Refused(Exception):  # noqa: N818 - it is an answer, not a mistake of the program
    """The prices prove nothing, for these reasons."""

    def __init__(self, wrongs: Sequence[Wrong]) -> None:
        super().__init__(", ".join(wrong.code for wrong in wrongs))
        self.wrongs = tuple(wrongs)


def wrong(code: str, **details: str | int) -> Wrong:
    """Short for Wrong."""
    return Wrong(code, details)


@dataclass(frozen=True)
class Choice:
    """What could be chosen: names of people, how many tandems each has room for, pairs and their weights."""

    names: Sequence[str]
    room: Numbers
    first: Numbers
    second: Numbers
    weight: Numbers


def proven_value(choice: Choice, duals: Duals) -> int:
    """What no set of pairs can exceed, in weight plus `bonus` per pair. Raises Refused."""
    nodes = _Nodes(choice, duals)
    uncovered = nodes.uncovered()
    if len(uncovered):
        raise Refused([nodes.shortfall(pair) for pair in uncovered[:MOST_TOLD].tolist()])
    # Whole numbers of Python from here on: they never run over.
    total = sum(map(int, nodes.price))
    total += sum(group.price * (size // 2) for group, size in zip(duals.groups, nodes.sizes, strict=True))
    if duals.total not in (None, total):
        raise Refused([wrong("total_differs", total=total, said=duals.total)])
    at_gates = sum(map(int, choice.weight[nodes.gated])) + duals.bonus * len(nodes.gated)
    return total // duals.scale - at_gates


class _Nodes:
    """The nodes of a choice with their prices, by number: places of people, then gates."""

    def __init__(self, choice: Choice, duals: Duals) -> None:
        self.choice = choice
        self.duals = duals
        self.starts = np.concatenate([[0], np.cumsum(choice.room)])
        self.gated = _gated(choice, duals.gates)
        self.names = [
            place_name(person, place)
            for person, room in zip(choice.names, choice.room.tolist(), strict=True)
            for place in range(room)
        ]
        self.names += [name for gate in duals.gates for name in gate_nodes(*gate)]
        place = {name: number for number, name in enumerate(self.names)}
        _check_prices(duals, place)
        self.sizes, prices = _checked_groups(duals.groups, place)
        _check_sizes(choice, duals, max(prices, default=0))
        self.price = np.array([duals.prices[name] for name in self.names], dtype=np.int64)
        self._groups = _Groups(duals.groups, prices, place)

    def uncovered(self) -> Numbers:
        """Pairs whose value the prices around them do not reach, the first first."""
        found = [np.empty(0, dtype=np.int64)]
        for one, other, pair in self._edges():
            have, need = self.price[one] + self.price[other], self._needed(pair)
            short = np.flatnonzero(have < need)
            have[short] += self._groups.price_around(one[short], other[short])
            found.append(pair[short][have[short] < need[short]])
        return np.unique(np.concatenate(found))

    def shortfall(self, pair: int) -> Wrong:
        """In words: the pair is worth more than the prices around it."""
        choice = self.choice
        people = choice.names[choice.first[pair]], choice.names[choice.second[pair]]
        return wrong("uncovered", a=people[0], b=people[1], weight=int(choice.weight[pair]))

    def _needed(self, pair: Numbers) -> Numbers:
        needed: Numbers = self.duals.scale * (self.choice.weight[pair] + self.duals.bonus)
        return needed

    def _edges(self) -> Iterator[NodeEdges]:
        """All edges between nodes."""
        room, first, second = self.choice.room, self.choice.first, self.choice.second
        near = self.starts[-1] + 2 * np.arange(len(self.gated))
        free = np.ones(len(first), dtype=np.bool_)
        free[self.gated] = False
        places = range(int(room.max(initial=0)))
        for one in places:
            for other in places:
                pair = np.flatnonzero(free & (room[first] > one) & (room[second] > other))
                yield self.starts[first[pair]] + one, self.starts[second[pair]] + other, pair
            for side, gate in ((first, near), (second, near + 1)):
                open_ = np.flatnonzero(room[side[self.gated]] > one)
                yield self.starts[side[self.gated[open_]]] + one, gate[open_], self.gated[open_]
        yield near, near + 1, self.gated


class _Groups:
    """Which groups hold two nodes. Number 0 stands for no group, the others count from 1."""

    def __init__(self, groups: Sequence[Group], prices: Sequence[int], place: Mapping[str, int]) -> None:
        around = np.array([0, *(group.inside or 0 for group in groups)], dtype=np.int64)
        self._price = np.array([0, *prices], dtype=np.int64)
        self._depth = np.zeros(len(around), dtype=np.int64)
        for number in range(1, len(around)):
            self._depth[number] = self._depth[around[number]] + 1
        # One step outwards, two, four, eight …
        self._outwards = [around]
        while self._outwards[-1].any():
            self._outwards.append(self._outwards[-1][self._outwards[-1]])
        self._of = np.zeros(len(place), dtype=np.int64)
        for number, group in enumerate(groups, start=1):
            self._of[[place[name] for name in group.members]] = number

    def price_around(self, one: Numbers, other: Numbers) -> Numbers:
        """The prices of all groups that hold both nodes, added up: of the smallest such and all around it."""
        a, b = self._of[one], self._of[other]
        a, b = np.where(self._depth[a] < self._depth[b], (b, a), (a, b))
        deeper = self._depth[a] - self._depth[b]
        for step, outwards in enumerate(self._outwards):
            a = np.where(deeper >> step & 1, outwards[a], a)
        for outwards in reversed(self._outwards):
            apart = outwards[a] != outwards[b]
            a, b = np.where(apart, outwards[a], a), np.where(apart, outwards[b], b)
        around: Numbers = self._price[np.where(a == b, a, self._outwards[0][a])]
        return around


def _gated(choice: Choice, gates: Sequence[Pair]) -> Numbers:
    """The pair of each gate."""
    number = {name: place for place, name in enumerate(choice.names)}
    people = len(choice.names)
    wanted = []
    for gate in gates:
        a, b = (number.get(person, -1) for person in gate)
        wanted.append(a * people + b if min(a, b) >= 0 else -1)
    keys = choice.first * people + choice.second
    order = np.argsort(keys)
    place = np.searchsorted(keys, wanted, sorter=order)
    found = order[np.minimum(place, len(keys) - 1)] if len(keys) else np.zeros(len(wanted), dtype=np.int64)
    missing = [
        wrong("gate", a=gate[0], b=gate[1])
        for gate, key, pair in zip(gates, wanted, found.tolist(), strict=True)
        if not len(keys) or keys[pair] != key
    ]
    missing += [wrong("gate", a=a, b=b) for (a, b), times in Counter(gates).items() if times > 1]
    if missing:
        raise Refused(missing[:MOST_TOLD])
    return found.astype(np.int64)


def _check_prices(duals: Duals, place: Mapping[str, int]) -> None:
    """A price for every node and none besides, none below zero."""
    wrongs = [wrong("scale", value=duals.scale)] if duals.scale < 1 else []
    wrongs += [wrong("bonus", value=duals.bonus)] if duals.bonus < 0 else []
    wrongs += [wrong("price_missing", node=name) for name in place if name not in duals.prices]
    wrongs += [wrong("price_stranger", node=name) for name in duals.prices if name not in place]
    wrongs += [wrong("price_negative", node=name) for name, price in duals.prices.items() if price < 0]
    if wrongs:
        raise Refused(wrongs[:MOST_TOLD])


def _checked_groups(groups: Sequence[Group], place: Mapping[str, int]) -> tuple[list[int], list[int]]:
    """Per group its number of nodes, and its price with those of all groups around it.

    Raises Refused where groups are not odd or not nested.
    """
    wrongs = []
    sizes, prices = [len(group.members) for group in groups], [group.price for group in groups]
    holders = Counter(name for group in groups for name in group.members)
    for number, group in enumerate(groups, start=1):
        strangers = [name for name in group.members if name not in place]
        wrongs += [wrong("group_stranger", group=number, node=name) for name in strangers]
        wrongs += [wrong("group_repeats", node=name) for name in group.members if holders[name] > 1]
        wrongs += [wrong("group_negative", group=number)] if group.price < 0 else []
        if group.inside is not None and not 1 <= group.inside < number:
            raise Refused([wrong("group_order", group=number)])
        prices[number - 1] += prices[group.inside - 1] if group.inside else 0
    for number, group in reversed(list(enumerate(groups, start=1))):
        if group.inside:
            sizes[group.inside - 1] += sizes[number - 1]
        if sizes[number - 1] % 2 == 0 or sizes[number - 1] < 3:
            wrongs.append(wrong("group_even", group=number, size=sizes[number - 1]))
    if wrongs:
        raise Refused(wrongs[:MOST_TOLD])
    return sizes, prices


def _check_sizes(choice: Choice, duals: Duals, group_price: int) -> None:
    """Sums and products around one pair stay within 64 bits."""
    around = 2 * max(duals.prices.values(), default=0) + group_price
    needed = duals.scale * (int(choice.weight.max(initial=0)) + duals.bonus)
    if max(around, needed) >= LARGEST:
        raise Refused([wrong("too_large")])
