"""The best pairs of invented people: the time of our optimum beside networkx on the same graph.

Both must find the same number of pairs and the same weight, or the comparison is worth nothing.
"""

from __future__ import annotations

import csv
import tempfile
import time
from datetime import date
from pathlib import Path

import networkx as nx
import numpy as np

from mutua.content.skills import nearness
from mutua.demo.invention import invent
from mutua.demo.listing import COLUMNS, row
from mutua.matching.candidates import CandidateGraph, candidate_graph
from mutua.matching.optimum import Graph, optimum, tie_breaks
from mutua.matching.pool import Pool
from mutua.matching.reader import read_people

SIZES = (50, 100, 200, 300)
WEEK = date(2026, 11, 23)
HEAD = " people   edges  pairs   weight   mutua s  networkx s  same"
LINKS = ("reports_to", "gladly", "rather_not", "former", "locked_with")


def run() -> None:
    print("Best pairs of invented people: seconds to solve the same graph\n")
    print(
        f"{'people':>7} {'edges':>7} {'pairs':>6} {'weight':>8} {'mutua s':>9} {'networkx s':>11} {'same':>5}"
    )
    for size in SIZES:
        print(_compare(_people(size)), flush=True)


def _people(size: int) -> Pool:
    """The first `size` people of the demo; links to people who are not among them are left out."""
    rows = [row(person) for person in invent(2026)[:size]]
    for one in rows:
        one.update(dict.fromkeys(LINKS, ""))
        one["capacity"] = "1"
    with tempfile.NamedTemporaryFile("w", suffix=".csv", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
        file.flush()
        return read_people(Path(file.name), near=nearness(), week=WEEK)


def _compare(pool: Pool) -> str:
    graph = candidate_graph(pool)
    begin = time.perf_counter()
    ties = tie_breaks(pool.ids, graph.first, graph.second, 0)
    ours = optimum(Graph(graph.first, graph.second, graph.weight, np.ones(len(pool), np.int64)), ties)
    middle = time.perf_counter()
    peer = _networkx(graph)
    end = time.perf_counter()
    found = (len(ours), int(graph.weight[ours].sum()))
    return (
        f"{len(pool):>7} {len(graph.weight):>7} {found[0]:>6} {found[1]:>8}"
        f" {middle - begin:>9.3f} {end - middle:>11.3f} {'yes' if found == peer else 'NO':>5}"
    )


def _networkx(graph: CandidateGraph) -> tuple[int, int]:
    net = nx.Graph()
    triples = zip(graph.first.tolist(), graph.second.tolist(), graph.weight.tolist(), strict=True)
    net.add_weighted_edges_from(triples)
    pairs = nx.max_weight_matching(net, maxcardinality=True)
    return len(pairs), sum(net.edges[pair]["weight"] for pair in pairs)
