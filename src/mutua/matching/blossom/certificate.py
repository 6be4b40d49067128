"""Prices that prove how good a matching is: the linear dual with odd sets (J. Edmonds, 1965)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from mutua.matching.blossom.arcs import Whole
from mutua.matching.blossom.forest import NOTHING, Forest

HALF = 30
"""Bits; sums of prices are taken in two parts, for together they may not fit into 64."""


class Certificate(NamedTuple):
    """Prices in halves of a unit of value.

    price: (vertices,) ≥ 0; group_price: (groups,) ≥ 0; around: (vertices + groups,), the group that holds
    a vertex or a group most closely, as its number counted on from the vertices, or NOTHING; group_size:
    vertices in each group, an odd number.
    """

    price: Whole
    group_price: Whole
    around: Whole
    group_size: Whole

    def bound(self) -> int:
        """No matching is worth more than this, in the unit of prices. Exact, however large."""
        high, low = self.price >> HALF, self.price & ((1 << HALF) - 1)
        halves = (self.group_size // 2).tolist()
        groups: int = sum(price * half for price, half in zip(self.group_price.tolist(), halves, strict=True))
        return (int(high.sum()) << HALF) + int(low.sum()) + groups


def certificate_of(forest: Forest) -> Certificate:
    """The prices of a forest between two searches."""
    vertices = len(forest.price)
    blossoms = np.flatnonzero(forest.node["first"] != NOTHING)
    number = np.full(len(forest.node), NOTHING, np.int64)
    number[blossoms] = vertices + np.arange(len(blossoms))
    parents = forest.node["parent"][np.concatenate([np.arange(vertices), blossoms])]
    return Certificate(
        price=forest.price,
        group_price=forest.node["price"][blossoms],
        around=np.where(parents == NOTHING, NOTHING, number[parents]),
        group_size=forest.node["size"][blossoms],
    )
