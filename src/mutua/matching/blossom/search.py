"""One search: a tree grows from a vertex without a partner until it finds one, or the clock runs out."""

from __future__ import annotations

import heapq
from typing import NamedTuple

from mutua.matching.blossom.arcs import Whole, origin
from mutua.matching.blossom.augment import augment
from mutua.matching.blossom.expand import expand
from mutua.matching.blossom.forest import (
    CLOCK,
    DISSOLVED,
    FREE,
    INNER,
    LABELLED,
    LIMIT,
    NOTHING,
    OUTER,
    QUEUED,
    SEARCH,
    WAYS,
    WORK,
    Forest,
    Tree,
    price_now,
    set_label,
    top_of,
    vertices_in,
)
from mutua.matching.blossom.settle import settle
from mutua.matching.blossom.shrink import shrink
from mutua.matching.compiled import compiled, fetch

ARC, WORTHLESS, EXPAND = 0, 1, 2
KINDS = 4
AHEAD = 6
"""What is known of the vertex so many arcs later is fetched from memory meanwhile."""


class Plan(NamedTuple):
    """What happens when: later (clock, code), a heap; now: codes for the present moment.

    A code is KINDS · number + kind, with the number of an arc, a vertex or a blossom. Where many values are
    equal, most things happen at the moment they are noted, and need no heap.
    """

    later: list[tuple[int, int]]
    now: list[int]


@compiled
def search_from(forest: Forest, tree: Tree, root: int, limit: int) -> None:
    """Grow a tree from a vertex until it or another gets a partner, or the clock stands at the limit.

    Prices stay feasible whatever happens.
    """
    forest.numbers[SEARCH] += 1
    for counter in (LABELLED, QUEUED, WAYS, DISSOLVED):
        forest.numbers[counter] = 0
    forest.numbers[CLOCK], forest.numbers[LIMIT] = 0, limit
    plan = Plan([(0, 0)], [0])
    plan.later.pop()
    plan.now.pop()
    set_label(forest, tree, top_of(forest, root), OUTER, (NOTHING, NOTHING))
    over = False
    while not over:
        scan_queue(forest, tree, plan)
        if len(plan.now) > 0:
            over = happens(forest, tree, plan, plan.now.pop())
        elif len(plan.later) > 0:
            forest.numbers[CLOCK], code = heapq.heappop(plan.later)
            over = happens(forest, tree, plan, code)
        else:
            forest.numbers[CLOCK] = limit
            break
    settle(forest, tree)


@compiled
def scan_queue(forest: Forest, tree: Tree, plan: Plan) -> None:
    """Look from every vertex that just became OUTER along all its arcs."""
    numbers = forest.numbers
    while numbers[QUEUED] > 0:
        numbers[QUEUED] -= 1
        outer = tree.queue[numbers[QUEUED]]
        cheapest = tree.inside[0]
        count = vertices_in(forest, tree, outer)
        for place in range(count):
            vertex = tree.inside[place]
            scan(forest, plan, vertex)
            if place == 0 or forest.price[vertex] < forest.price[cheapest]:
                cheapest = vertex
        worthless = numbers[CLOCK] + forest.price[cheapest]
        note(plan, numbers, worthless, cheapest, WORTHLESS)
        # Then at the latest the search is over.
        numbers[LIMIT] = min(numbers[LIMIT], worthless)


@compiled
def note(plan: Plan, numbers: Whole, clock: int, number: int, kind: int) -> None:
    """Note what will happen when, if that is before the limit."""
    if clock == numbers[CLOCK]:
        plan.now.append(int(number) * KINDS + kind)
    elif clock <= numbers[LIMIT]:
        heapq.heappush(plan.later, (int(clock), int(number) * KINDS + kind))


