"""Graphs on which searches for augmenting paths go wrong first: odd rings in odd rings, ties, tails."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

Edges = dict[tuple[int, int], int]
"""(smaller node, larger node) → weight."""
Random = np.random.Generator


def joined(edges: Edges, one: int, other: int, weight: int) -> None:
    """Add an edge; of two between the same nodes the last counts."""
    if one != other:
        edges[min(one, other), max(one, other)] = weight


def ring(edges: Edges, parts: list[list[int]], weigh: Callable[[], int], pick: Random) -> None:
    """Edges from each part to the next, at nodes picked from both, around."""
    for part, following in zip(parts, parts[1:] + parts[:1], strict=True):
        joined(edges, int(pick.choice(part)), int(pick.choice(following)), weigh())


def knot(pick: Random, depth: int, weight: int) -> tuple[int, Edges]:
    """Odd rings of odd rings, `depth` deep, outer ones a little lighter; with tails. (nodes, edges)"""
    edges: Edges = {}
    count = 0

    def build(deep: int) -> list[int]:
        nonlocal count
        if deep == 0:
            count += 1
            return [count - 1]
        parts = [build(deep - 1) for _ in range(int(pick.choice([3, 3, 5])))]
        ring(edges, parts, lambda: weight - 2 * deep + int(pick.integers(0, 3)), pick)
        return [node for part in parts for node in part]

    inside = build(depth)
    for _ in range(int(pick.integers(0, len(inside) + 1))):
        joined(edges, int(pick.choice(inside)), count, int(pick.integers(1, weight + 2)))
        count += 1
    return count, edges


def triangles(pick: Random, number: int) -> tuple[int, Edges]:
    """Triangles of equal weight on a string, as deep in ties as can be."""
    edges: Edges = {}
    for first in range(0, 3 * number, 3):
        ring(edges, [[first], [first + 1], [first + 2]], lambda: 1, pick)
        if first:
            joined(
                edges,
                first - int(pick.integers(1, 4)),
                first + int(pick.integers(0, 3)),
                int(pick.integers(0, 3)),
            )
    return 3 * number, edges


def chain(pick: Random, nodes: int) -> tuple[int, Edges]:
    """A path on which every second edge is a little heavier, so that one change runs to its end."""
    shift = int(pick.integers(0, 2))
    edges: Edges = {(node, node + 1): 1000 + (node + shift) % 2 for node in range(nodes - 1)}
    for _ in range(int(pick.integers(0, 4))):
        joined(edges, int(pick.integers(nodes)), int(pick.integers(nodes)), 1000 + int(pick.integers(0, 2)))
    return nodes, edges


def nested_pairs(pick: Random, nodes: int) -> tuple[int, Edges]:
    """Pairs ever lighter, and across them edges worth almost both: each step of the prices is a small one."""
    half = nodes // 2
    edges: Edges = {(2 * pair, 2 * pair + 1): 10 * half - pair for pair in range(half)}
    for pair in range(half - 1):
        joined(edges, 2 * pair + 1, 2 * pair + 2, 10 * half - pair - int(pick.integers(0, 2)))
        if pair % 2:
            joined(edges, 2 * pair, 2 * pair + 3, 10 * half - pair - int(pick.integers(0, 3)))
    return 2 * half, edges


def blossom_with_tails(pick: Random, size: int) -> tuple[int, Edges]:
    """One odd ring, on each node of it a tail of one or two edges: to be entered and left at any place."""
    edges: Edges = {}
    base = int(pick.integers(20, 40))
    ring(edges, [[node] for node in range(size)], lambda: base + int(pick.integers(0, 12)), pick)
    count = size
    for node in range(size):
        end = node
        for _ in range(int(pick.integers(0, 3))):
            joined(edges, end, count, base - 15 + int(pick.integers(0, 20)))
            end, count = count, count + 1
    return count, edges


def full(pick: Random, nodes: int) -> tuple[int, Edges]:
    """Everybody with everybody, almost all alike."""
    return nodes, {(a, b): 5 + int(pick.integers(0, 2)) for a in range(nodes) for b in range(a + 1, nodes)}


FAMILIES: dict[str, Callable[[Random], tuple[int, Edges]]] = {
    "knots": lambda pick: knot(pick, int(pick.integers(1, 4)), int(pick.choice([8, 30, 1000]))),
    "triangles": lambda pick: triangles(pick, int(pick.integers(1, 14))),
    "chain": lambda pick: chain(pick, int(pick.integers(2, 40))),
    "nested pairs": lambda pick: nested_pairs(pick, int(pick.integers(2, 40))),
    "blossoms with tails": lambda pick: blossom_with_tails(pick, int(pick.choice([3, 5, 7, 9]))),
    "full": lambda pick: full(pick, int(pick.integers(1, 14))),
}
