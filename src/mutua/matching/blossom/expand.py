"""An INNER blossom whose price is used up is taken apart: part of its circle stays in the tree."""

from __future__ import annotations

from mutua.matching.blossom.forest import (
    CLOCK,
    DISSOLVED,
    FREE,
    INNER,
    NOTHING,
    OUTER,
    SEARCH,
    WAYS,
    Forest,
    Tree,
    set_label,
    vertices_in,
)
from mutua.matching.compiled import borrowing, standing


@standing
def expand(forest: Forest, tree: Tree, blossom: int) -> None:
    """Take an INNER blossom apart and label the even way through its circle, from entry to base.

    Afterwards the other nodes of the circle are FREE; the caller lets the heap know of all of them.
    """
    node = forest.node
    entry = _entry(forest, tree, blossom)
    child = first = node[blossom]["first"]
    large = NOTHING
    while True:
        node[child]["parent"], node[child]["label"] = NOTHING, FREE
        if child >= len(forest.price) and 2 * node[child]["size"] > node[blossom]["size"]:
            large = child
        child = node[child]["next"]
        if child == first:
            break
    began = node[blossom]["since"]
    passed = forest.numbers[CLOCK] - began
    _label_way(forest, tree, blossom, entry)
    if large != NOTHING and node[large]["label"] == INNER:
        # Most vertices stay INNER: they keep the old clock, and only the others are written down.
        node[large]["since"] = began
        node[large]["price"] += 2 * passed
    node[blossom]["price"] = 0
    _write_down(forest, tree, blossom, large, passed)
    node[blossom]["label"], node[blossom]["first"] = FREE, NOTHING
    tree.dissolved[forest.numbers[DISSOLVED]] = blossom
    forest.numbers[DISSOLVED] += 1


@standing
def _entry(forest: Forest, tree: Tree, blossom: int) -> int:
    """The child that holds the vertex by which the tree came in.

    The climb from the vertex is kept, so that the child knows its own child when it is taken apart next.
    """
    node, search = forest.node, forest.numbers[SEARCH]
    if node[blossom]["way_search"] != search:
        at = node[blossom]["to_vertex"]
        while at != blossom:
            tree.ways[forest.numbers[WAYS]] = at
            forest.numbers[WAYS] += 1
            at = node[at]["parent"]
        node[blossom]["way"] = forest.numbers[WAYS] - 1
    entry = tree.ways[node[blossom]["way"]]
    node[entry]["way"], node[entry]["way_search"] = node[blossom]["way"] - 1, search
    return int(entry)


@standing
def _label_way(forest: Forest, tree: Tree, blossom: int, entry: int) -> None:
    node, first = forest.node, forest.node[blossom]["first"]
    forward = _steps(forest, entry, first) % 2 == 0
    set_label(forest, tree, entry, INNER, (node[blossom]["from_vertex"], node[blossom]["to_vertex"]))
    at, label = entry, INNER
    while at != first:
        if forward:
            link, at = (node[at]["link_from"], node[at]["link_to"]), node[at]["next"]
        else:
            at = node[at]["previous"]
            link = (node[at]["link_to"], node[at]["link_from"])
        label = OUTER if label == INNER else INNER
        set_label(forest, tree, at, label, link)


@borrowing
def _steps(forest: Forest, at: int, goal: int) -> int:
    """How many steps it is along the circle."""
    count = 0
    while at != goal:
        at = forest.node[at]["next"]
        count += 1
    return count


@standing
def _write_down(forest: Forest, tree: Tree, blossom: int, large: int, passed: int) -> None:
    """Add the rise of prices to the vertices of the blossom, but for a large child that stays INNER.

    Every vertex below leads to its child from now on; those of a large child go on by way of the blossom.
    """
    child = first = forest.node[blossom]["first"]
    search = forest.numbers[SEARCH]
    while True:
        if child == large:
            forest.node[blossom]["up"] = child
        if child != large or forest.node[child]["label"] != INNER:
            for place in range(vertices_in(forest, tree, child)):
                vertex = tree.inside[place]
                forest.price[vertex] += passed
                forest.vertex[vertex]["top"] = child
                if forest.vertex[vertex]["near_search"] == search:
                    forest.vertex[vertex]["near"] += passed
        child = forest.node[child]["next"]
        if child == first:
            break
