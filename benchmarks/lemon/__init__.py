"""LEMON (Debian's liblemon-dev) on one graph: the driver is built once, by g++, for the benchmark alone."""

from __future__ import annotations

import subprocess
from pathlib import Path

from benchmarks.graphs import cache
from benchmarks.measure import LIMIT, Run, call, run

SOURCE = Path(__file__).with_name("matching.cpp")


def solve(graph: Path, first: str, limit: float = LIMIT) -> Run:
    """Run LEMON: `first` is weight, cardinality or perfect, as in matching.cpp."""
    return run([str(_driver()), str(_binary(graph)), first], limit)


def _driver() -> Path:
    """The program, built again when its source is newer."""
    program = cache() / "lemon-matching"
    if not program.exists() or program.stat().st_mtime < SOURCE.stat().st_mtime:
        subprocess.run(["g++", "-O2", "-o", str(program), str(SOURCE)], check=True)
    return program


def _binary(graph: Path) -> Path:
    path = graph.with_suffix(".bin")
    if not path.exists():
        draft = path.with_suffix(".part")
        call("benchmarks.solvers:export", graph=str(graph), binary=str(draft))
        draft.replace(path)
    return path
