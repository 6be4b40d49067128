"""Exchange partners along the tree, and let blossoms turn to a new base."""

from __future__ import annotations

from mutua.matching.blossom.forest import NOTHING, OUTER, Forest, Tree, top_of
from mutua.matching.compiled import borrowing, standing


@standing
def augment(forest: Forest, tree: Tree, vertex: int, partner: int) -> None:
    """Give an OUTER vertex a partner (or NOTHING), its old one the next towards the root, and so on."""
    node = forest.node
    while True:
        outer = top_of(forest, vertex)
        # An exposed blossom outside the tree has no way to go: it only turns.
        step = node[outer]["from_vertex"] if node[outer]["label"] == OUTER else NOTHING
        turn(forest, tree, outer, vertex)
        forest.partner[vertex] = partner
        if step == NOTHING:
            return
        inner = top_of(forest, step)
        vertex, partner = node[inner]["from_vertex"], node[inner]["to_vertex"]
        turn(forest, tree, inner, partner)
        forest.partner[partner] = vertex


@standing
def turn(forest: Forest, tree: Tree, top: int, vertex: int) -> None:
    """Make a vertex the base of the node around it, in every blossom from the outermost inwards.

    Each blossom that the new pairs on the circles touch turns too; each way up is climbed once.
    """
    tree.stack[0], tree.other_path[0] = top, vertex
    tasks = 1
    while tasks > 0:
        tasks -= 1
        blossom, base = tree.stack[tasks], tree.other_path[tasks]
        climbed, at = 0, base
        while at != blossom:
            tree.path[climbed] = at
            climbed += 1
            at = forest.node[at]["parent"]
        while climbed > 0 and forest.node[blossom]["base"] != base:
            climbed -= 1
            child = tree.path[climbed]
            tasks = _turn_circle(forest, tree, blossom, child, tasks)
            forest.node[blossom]["first"], forest.node[blossom]["base"] = child, base
            blossom = child


@standing
def _turn_circle(forest: Forest, tree: Tree, blossom: int, child: int, tasks: int) -> int:
    """Pair off the nodes on the even way from the child to the old base; their blossoms become tasks."""
    node, first = forest.node, forest.node[blossom]["first"]
    steps, at = 0, child
    while at != first:
        at = node[at]["next"]
        steps += 1
    at = child
    while at != first:
        if steps % 2 == 0:
            one, other = node[at]["next"], node[node[at]["next"]]["next"]
            from_vertex, to_vertex = node[one]["link_from"], node[one]["link_to"]
        else:
            one, other = node[at]["previous"], node[node[at]["previous"]]["previous"]
            from_vertex, to_vertex = node[other]["link_to"], node[other]["link_from"]
        forest.partner[from_vertex], forest.partner[to_vertex] = to_vertex, from_vertex
        tasks = _add_task(forest, tree, one, from_vertex, tasks)
        tasks = _add_task(forest, tree, other, to_vertex, tasks)
        at = other
    return tasks


@borrowing
def _add_task(forest: Forest, tree: Tree, node: int, base: int, tasks: int) -> int:
    if node < len(forest.price):
        return tasks
    tree.stack[tasks], tree.other_path[tasks] = node, base
    return tasks + 1
