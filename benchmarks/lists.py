"""From a list of people to a file of pairs, as someone does it at a command line: start, reading, waiting."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.graphs import cache
from benchmarks.measure import Rounds, Row, Run, call, run, side_by_side
from benchmarks.results import Claim, at_most
from benchmarks.scale import Findings, Scale, survey_people

WEEK = "2026-W48"
MONDAY = date(2026, 11, 23)
NO_SURVEY = "MUTUA_SURVEY names no file, so there is nothing to measure."
LONGEST = 1_800.0


def match(people: Path, *options: str, limit: float = LONGEST, fresh: bool = False) -> Run:
    """`mutua match` on a list; fresh: nothing of its code is compiled yet."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "mutua", "match", str(people), "--week", WEEK, "--json"]
        environment: Mapping[str, str] = {"NUMBA_CACHE_DIR": str(Path(folder) / "compiled")} if fresh else {}
        return run([*command, "--out", str(Path(folder) / "pairs.csv"), *options], limit, environment)


def start(scale: Scale, rounds: Rounds) -> Findings:
    """The whole command for twenty people: what a start costs, with compiled code on disk and without."""
    people = invented(20)
    match(people)
    warm = side_by_side("20 people, code compiled before", {"mutua match": partial(match, people)}, rounds)
    cold = side_by_side(
        "20 people, nothing compiled yet", {"mutua match": partial(match, people, fresh=True)}, rounds, 3
    )
    claims = [
        at_most("start, code compiled before", warm[0].wall, 1, "s", done=warm[0].done),
        at_most("start, nothing compiled yet", cold[0].wall, 15, "s", done=cold[0].done),
    ]
    return Findings([*warm, *cold], claims)


def list2000(scale: Scale, rounds: Rounds) -> Findings:
    """2,000 people drawn from the survey, all pairs considered."""
    survey = survey_people()
    if survey is None:
        return Findings(skipped=NO_SURVEY)
    count = scale.people(2_000)
    people = cache() / f"survey-{count}.csv"
    call("benchmarks.lists:resampled", path=str(survey), count=count, out=str(people))
    few = invented(20)
    match(few)
    rows = side_by_side("20 people: the start", {"mutua match": partial(match, few)}, rounds)
    work = f"{count:,} people drawn from the survey"
    rows += side_by_side(work, {"mutua match": partial(match, people)}, rounds)
    done = rows[0].done and rows[1].done
    return Findings(
        rows, [at_most(f"{work}: after the start", rows[1].wall - rows[0].wall, 3, "s", done=done)]
    )


def list100000(scale: Scale, rounds: Rounds) -> Findings:
    """100,000 invented people."""
    return _invented_list(scale.people(100_000), rounds, 60, 6 * 1024)


def reading(scale: Scale, rounds: Rounds) -> Findings:
    """1,000,000 invented people, only read."""
    count = scale.people(1_000_000)
    people = invented(count)
    reader = partial(call, "benchmarks.lists:read", path=str(people))
    rows = side_by_side(f"reading {count:,} people", {"read_people": reader}, rounds, 3)
    return Findings(rows, _bars(rows[0], 60, 2 * 1024))


def waiting(scale: Scale, rounds: Rounds) -> Findings:
    """Who waits of the 603 of the survey: pairs alone, trios of those who agreed, trios of all."""
    survey = survey_people()
    if survey is None:
        return Findings(skipped=NO_SURVEY)
    contestants = {
        f"--trios {trios}": partial(match, survey, "--trios", trios)
        for trios in ("none", "consenting", "all")
    }
    rows = side_by_side("the survey", contestants, rounds)
    last = rows[-1]
    left = last.answer.get("waiting", -1)
    claims = [
        at_most("the survey, --trios all: people waiting", left, 37, "people", done=last.done),
        at_most("the survey, --trios all: time", last.wall, 5, "s", done=last.done),
    ]
    return Findings(rows, claims)


def _invented_list(count: int, rounds: Rounds, seconds: float, megabytes: float) -> Findings:
    people = invented(count)
    work = f"{count:,} invented people"
    rows = side_by_side(work, {"mutua match": partial(match, people)}, rounds)
    return Findings(rows, _bars(rows[0], seconds, megabytes))


def _bars(row: Row, seconds: float, megabytes: float) -> list[Claim]:
    return [
        at_most(f"{row.work}: time", row.wall, seconds, "s", done=row.done),
        at_most(f"{row.work}: memory", row.peak, megabytes, "MB", done=row.done),
    ]


def invented(count: int) -> Path:
    """A list of so many invented people, in the cache folder."""
    path = cache() / f"people-{count}.csv"
    if not path.exists():
        draft = path.with_suffix(".part")
        run([sys.executable, "-m", "benchmarks.people", str(count), str(draft)], LONGEST)
        draft.replace(path)
    return path


def resampled(path: str, count: int, out: str) -> dict[str, Any]:
    """In a process of its own: draw people from a list."""
    from benchmarks.people import resample

    resample(Path(path), count, 2026, Path(out))
    return {}


def read(path: str) -> dict[str, Any]:
    """In a process of its own: read a list."""
    from mutua.cli.collector import no_collection
    from mutua.cli.people import read_pool

    cpu, wall = time.process_time(), time.perf_counter()
    with no_collection():
        pool = read_pool(Path(path), MONDAY, "en", lenient=False)
    return {
        "people": len(pool), "cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall,
    }  # fmt: skip


def as_graph(people: str, graph: str) -> dict[str, Any]:
    """In a process of its own: the graph of all allowed pairs of a list, everyone in one pair at most."""
    import numpy as np

    from benchmarks.graphs import Edges
    from mutua.cli.people import read_pool
    from mutua.matching.candidates import candidate_graph

    found = candidate_graph(read_pool(Path(people), MONDAY, "en", lenient=False))
    first, second = found.first.astype(np.int32), found.second.astype(np.int32)
    Edges(found.people, first, second, found.weight).save(Path(graph))
    return {"people": found.people, "edges": len(found.weight)}
