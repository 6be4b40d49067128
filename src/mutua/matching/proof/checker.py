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

from mutua.matching.proof.statement import Duals, Pair, gate_nodes, place_name

Numbers = NDArray[np.int64]
NodeEdges = tuple[Numbers, Numbers, Numbers]
"""Two nodes each, and the number of the pair they stand for."""
LARGEST = 1 << 61
"""Sums of two prices and of all groups around a pair stay below 2**63."""
AT_ONCE = 1 << 22
MOST_TOLD = 20


@dataclass(frozen=True)
class Wrong:
    """One thing that does not hold: a code of words.WRONGS and what to say with it."""

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
    half = np.diff(nodes.group_starts) // 2
    # Whole numbers of Python from here on: they never run over.
    total = sum(map(int, nodes.price))
    total += sum(group.price * int(size) for group, size in zip(duals.groups, half, strict=True))
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
        _check_sizes(choice, duals)
        self.price = np.array([duals.prices[name] for name in self.names], dtype=np.int64)
        self.group_price = np.array([group.price for group in duals.groups], dtype=np.int64)
        self.group_starts = np.cumsum([0, *(len(group.members) for group in duals.groups)])
        members = [place[name] for group in duals.groups for name in group.members]
        self._within = _Membership(members, self.group_starts, self.group_price, len(self.names))

    def uncovered(self) -> Numbers:
        """Pairs whose value the prices around them do not reach, the first first."""
        found = [np.empty(0, dtype=np.int64)]
        for one, other, pair in self._edges():
            have, need = self.price[one] + self.price[other], self._needed(pair)
            short = np.flatnonzero(have < need)
            have[short] += self._within.price_of_groups(one[short], other[short])
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


class _Membership:
    """Which groups hold a node."""

    def __init__(self, members: list[int], starts: Numbers, price: Numbers, nodes: int) -> None:
        group = np.repeat(np.arange(len(price)), np.diff(starts))
        # Sorted by node, then group, so that one search answers whether a group holds a node.
        self._groups = max(len(price), 1)
        self._keys = np.sort(np.array(members, dtype=np.int64) * self._groups + group)
        self._price = price
        self._starts = np.searchsorted(self._keys, np.arange(nodes + 1) * self._groups)

    def price_of_groups(self, one: Numbers, other: Numbers) -> Numbers:
        """The prices of all groups that hold both, added up."""
        sums = np.zeros(len(one), dtype=np.int64)
        counts = self._starts[one + 1] - self._starts[one]
        ends = np.cumsum(counts)
        start = 0
        while start < len(one):
            before = int(ends[start] - counts[start])
            stop = max(start + 1, int(np.searchsorted(ends, before + AT_ONCE, side="right")))
            edge = np.repeat(np.arange(start, stop), counts[start:stop])
            entry = self._starts[one[edge]] + np.arange(len(edge)) - (ends[edge] - counts[edge] - before)
            group = self._keys[entry] % self._groups
            wanted = other[edge] * self._groups + group
            place = np.minimum(np.searchsorted(self._keys, wanted), len(self._keys) - 1)
            both = self._keys[place] == wanted
            np.add.at(sums, edge[both], self._price[group[both]])
            start = stop
        return sums


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
    """Prices for every node and none besides, none below zero; groups odd, and nested or apart."""
    wrongs = [wrong("scale", value=duals.scale)] if duals.scale < 1 else []
    wrongs += [wrong("bonus", value=duals.bonus)] if duals.bonus < 0 else []
    wrongs += [wrong("price_missing", node=name) for name in place if name not in duals.prices]
    wrongs += [wrong("price_stranger", node=name) for name in duals.prices if name not in place]
    wrongs += [wrong("price_negative", node=name) for name, price in duals.prices.items() if price < 0]
    for number, group in enumerate(duals.groups, start=1):
        strangers = [name for name in group.members if name not in place]
        wrongs += [wrong("group_stranger", group=number, node=name) for name in strangers]
        if len(group.members) % 2 == 0 or len(group.members) < 3:
            wrongs.append(wrong("group_even", group=number, size=len(group.members)))
        if len(set(group.members)) < len(group.members):
            wrongs.append(wrong("group_repeats", group=number))
        if group.price < 0:
            wrongs.append(wrong("group_negative", group=number))
    if not wrongs:
        wrongs = _crossing(duals)
    if wrongs:
        raise Refused(wrongs[:MOST_TOLD])


def _crossing(duals: Duals) -> list[Wrong]:
    """Groups of which one neither holds the other nor stands apart from it."""
    inside: dict[str, int] = {}
    wrongs = []
    for number in sorted(range(len(duals.groups)), key=lambda group: -len(duals.groups[group].members)):
        around = {inside.get(name, -1) for name in duals.groups[number].members}
        if len(around) > 1:
            wrongs.append(wrong("group_crossing", group=number + 1, other=max(around) + 1))
        inside |= dict.fromkeys(duals.groups[number].members, number)
    return wrongs


def _check_sizes(choice: Choice, duals: Duals) -> None:
    """Sums and products around one pair stay within 64 bits."""
    groups = sum(group.price for group in duals.groups)
    around = 2 * max(duals.prices.values(), default=0) + groups
    needed = duals.scale * (int(choice.weight.max(initial=0)) + duals.bonus)
    if max(around, needed) >= LARGEST:
        raise Refused([wrong("too_large")])
