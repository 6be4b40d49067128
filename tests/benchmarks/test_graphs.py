"""Every family gives a graph that all engines can take, the same one for the same seed."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.graphs import FAMILIES, HEAVIEST, NAMES, Edges

SIZES = (2, 31, 1600)


@pytest.fixture(params=sorted(FAMILIES))
def family(request) -> str:
    return request.param


@pytest.mark.parametrize("people", SIZES)
def test_graph_has_ordered_edges_once_and_whole_weights(family, people):
    graph = FAMILIES[family](people, 0)
    assert (graph.first < graph.second).all()
    assert graph.first.min() >= 0
    assert graph.second.max() < people
    assert len(np.unique(graph.first.astype(np.int64) * people + graph.second)) == len(graph.weight)
    assert graph.weight.min() >= 1
    assert graph.weight.max() <= HEAVIEST
    assert graph.weight.dtype == np.int64


def test_graph_depends_on_the_seed_alone(family):
    once, again, other = (FAMILIES[family](200, seed) for seed in (1, 1, 2))
    assert np.array_equal(once.weight, again.weight)
    assert not np.array_equal(once.weight, other.weight)


def test_family_has_a_name(family):
    assert family in NAMES


def test_hubs_are_joined_to_far_more_than_others():
    graph = FAMILIES["hubs"](1600, 0)
    degrees = np.bincount(np.concatenate([graph.first, graph.second]))
    assert (degrees > 400).sum() == 1600 // 500


def test_stored_graph_comes_back_the_same(tmp_path):
    graph = FAMILIES["random"](50, 0)
    graph.save(tmp_path / "graph.npz")
    read = Edges.load(tmp_path / "graph.npz")
    assert read.people == graph.people
    for column in ("first", "second", "weight"):
        assert np.array_equal(getattr(read, column), getattr(graph, column))
