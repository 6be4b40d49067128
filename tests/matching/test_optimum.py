"""The best pairs of any graph: equal to networkx, and proven each time to a checker that knows no solver."""

from __future__ import annotations

import time
from dataclasses import replace

import networkx as nx
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mutua.matching.optimum import Graph, Optimum, optimum
from mutua.matching.proof.checker import Choice, proven_value
from mutua.matching.proof.naming import named_duals
from tests.matching.families import FAMILIES, Edges, Random
from tests.matching.proof.slow import net_of

WEIGHTS = [1, 2, 3, 20, 1000, 1_000_000]


def graph_of(nodes: int, edges: Edges, capacity: list[int] | None = None) -> Graph:
    pairs = np.array(sorted(edges), dtype=np.intp).reshape(-1, 2)
    weight = np.array([edges[a, b] for a, b in pairs.tolist()], dtype=np.int64)
    room = np.ones(nodes, dtype=np.int64) if capacity is None else np.array(capacity, dtype=np.int64)
    return Graph(pairs[:, 0], pairs[:, 1], weight, room)


def random_graph(pick: Random, nodes: int, heaviest: int, rooms: list[int], lightest: int = 1) -> Graph:
    """Any density, often in several parts; equal weights where few are possible."""
    density, parts = pick.uniform(0.05, 1), int(pick.integers(1, 4))
    edges = {
        (a, b): int(pick.integers(lightest, heaviest + 1))
        for a in range(nodes)
        for b in range(a + 1, nodes)
        if a % parts == b % parts and pick.random() < density
    }
    return graph_of(nodes, edges, pick.choice(rooms, nodes).tolist())


def choice_of(graph: Graph) -> Choice:
    names = [f"p{number}" for number in range(len(graph.capacity))]
    return Choice(names, graph.capacity, graph.first, graph.second, graph.weight)


def best_value(graph: Graph, bonus: int) -> int:
    """What the best pairs are worth, `bonus` added to each, by networkx.

    People with room for two are two nodes; a gate between two such people counts their pair once.
    """
    net = net_of(choice_of(graph), bonus)
    tree = nx.Graph()
    tree.add_weighted_edges_from(net.edges)
    found = sum(tree[a][b]["weight"] for a, b in nx.max_weight_matching(tree))
    return found - sum(int(graph.weight[pair]) + bonus for pair in net.gates)


def check(graph: Graph, *, cardinality_first: bool, deadline: float | None = None) -> Optimum:
    """The pairs keep to the room, and the bound is what the prices prove."""
    found = optimum(graph, cardinality_first=cardinality_first, deadline=deadline)
    assert found.edges.tolist() == sorted(set(found.edges.tolist()))
    members = np.append(graph.first[found.edges], graph.second[found.edges])
    assert (np.bincount(members, minlength=len(graph.capacity)) <= graph.capacity).all()
    assert found.weight == int(graph.weight[found.edges].sum())
    choice = choice_of(graph)
    duals = named_duals(found.proof, choice.names, graph.first, graph.second)
    assert (duals.bonus > 0) == cardinality_first or not len(graph.weight)
    assert proven_value(choice, duals) - duals.bonus * len(found.edges) == found.upper_bound
    if found.pairs_proof:
        counted = named_duals(found.pairs_proof, choice.names, graph.first, graph.second)
        weightless = replace(choice, weight=np.zeros_like(choice.weight))
        assert proven_value(weightless, counted) == found.most_pairs * counted.bonus
    return found


def check_best(graph: Graph) -> None:
    """Both aims, against networkx."""
    free = check(graph, cardinality_first=False)
    assert free.exact
    assert free.weight == free.upper_bound == best_value(graph, 0)
    most = check(graph, cardinality_first=True)
    assert most.exact
    assert most.most_pairs == len(most.edges)
    assert most.weight == most.upper_bound
    bonus = (int(graph.capacity.sum()) + 1) * (int(graph.weight.max(initial=0)) + 1)
    assert bonus * len(most.edges) + most.weight == best_value(graph, bonus)


SEEDS = st.integers(0, 2**32 - 1)


@settings(max_examples=1500, deadline=None)
@given(SEEDS, st.integers(0, 14), st.sampled_from(WEIGHTS))
@example(0, 1, 1)
def test_small_graphs_are_solved_as_networkx_does(seed: int, nodes: int, heaviest: int) -> None:
    check_best(random_graph(np.random.default_rng(seed), nodes, heaviest, [1]))


@settings(max_examples=500, deadline=None)
@given(SEEDS, st.integers(0, 8), st.sampled_from(WEIGHTS))
def test_people_with_room_for_none_or_two_are_solved_as_networkx_does(
    seed: int, people: int, heaviest: int
) -> None:
    check_best(random_graph(np.random.default_rng(seed), people, heaviest, [0, 1, 1, 2, 2]))


@settings(max_examples=200, deadline=None)
@given(SEEDS, st.integers(0, 12), st.sampled_from([0, 1, 3]))
def test_edges_of_weight_zero_neither_count_nor_harm(seed: int, nodes: int, heaviest: int) -> None:
    graph = random_graph(np.random.default_rng(seed), nodes, heaviest, [1], lightest=0)
    found = check(graph, cardinality_first=False)
    assert found.exact
    assert found.weight == best_value(graph, 0)


@settings(max_examples=40, deadline=None)
@given(SEEDS)
@pytest.mark.parametrize("family", FAMILIES)
def test_odd_rings_within_odd_rings_are_solved_as_networkx_does(family: str, seed: int) -> None:
    nodes, edges = FAMILIES[family](np.random.default_rng(seed))
    check_best(graph_of(nodes, edges))


@settings(max_examples=100, deadline=None)
@given(SEEDS, st.integers(2, 14), st.booleans())
def test_stopped_at_once_pairs_still_come_with_a_valid_bound(seed: int, nodes: int, first: bool) -> None:
    graph = random_graph(np.random.default_rng(seed), nodes, 1000, [1, 1, 2])
    found = check(graph, cardinality_first=first, deadline=time.monotonic())
    assert found.exact == (found.exact and found.weight == found.upper_bound)
    if not first:
        assert found.weight <= best_value(graph, 0) <= found.upper_bound


@settings(max_examples=30, deadline=None)
@given(SEEDS, st.integers(2, 60), st.booleans())
def test_same_graph_gives_the_same_pairs_and_prices(seed: int, nodes: int, first: bool) -> None:
    graph = random_graph(np.random.default_rng(seed), nodes, 5, [1, 1, 2])
    one, other = (optimum(graph, cardinality_first=first) for _ in range(2))
    assert one.edges.tolist() == other.edges.tolist()
    assert one.proof.price.tolist() == other.proof.price.tolist()
    assert one.proof.around.tolist() == other.proof.around.tolist()
