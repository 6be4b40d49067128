"""The skill search, as someone types: over labels and synonyms in both languages."""

from __future__ import annotations

import statistics
import time
from functools import partial
from typing import Any

from benchmarks.measure import Rounds, call, side_by_side
from benchmarks.scale import Findings, Scale

QUERIES = ("a", "e", "pr", "the management of", "presentign", "qqqqqqqq", "in der", "a b c d e f g h")
ROUNDS = 20


def search(scale: Scale, rounds: Rounds) -> Findings:
    """One query, the list of skills being loaded."""
    rows = []
    for query in QUERIES:
        asked = partial(call, "benchmarks.search:seconds", query=query)
        rows += side_by_side(f"“{query}”", {"search_skills": asked}, rounds, 1)
    return Findings(rows)


def seconds(query: str) -> dict[str, Any]:
    """In a process of its own: the median of 20 searches, and how long the first of all takes to load."""
    from mutua.content.skills import search_skills

    begin = time.perf_counter()
    search_skills("warm", "de")
    load = time.perf_counter() - begin
    took = []
    for _ in range(ROUNDS):
        cpu, wall = time.process_time(), time.perf_counter()
        search_skills(query, "de")
        took.append((time.process_time() - cpu, time.perf_counter() - wall))
    cpus, walls = zip(*took, strict=True)
    return {"cpu": statistics.median(cpus), "wall": statistics.median(walls), "load": load}
