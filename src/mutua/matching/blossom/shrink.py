"""Two OUTER nodes touch: the circle that this closes becomes a blossom."""

from __future__ import annotations

from mutua.matching.blossom.arcs import Whole
from mutua.matching.blossom.forest import (
    CLOCK,
    FREE,
    INNER,
    LABELLED,
    MARK,
    NOTHING,
    OUTER,
    UNUSED,
    Forest,
    Tree,
    to_scan,
    top_of,
    vertices_in,
)
from mutua.matching.compiled import borrowing, standing


@standing
def shrink(forest: Forest, tree: Tree, one: int, other: int) -> None:
    """A new OUTER blossom around the tight arc from vertex `one` to vertex `other`."""
    node = forest.node
    root = _meeting_node(forest, tree, top_of(forest, one), top_of(forest, other))
    _link_circle(forest, tree, root, one, other)
    forest.numbers[UNUSED] -= 1
    blossom = forest.unused[forest.numbers[UNUSED]]
    node[blossom]["first"], node[blossom]["base"], node[blossom]["up"] = root, node[root]["base"], blossom
    node[blossom]["size"], node[blossom]["price"], node[blossom]["way_search"] = 0, 0, 0
    node[blossom]["label"], node[blossom]["since"] = OUTER, forest.numbers[CLOCK]
    node[blossom]["from_vertex"] = node[root]["from_vertex"]
    node[blossom]["to_vertex"] = node[root]["to_vertex"]
    tree.labelled[forest.numbers[LABELLED]] = blossom
    forest.numbers[LABELLED] += 1
    child = root
    while True:
        _absorb(forest, tree, child, blossom)
        child = node[child]["next"]
        if child == root:
            break


@standing
def _meeting_node(forest: Forest, tree: Tree, one: int, other: int) -> int:
    """The node nearest to both in which their ways to the root meet, found in turns from both sides."""
    forest.numbers[MARK] += 1
    mark = forest.numbers[MARK]
    while True:
        if one != NOTHING:
            if tree.mark[one] == mark:
                return one
            tree.mark[one] = mark
            one = _two_steps_up(forest, one)
        one, other = other, one


@borrowing
def _two_steps_up(forest: Forest, outer: int) -> int:
    """The next OUTER node towards the root, NOTHING from the root."""
    step = forest.node[outer]["from_vertex"]
    if step == NOTHING:
        return NOTHING
    return top_of(forest, forest.node[top_of(forest, step)]["from_vertex"])


@borrowing
def _way_down_from(forest: Forest, way: Whole, node: int, root: int) -> int:
    """Write the nodes from `node` up to just below the root into `way`; how many they are."""
    count = 0
    while node != root:
        way[count] = node
        count += 1
        node = top_of(forest, forest.node[node]["from_vertex"])
    return count


@standing
def _link_circle(forest: Forest, tree: Tree, root: int, one: int, other: int) -> None:
    """Join root → … → one's node → other's node → … → root."""
    node = forest.node
    down = _way_down_from(forest, tree.path, top_of(forest, one), root)
    up = _way_down_from(forest, tree.other_path, top_of(forest, other), root)
    before = root
    for place in range(down - 1, -1, -1):
        at = tree.path[place]
        _link(forest, before, at, node[at]["from_vertex"], node[at]["to_vertex"])
        before = at
    at = tree.other_path[0] if up else root
    _link(forest, before, at, one, other)
    for place in range(up):
        before = tree.other_path[place]
        at = tree.other_path[place + 1] if place + 1 < up else root
        _link(forest, before, at, node[before]["to_vertex"], node[before]["from_vertex"])


@borrowing
def _link(forest: Forest, before: int, at: int, from_vertex: int, to_vertex: int) -> None:
    forest.node[before]["next"], forest.node[at]["previous"] = at, before
    forest.node[before]["link_from"], forest.node[before]["link_to"] = from_vertex, to_vertex


@standing
def _absorb(forest: Forest, tree: Tree, child: int, blossom: int) -> None:
    """A node becomes part of a new OUTER blossom; one that was INNER has its prices written down first."""
    node, passed = forest.node, forest.numbers[CLOCK] - forest.node[child]["since"]
    if node[child]["label"] == OUTER:
        if child >= len(forest.price):
            node[child]["price"] += 2 * passed
    elif node[child]["label"] == INNER:
        for place in range(vertices_in(forest, tree, child)):
            forest.price[tree.inside[place]] += passed
        if child >= len(forest.price):
            node[child]["price"] -= 2 * passed
        to_scan(forest, tree, child)
    node[child]["parent"], node[child]["up"], node[child]["label"] = blossom, blossom, FREE
    node[blossom]["size"] += node[child]["size"]
