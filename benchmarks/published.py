"""Published instances: solved by the command, the weight as published, the proof accepted by verify."""

from __future__ import annotations

import os
import sys
import tempfile
from functools import partial
from pathlib import Path

from benchmarks.measure import DONE, Rounds, run, side_by_side
from benchmarks.results import Claim
from benchmarks.scale import Findings, Scale

MUTUA = (sys.executable, "-m", "mutua")


def published(scale: Scale, rounds: Rounds) -> Findings:
    """Each `.edge` file in the folder that MUTUA_PUBLISHED names, beside the `.out` file of the same name."""
    named = os.environ.get("MUTUA_PUBLISHED", "")
    graphs = sorted(Path(named).glob("*.edge")) if named else []
    if not graphs:
        return Findings(
            skipped="MUTUA_PUBLISHED names no folder with .edge files, so there is nothing to do."
        )
    found = Findings()
    with tempfile.TemporaryDirectory() as folder:
        pairs, proof = str(Path(folder, "best.pairs")), str(Path(folder, "best.proof.json"))
        for graph in graphs:
            solve = [*MUTUA, "optimum", str(graph), "--json", "--out", pairs, "--proof", proof]
            rows = side_by_side(graph.stem, {"Mutua": partial(run, solve, scale.limit)}, rounds, most=1)
            verdict = run([*MUTUA, "verify", pairs, "--graph", str(graph)], scale.limit)
            found.add(rows, [_claim(graph, rows[0].answer.get("weight"), verdict.status)])
    return found


def _claim(graph: Path, weight: int | None, verdict: str) -> Claim:
    best = int(graph.with_suffix(".out").read_text(encoding="utf-8").split()[1])
    measured = f"{weight}, {'proven' if verdict == DONE else 'NOT PROVEN'}"
    return Claim(f"{graph.stem}: weight", f"{best}, proven", measured, weight == best and verdict == DONE)
