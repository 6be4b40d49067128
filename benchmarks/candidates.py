"""Whom to consider for whom: time and memory by size, and how many of the true best ten are found."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.graphs import cache
from benchmarks.lists import MONDAY, invented
from benchmarks.measure import Rounds, Run, call, side_by_side
from benchmarks.results import Claim, at_most
from benchmarks.scale import Findings, Scale, survey_people

if TYPE_CHECKING:
    from mutua.matching.candidates import CandidateGraph

SIZES = (300, 2_000, 3_000, 20_000, 100_000)
ASKED = 400
"""So many people are compared with all others to see who fits them best."""
BEST = 10
RECALL = 0.98


def candidates(scale: Scale, rounds: Rounds) -> Findings:
    """All pairs up to 3,000 people, beyond that the best 50 of each."""
    found = Findings()
    for size in SIZES:
        count = scale.people(size)
        work = f"candidates of {count:,} invented people"
        people = invented(count)
        rows = side_by_side(work, {"candidate_graph": partial(_graph, people)}, rounds, 3)
        row, claims = rows[0], []
        if size == SIZES[-1]:
            claims.append(at_most(f"{work}: time", row.cpu, 35, "s", done=row.done))
            claims.append(at_most(f"{work}: memory", row.peak, 4 * 1024, "MB", done=row.done))
        found.add(rows, claims)
    found.claims.append(_recall("invented people", invented(scale.people(20_000))))
    survey = survey_people()
    if survey is not None:
        drawn = cache() / f"survey-{scale.people(20_000)}.csv"
        call("benchmarks.lists:resampled", path=str(survey), count=scale.people(20_000), out=str(drawn))
        found.claims.append(_recall("people drawn from the survey", drawn))
    return found


def _graph(people: Path) -> Run:
    return call("benchmarks.candidates:graph", path=str(people))


def _recall(whose: str, people: Path) -> Claim:
    answer = call("benchmarks.candidates:recall", path=str(people)).answer
    share = answer.get("recall", 0.0)
    work = f"true best {BEST} among the candidates of {answer.get('people', 0):,} {whose}"
    return Claim(work, f"≥ {RECALL:.0%}", f"{share:.2%}", share >= RECALL)


def graph(path: str) -> dict[str, Any]:
    """In a process of its own: the candidates of a list, once more after everything is compiled."""
    from mutua.cli.people import read_pool
    from mutua.matching.candidates import candidate_graph

    candidate_graph(read_pool(invented(300), MONDAY, "en", lenient=False))
    pool = read_pool(Path(path), MONDAY, "en", lenient=False)
    cpu, wall = time.process_time(), time.perf_counter()
    found = candidate_graph(pool)
    used = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}
    return {"people": found.people, "edges": len(found.weight), **used}


def recall(path: str) -> dict[str, Any]:
    """In a process of its own: compare some people with all others, and see how many of the best were found.

    Of equals any will do, so what counts is how many candidates fit as well as the tenth best.
    """
    from mutua.cli.people import read_pool
    from mutua.matching.candidates import candidate_graph

    # Always the sparse way, even for a list small enough for all pairs.
    found = candidate_graph(read_pool(Path(path), MONDAY, "en", lenient=False), all_pairs_up_to=0)
    rng = np.random.default_rng(0)
    asked = rng.choice(found.people, min(ASKED, found.people), replace=False)
    counts = np.array([_met(found, int(person)) for person in asked])
    met, wanted = counts.sum(axis=0).tolist()
    return {"people": found.people, "recall": met / max(wanted, 1)}


def _met(found: CandidateGraph, person: int) -> tuple[int, int]:
    """How many of one person's best are among the candidates, and how many they are."""
    from mutua.matching.fit import fits

    others = np.delete(np.arange(found.people), person)
    pairs = fits(found.pool, np.full(len(others), person), others)
    best = np.sort(pairs.fit[pairs.allowed()])[::-1][:BEST]
    own = found.fit[(found.first == person) | (found.second == person)]
    return (min(int((own >= best[-1]).sum()), len(best)), len(best)) if len(best) else (0, 0)
