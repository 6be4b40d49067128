"""Prices that prove how good a matching is: the linear dual with odd sets (J. Edmonds, 1965)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from mutua.matching.blossom.arcs import Small, Whole
from mutua.matching.blossom.forest import NOTHING, Forest


class Certificate(NamedTuple):
    """Prices in halves of a unit of value.

    price: (vertices,) ≥ 0; group_price: (groups,) ≥ 0; around: (vertices + groups,), the group that holds
    a vertex or a group most closely, as its number counted on from the vertices, or NOTHING; group_size:
    vertices in each group, an odd number.
    """

    price: Whole
    group_price: Whole
    around: Small
    group_size: Small

    def bound(self) -> int:
        """No matching has more than half of this, in units of value."""
        return int(self.price.sum()) + int((self.group_price * (self.group_size // 2)).sum())


def certificate_of(forest: Forest) -> Certificate:
    """The prices of a forest between two searches."""
    vertices = len(forest.price)
    blossoms = np.flatnonzero(forest.node["first"] != NOTHING)
    number = np.full(len(forest.node), NOTHING, np.int32)
    number[blossoms] = vertices + np.arange(len(blossoms))
    parents = forest.node["parent"][np.concatenate([np.arange(vertices), blossoms])]
    return Certificate(
        price=forest.price,
        group_price=forest.node["price"][blossoms],
        around=np.where(parents == NOTHING, NOTHING, number[parents]),
        group_size=forest.node["size"][blossoms],
    )
