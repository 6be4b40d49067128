"""What the searches share: vertices, blossoms nested in blossoms, and the tree of one search.

A node is a vertex (numbers below the number of vertices) or a blossom: a circle of an odd number of nodes.
A search grows one tree of nodes from a vertex without a partner. Prices move with the search's clock:
those of OUTER nodes' vertices fall, those of INNER ones' rise, and what they are now is only written down
when a node changes its part.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mutua.matching.blossom.arcs import Arcs, Whole
from mutua.matching.compiled import borrowing, standing

FREE, OUTER, INNER = 0, 1, 2
NOTHING = -1

VERTEX = np.dtype(
    [
        ("top", np.int64),  # a node that holds it; `top_of` leads on to the outermost
        ("scanned", np.int64),  # the last search in which it was OUTER and its arcs were looked at
        ("since", np.int64),  # the clock then
        ("near_search", np.int64),  # the search that `near` is of
        ("near", np.int64),  # when the nearest OUTER vertex gets to it, were it FREE until then
        ("near_arc", np.int64),  # from it to that vertex
    ],
    align=True,
)
NODE = np.dtype(
    [
        ("parent", np.int64),  # the blossom around it
        ("first", np.int64),  # of a blossom's circle: the node with the base; NOTHING: no blossom
        ("next", np.int64),
        ("previous", np.int64),  # neighbours on the circle
        ("link_from", np.int64),
        ("link_to", np.int64),  # the vertices that join it with the next one on the circle
        ("base", np.int64),  # the one vertex whose partner is outside, if it has one
        ("size", np.int64),  # vertices inside
        ("price", np.int64),  # of a blossom
        ("label", np.int64),  # FREE, OUTER or INNER
        ("from_vertex", np.int64),
        ("to_vertex", np.int64),  # the vertices that join its tree's parent with it
        ("since", np.int64),  # the clock when it got its label
        ("up", np.int64),  # towards the outermost node, in this search
        ("way", np.int64),  # where in Tree.ways its child with to_vertex stands
        ("way_search", np.int64),  # the search that `way` is of
    ],
    align=True,
)


class Forest(NamedTuple):
    """All there is to know between two searches.

    price: (vertices,), as last written down; partner: (vertices,), NOTHING if none; unused: numbers free
    for new blossoms, the first numbers[UNUSED] of them.
    """

    arcs: Arcs
    vertex: NDArray[np.void]
    node: NDArray[np.void]
    price: Whole
    partner: Whole
    unused: Whole
    numbers: Whole


class Tree(NamedTuple):
    """Room for one search, used again by the next; `Forest.numbers` says how long each list is.

    labelled: nodes that got a label; queue: nodes whose vertices are still to be scanned; ways: see NODE;
    dissolved: blossoms taken apart; mark: (nodes,), scratch; stack, inside, path, other_path: scratch.
    """

    labelled: Whole
    queue: Whole
    ways: Whole
    dissolved: Whole
    mark: Whole
    stack: Whole
    inside: Whole
    path: Whole
    other_path: Whole


UNUSED, LABELLED, QUEUED, WAYS, DISSOLVED, MARK, WORK, SEARCH, CLOCK, LIMIT = range(10)
"""Places in Forest.numbers: how long lists are; MARK: the last mark given; WORK: arcs looked at in all;
SEARCH: the number of this search; CLOCK: how far prices have moved in it; LIMIT: where it ends at the latest.
"""


def new_forest(arcs: Arcs, price: Whole, partner: Whole) -> Forest:
    """No blossoms yet."""
    vertices = len(price)
    nodes = 2 * vertices + 4
    vertex, node = np.zeros(vertices, VERTEX), np.zeros(nodes, NODE)
    vertex["top"] = np.arange(vertices)
    for name in ("parent", "first", "next", "previous", "link_from", "link_to", "from_vertex", "to_vertex"):
        node[name] = NOTHING
    node["up"], node["base"], node["size"] = np.arange(nodes), np.arange(nodes), 1
    unused = np.arange(nodes - 1, vertices - 1, -1, dtype=np.int64)
    numbers = np.zeros(10, np.int64)
    numbers[UNUSED] = len(unused)
    return Forest(arcs, vertex, node, price, partner, unused, numbers)


def new_tree(vertices: int) -> Tree:
    """Room for the largest search there can be."""
    return Tree(*(np.zeros(2 * vertices + 4, np.int64) for _ in Tree._fields))


@borrowing
def top_of(forest: Forest, vertex: int) -> int:
    """The outermost node around a vertex."""
    node = forest.node
    at = forest.vertex[vertex]["top"]
    while node[at]["up"] != at:
        node[at]["up"] = node[node[at]["up"]]["up"]
        at = node[at]["up"]
    return int(at)


@standing
def vertices_in(forest: Forest, tree: Tree, node: int) -> int:
    """List a node's vertices in tree.inside; how many there are."""
    count, height = 0, 1
    tree.stack[0] = node
    while height > 0:
        height -= 1
        at = tree.stack[height]
        if at < len(forest.price):
            tree.inside[count] = at
            count += 1
            continue
        child = first = forest.node[at]["first"]
        while True:
            tree.stack[height] = child
            height += 1
            child = forest.node[child]["next"]
            if child == first:
                break
    return count


@standing
def set_label(forest: Forest, tree: Tree, node: int, label: int, link: tuple[int, int]) -> None:
    """Take a node into the tree by a link (from vertex, to vertex); OUTER ones are to be scanned."""
    forest.node[node]["label"], forest.node[node]["since"] = label, forest.numbers[CLOCK]
    forest.node[node]["from_vertex"], forest.node[node]["to_vertex"] = link
    tree.labelled[forest.numbers[LABELLED]] = node
    forest.numbers[LABELLED] += 1
    if label == OUTER:
        to_scan(forest, tree, node)


@borrowing
def to_scan(forest: Forest, tree: Tree, node: int) -> None:
    """Put a node into the queue."""
    tree.queue[forest.numbers[QUEUED]] = node
    forest.numbers[QUEUED] += 1


@borrowing
def price_now(forest: Forest, vertex: int) -> int:
    """The price of a vertex that was scanned in this search."""
    return int(forest.price[vertex] - (forest.numbers[CLOCK] - forest.vertex[vertex]["since"]))
