"""From prices by number, as a solver has them, to prices by name, as a proof states them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from mutua.matching.proof.statement import Duals, Group, Pair

Numbers = NDArray[np.int64]


class NodePrices(Protocol):
    """Prices by node number, as a solver has them (see Duals for what they mean).

    owner: (nodes,), the person of each node, -1 for gates; gates: (gates, 3), edge and its two gate nodes,
    the first one near the edge's first person; around: (nodes + groups,), the group that most closely holds a
    node or a group, counted on from the nodes, -1 if none; group_size: how many nodes a group holds.
    """

    @property
    def scale(self) -> int: ...
    @property
    def bonus(self) -> int: ...
    @property
    def owner(self) -> Numbers: ...
    @property
    def gates(self) -> Numbers: ...
    @property
    def price(self) -> Numbers: ...
    @property
    def group_price(self) -> Numbers: ...
    @property
    def group_size(self) -> Numbers: ...
    @property
    def around(self) -> Numbers: ...


def place_name(person: str, place: int) -> str:
    """The name of a node: the first place of a person is the person. Ids hold no semicolon."""
    return f"{person};{place + 1}" if place else person


def gate_nodes(first: str, second: str) -> Pair:
    """The names of the two nodes of a gate: near the first person, near the second."""
    return f"gate;{first};{second}", f"gate;{second};{first}"


def named_duals(found: NodePrices, people: Sequence[str], first: Numbers, second: Numbers) -> Duals:
    """Prices by name. people: names by number; first, second: the people of each edge."""
    names = [""] * len(found.owner)
    places = dict.fromkeys(range(len(people)), 0)
    for node, person in enumerate(found.owner.tolist()):
        if person >= 0:
            names[node] = place_name(people[person], places[person])
            places[person] += 1
    gates = []
    for edge, near, far in found.gates.tolist():
        gates.append((people[first[edge]], people[second[edge]]))
        names[near], names[far] = gate_nodes(*gates[-1])
    prices = dict(zip(names, found.price.tolist(), strict=True))
    groups = _named_groups(names, found.around.tolist(), found.group_price.tolist())
    pairs_within = (found.group_size // 2).tolist()
    total = sum(found.price.tolist())
    total += sum(price * half for price, half in zip(found.group_price.tolist(), pairs_within, strict=True))
    return Duals(int(found.scale), int(found.bonus), prices, tuple(groups), tuple(gates), total)


def _named_groups(names: Sequence[str], around: Sequence[int], price: Sequence[int]) -> list[Group]:
    """Groups that have a price, outer ones first; what others hold belongs to the one around them."""
    nodes = len(names)
    place: dict[int, int | None] = {-1: None}
    found: list[tuple[int, list[str], int | None]] = []
    for group in _outer_first(around, nodes):
        place[group] = outside = place[around[group]]
        if price[group - nodes]:
            found.append((price[group - nodes], [], outside))
            place[group] = len(found)
    for node, name in enumerate(names):
        holder = place[around[node]]
        if holder is not None:
            found[holder - 1][1].append(name)
    return [Group(price, tuple(members), outside) for price, members, outside in found]


def _outer_first(around: Sequence[int], nodes: int) -> list[int]:
    inner: dict[int, list[int]] = {}
    for group in range(nodes, len(around)):
        inner.setdefault(around[group], []).append(group)
    ordered = inner.get(-1, [])
    for group in ordered:
        ordered += inner.get(group, ())
    return ordered
