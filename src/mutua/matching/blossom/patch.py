"""A matching made better by short exchanges, for those who cannot wait for the best one."""

from __future__ import annotations

import numpy as np

from mutua.matching.blossom.arcs import Arcs, Whole
from mutua.matching.blossom.forest import NOTHING
from mutua.matching.compiled import compiled

SWEEPS = 10


@compiled
def patch(arcs: Arcs, partner: Whole) -> None:
    """Pair off vertices without a partner, also where an old pair must part for it, while that gains."""
    held = np.zeros(len(partner), np.int64)
    for vertex in range(len(partner)):
        for arc in range(arcs.start[vertex], arcs.start[vertex + 1]):
            if arcs.end[arc] == partner[vertex]:
                held[vertex] = arcs.value[arc]
    for _ in range(SWEEPS):
        gained = False
        for vertex in range(len(partner)):
            if partner[vertex] == NOTHING:
                gained = _place(arcs, partner, held, vertex) or gained
        if not gained:
            break


@compiled
def _place(arcs: Arcs, partner: Whole, held: Whole, vertex: int) -> bool:
    """Give a vertex the partner by whom all gain most, and the one left behind a free one; whether it did."""
    most, chosen = np.int64(0), np.int64(NOTHING)
    for arc in range(arcs.start[vertex], arcs.start[vertex + 1]):
        other = arcs.end[arc]
        gain = arcs.value[arc] - held[other]
        if partner[other] != NOTHING:
            second = _best_free(arcs, partner, partner[other], vertex)
            gain += arcs.value[second] if second != NOTHING else 0
        if gain > most:
            most, chosen = gain, np.int64(arc)
    if chosen == NOTHING:
        return False
    other = arcs.end[chosen]
    left = partner[other]
    _pair(partner, held, vertex, other, arcs.value[chosen])
    if left != NOTHING:
        partner[left], held[left] = NOTHING, 0
        second = _best_free(arcs, partner, left, vertex)
        if second != NOTHING:
            _pair(partner, held, left, arcs.end[second], arcs.value[second])
    return True


@compiled
def _best_free(arcs: Arcs, partner: Whole, vertex: int, but: int) -> int:
    """The most valuable arc from a vertex to one without a partner, other than `but`."""
    best = int(NOTHING)
    for arc in range(arcs.start[vertex], arcs.start[vertex + 1]):
        free = partner[arcs.end[arc]] == NOTHING and arcs.end[arc] != but
        if free and (best == NOTHING or arcs.value[arc] > arcs.value[best]):
            best = int(arc)
    return best


@compiled
def _pair(partner: Whole, held: Whole, one: int, other: int, value: int) -> None:
    partner[one], partner[other] = other, one
    held[one], held[other] = value, value