@compiled
def scan(forest: Forest, plan: Plan, vertex: int) -> None:
    """Note when the tree will reach what lies along the arcs of a vertex."""
    arcs, price, seen, search = forest.arcs, forest.price, forest.vertex, forest.numbers[SEARCH]
    clock, own, top = forest.numbers[CLOCK], price[vertex], top_of(forest, vertex)
    # With more slack an arc will be tight in time neither from one side nor from both.
    limit = forest.numbers[LIMIT]
    most = 2 * limit - clock
    seen[vertex]["scanned"], seen[vertex]["since"] = search, clock
    forest.numbers[WORK] += arcs.start[vertex + 1] - arcs.start[vertex]
    for arc in range(arcs.start[vertex], arcs.start[vertex + 1]):
        if arc + AHEAD < arcs.start[vertex + 1]:
            fetch(price, arcs.end[arc + AHEAD])
            fetch(seen, arcs.end[arc + AHEAD])
        other = arcs.end[arc]
        slack = own + price[other] - 2 * arcs.value[arc]
        if slack > most:
            continue
        if seen[other]["scanned"] == search:
            if top_of(forest, other) != top:
                note(plan, forest.numbers, clock + (slack - (clock - seen[other]["since"])) // 2, arc, ARC)
        elif seen[other]["near_search"] != search or clock + slack < seen[other]["near"]:
            seen[other]["near_search"], seen[other]["near"] = search, clock + slack
            seen[other]["near_arc"] = arc
            if forest.node[top_of(forest, other)]["label"] == FREE:
                note(plan, forest.numbers, clock + slack, arc, ARC)


@compiled
def happens(forest: Forest, tree: Tree, plan: Plan, code: int) -> bool:
    """Let one thing happen, if it is still as it was when it was noted; whether the search is over."""
    number, kind = code // KINDS, code % KINDS
    if kind == ARC:
        return _reach(forest, tree, plan, number)
    if kind == EXPAND:
        _expand_if_due(forest, tree, plan, number)
        return False
    if price_now(forest, number) != 0:
        return False
    augment(forest, tree, number, NOTHING)
    return True


@compiled
def _reach(forest: Forest, tree: Tree, plan: Plan, arc: int) -> bool:
    """The tree gets along an arc from a scanned vertex to another one; whether the search is over."""
    one, other = origin(forest.arcs.start, arc), int(forest.arcs.end[arc])
    node, near, far = forest.node, top_of(forest, one), top_of(forest, other)
    if near == far or node[far]["label"] == INNER:
        return False
    is_outer = node[far]["label"] == OUTER
    there = price_now(forest, other) if is_outer else forest.price[other]
    if price_now(forest, one) + there != 2 * forest.arcs.value[arc]:
        return False
    if is_outer:
        shrink(forest, tree, one, other)
        return False
    base = node[far]["base"]
    if forest.partner[base] == NOTHING:
        augment(forest, tree, one, other)
        augment(forest, tree, other, one)
        return True
    set_label(forest, tree, far, INNER, (one, other))
    _note_expansion(forest, plan, far)
    mate = forest.partner[base]
    set_label(forest, tree, top_of(forest, mate), OUTER, (base, mate))
    return False


@compiled
def _note_expansion(forest: Forest, plan: Plan, inner: int) -> None:
    if inner >= len(forest.price):
        due = forest.node[inner]["since"] + forest.node[inner]["price"] // 2
        note(plan, forest.numbers, due, inner, EXPAND)


@compiled
def _expand_if_due(forest: Forest, tree: Tree, plan: Plan, blossom: int) -> None:
    """Take apart a blossom that is INNER, outermost and used up, and note what its children meet."""
    node = forest.node
    if node[blossom]["label"] != INNER or node[blossom]["parent"] != NOTHING:
        return
    if node[blossom]["price"] != 2 * (forest.numbers[CLOCK] - node[blossom]["since"]):
        return
    child = first = node[blossom]["first"]
    expand(forest, tree, blossom)
    while True:
        if node[child]["label"] == INNER:
            _note_expansion(forest, plan, child)
        elif node[child]["label"] == FREE:
            _note_what_is_near(forest, tree, plan, child)
        child = node[child]["next"]
        if child == first:
            break


@compiled
def _note_what_is_near(forest: Forest, tree: Tree, plan: Plan, free: int) -> None:
    """The vertices of a node that left the tree can be reached again, by the arcs noted meanwhile."""
    for place in range(vertices_in(forest, tree, free)):
        seen = forest.vertex[tree.inside[place]]
        if seen["near_search"] == forest.numbers[SEARCH]:
            note(plan, forest.numbers, seen["near"], seen["near_arc"], ARC)


@compiled
def search_all(forest: Forest, tree: Tree, roots: Whole, limit: int, work: int) -> int:
    """Search from each root that still has no partner but a price, in their order.

    Stops early once `work` arcs were looked at; how many roots are done.
    """
    enough = forest.numbers[WORK] + work
    for number in range(len(roots)):
        if forest.numbers[WORK] > enough:
            return number
        root = roots[number]
        if forest.partner[root] == NOTHING and forest.price[root] > 0:
            search_from(forest, tree, root, limit)
    return len(roots)
