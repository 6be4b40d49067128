"""A graph as arcs: each edge stands with both of its ends, sorted by where it starts."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mutua.matching.compiled import borrowing, compiled

Whole = NDArray[np.int64]


class Arcs(NamedTuple):
    """Arcs of vertex v: numbers start[v] to start[v + 1]. end: where an arc leads; value: what it is worth.

    start: shape (vertices + 1,); end, value: (2 · edges,).
    """

    start: Whole
    end: NDArray[np.int32]
    value: Whole


def arcs_of(vertices: int, first: NDArray[np.int64], second: NDArray[np.int64], value: Whole) -> Arcs:
    """The arcs of edges (first, second), no edge twice and none from a vertex to itself."""
    start = np.zeros(vertices + 1, dtype=np.int64)
    np.cumsum(np.bincount(first, minlength=vertices) + np.bincount(second, minlength=vertices), out=start[1:])
    arcs = Arcs(start, np.empty(2 * len(first), np.int32), np.empty(2 * len(first), np.int64))
    _fill(arcs, start[:-1].copy(), first, second, value)
    return arcs


@compiled
def _fill(arcs: Arcs, place: Whole, first: Whole, second: Whole, value: Whole) -> None:
    for edge in range(len(first)):
        one, other = first[edge], second[edge]
        arcs.end[place[one]], arcs.value[place[one]] = other, value[edge]
        place[one] += 1
        arcs.end[place[other]], arcs.value[place[other]] = one, value[edge]
        place[other] += 1


@borrowing
def origin(start: Whole, arc: int) -> int:
    """The vertex where an arc starts."""
    low, high = 0, len(start) - 1
    while high - low > 1:
        middle = (low + high) // 2
        if start[middle] <= arc:
            low = middle
        else:
            high = middle
    return low
