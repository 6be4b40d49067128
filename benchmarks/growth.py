"""How time grows with people, from 10,000 to 1,000,000: the exponent of n, and a picture of it."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from functools import partial

from benchmarks.engine import graph_of
from benchmarks.graphs import NAMES
from benchmarks.lists import LONGEST, invented, match
from benchmarks.measure import Rounds, Row, call, side_by_side
from benchmarks.results import Claim
from benchmarks.scale import Findings, Scale

SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)
MOST = 1.15
RUNS = 3


def growth(scale: Scale, rounds: Rounds) -> Findings:
    """The optimum on three families of graphs."""
    found = Findings()
    for family in ("departmental", "random", "knn"):
        rows = []
        for people in map(scale.people, SIZES):
            ours = partial(
                call, "benchmarks.solvers:mutua", LONGEST, graph=str(graph_of(family, people)), first="weight"
            )
            rows += side_by_side(f"{NAMES[family]}, {people:,} people", {"Mutua": ours}, rounds, RUNS)
        found.add(rows, [_claim(NAMES[family], rows, [row.cpu for row in rows])])
    return found


def growth_lists(scale: Scale, rounds: Rounds) -> Findings:
    """From a file of invented people to a file of pairs."""
    rows = []
    for count in map(scale.people, SIZES):
        ours = partial(match, invented(count), limit=LONGEST if scale.full else scale.limit)
        rows += side_by_side(f"lists, {count:,} people", {"mutua match": ours}, rounds, RUNS)
    return Findings(rows, [_claim("lists", rows, [row.wall for row in rows])])


def _claim(name: str, rows: Sequence[Row], seconds: Sequence[float]) -> Claim:
    finished = [(size(row), time) for row, time in zip(rows, seconds, strict=True) if row.done]
    work, must = f"growth of time with people, {name}", f"exponent ≤ {MOST:g}"
    if len(finished) < len(rows):
        return Claim(work, must, f"{len(rows) - len(finished)} of {len(rows)} sizes not done", False)
    power = exponent(finished)
    return Claim(work, must, f"{power:.2f}", power <= MOST)


def exponent(points: Sequence[tuple[float, float]]) -> float:
    """The slope of the straight line through the logarithms, by least squares."""
    xs, ys = ([math.log(point[axis]) for point in points] for axis in (0, 1))
    return statistics.linear_regression(xs, ys).slope


def size(row: Row) -> int:
    """How many people a row of this part is about."""
    return int(row.work.rpartition(", ")[2].removesuffix(" people").replace(",", ""))
