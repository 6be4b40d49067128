"""The end of a search: prices are written down, the tree is forgotten, blossoms without a price dissolve."""

from __future__ import annotations

from mutua.matching.blossom.forest import (
    CLOCK,
    DISSOLVED,
    FREE,
    LABELLED,
    NOTHING,
    OUTER,
    SEARCH,
    UNUSED,
    Forest,
    Tree,
    vertices_in,
)
from mutua.matching.compiled import standing


@standing
def settle(forest: Forest, tree: Tree) -> None:
    """Leave nothing of the search but its prices, partners and blossoms."""
    node, labelled = forest.node, forest.numbers[LABELLED]
    for place in range(labelled):
        top = tree.labelled[place]
        if node[top]["parent"] == NOTHING and node[top]["label"] != FREE:
            _write_down(forest, tree, top)
    for place in range(labelled):
        top = tree.labelled[place]
        if node[top]["parent"] == NOTHING and node[top]["first"] != NOTHING and node[top]["price"] == 0:
            _dissolve(forest, tree, top)
    for place in range(labelled):
        node[tree.labelled[place]]["up"] = tree.labelled[place]
    for place in range(forest.numbers[DISSOLVED]):
        blossom = tree.dissolved[place]
        node[blossom]["up"] = blossom
        forest.unused[forest.numbers[UNUSED]] = blossom
        forest.numbers[UNUSED] += 1


@standing
def _write_down(forest: Forest, tree: Tree, top: int) -> None:
    """The prices of a node that is in the tree at its end."""
    node, seen, clock = forest.node[top], forest.vertex, forest.numbers[CLOCK]
    passed, falling = clock - node["since"], node["label"] == OUTER
    for place in range(vertices_in(forest, tree, top)):
        vertex = tree.inside[place]
        seen[vertex]["top"] = top
        if not falling:
            forest.price[vertex] += passed
        elif seen[vertex]["scanned"] == forest.numbers[SEARCH]:
            forest.price[vertex] -= clock - seen[vertex]["since"]
    if top >= len(forest.price):
        node["price"] += 2 * passed if falling else -2 * passed
    node["label"] = FREE


@standing
def _dissolve(forest: Forest, tree: Tree, blossom: int) -> None:
    """Take apart a blossom without a price, and those inside it that have none."""
    node, waiting = forest.node, 1
    tree.path[0] = blossom
    while waiting > 0:
        waiting -= 1
        around = tree.path[waiting]
        child = first = node[around]["first"]
        while True:
            node[child]["parent"] = NOTHING
            if child >= len(forest.price) and node[child]["price"] == 0:
                tree.path[waiting] = child
                waiting += 1
            else:
                for place in range(vertices_in(forest, tree, child)):
                    forest.vertex[tree.inside[place]]["top"] = child
            child = node[child]["next"]
            if child == first:
                break
        node[around]["first"] = NOTHING
        tree.dissolved[forest.numbers[DISSOLVED]] = around
        forest.numbers[DISSOLVED] += 1
