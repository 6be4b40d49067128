"""Pairs of any weighted graph are held against its edges."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mutua.matching.edges import WeightedGraph
from mutua.matching.proof.checker import Choice, Refused
from mutua.matching.proof.statement import Claim, Duals, Statement
from mutua.matching.proof.verdict import verified_graph
from mutua.matching.proof.words import told
from tests.matching.proof.choices import choices
from tests.matching.proof.slow import proved


def graph_of(choice: Choice) -> WeightedGraph:
    return WeightedGraph(len(choice.names), choice.first, choice.second, choice.weight, len(choice.weight))


def numbered(statement: Statement) -> Statement:
    """Nodes of a graph are called by their numbers."""
    duals = statement.duals
    groups = [
        replace(group, members=tuple(str(int(name[1:]) + 1) for name in group.members))
        for group in duals.groups
    ]
    prices = {str(int(name[1:]) + 1): price for name, price in duals.prices.items()}
    return replace(statement, duals=replace(duals, prices=prices, groups=tuple(groups)))


@settings(max_examples=60, deadline=None)
@given(choices(rooms=(1,)), st.booleans(), st.data())
def test_pairs_of_a_graph_are_proven_and_none_but_the_best(
    choice: Choice, most_pairs: bool, data: st.DataObject
) -> None:
    chosen, statement = proved(choice, most_pairs=most_pairs)
    statement, graph = numbered(statement), graph_of(choice)
    pairs = np.stack([choice.first, choice.second], axis=1)
    found = verified_graph(graph, statement.claim.weight, pairs[chosen], statement)
    assert (found.pairs, found.weight, found.upper_bound) == (len(chosen), found.upper_bound, found.weight)
    edge = data.draw(st.sampled_from(range(len(pairs)))) if len(pairs) else None
    if edge is None:
        return
    heavier = graph.weight.copy()
    heavier[edge] += 1
    if edge in chosen:
        # One pair less, one pair heavier.
        fewer = pairs[[pair for pair in chosen if pair != edge]]
        with pytest.raises(Refused):
            verified_graph(graph, statement.claim.weight, fewer, statement)
        with pytest.raises(Refused):
            verified_graph(replace(graph, weight=heavier), statement.claim.weight, pairs[chosen], statement)
    else:
        with pytest.raises(Refused):
            verified_graph(graph, statement.claim.weight, pairs[[*chosen, edge]], statement)


def test_number_of_pairs_may_need_prices_of_its_own() -> None:
    """A heavy pair (2, 3) in the way of two light ones; with a small bonus the value tells little."""
    first, second, weight = np.array([0, 1, 2, 2, 2]), np.array([1, 2, 3, 4, 5]), np.array([1, 90, 1, 1, 1])
    choice = Choice([str(node) for node in range(1, 7)], np.ones(6, np.int64), first, second, weight)
    graph, chosen = graph_of(choice), np.array([[0, 1], [2, 3]])
    nobody = dict.fromkeys(choice.names, 0)
    counted = Duals(1, 1, {**nobody, "2": 1, "3": 1}, (), ())
    large = Statement(Claim(2, 2, 2, 2), Duals(1, 100, {**nobody, "2": 101, "3": 101}, (), ()))
    assert verified_graph(graph, 2, chosen, large).most_pairs == 2
    small = Statement(Claim(2, 2, 89, 2), Duals(1, 1, {**nobody, "2": 89, "3": 2}, (), ()))
    assert verified_graph(graph, 2, chosen, replace(small, pairs_duals=counted)).most_pairs == 2
    without = [None, replace(counted, bonus=0), replace(counted, prices={**nobody, "2": 1})]
    for duals, code in zip(without, ["most_differs", "most_differs", "uncovered"], strict=True):
        with pytest.raises(Refused) as refusal:
            verified_graph(graph, 2, chosen, replace(small, pairs_duals=duals))
        assert refusal.value.wrongs[0].code == code


def test_pairs_that_the_graph_does_not_have_are_named() -> None:
    graph = WeightedGraph(3, np.array([0]), np.array([1]), np.array([5]), 1)
    _, statement = proved(
        Choice(["p0", "p1", "p2"], np.ones(3, np.int64), *graph_edges(graph)), most_pairs=False
    )
    for pairs, code in (
        ([[1, 2]], "not_considered"),
        ([[0, 7]], "not_considered"),
        ([[0, 1]] * 2, "overbooked"),
    ):
        with pytest.raises(Refused) as refusal:
            verified_graph(graph, 5, np.array(pairs), numbered(statement))
        assert refusal.value.wrongs[0].code == code
        assert told(refusal.value.wrongs[0], "de")


def graph_edges(graph: WeightedGraph) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return graph.first, graph.second, graph.weight
