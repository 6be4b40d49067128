"""`mutua compile`: what crunches numbers is compiled at its first use; this is that use. Needs no Django."""

from __future__ import annotations

import os
import shutil
import tempfile
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import click
import numpy as np

from mutua.matching.texts import pick

FIRST_USE = (
    "This is the first run: what crunches numbers is compiled first, once.",
    "Dies ist der erste Lauf: Was rechnet, wird zuerst übersetzt, einmalig.",
)
PEOPLE = 60
"""So few of the invented people that some of them wait and trios are tried."""


@click.command("compile")
def compile_() -> None:
    """Compile the number-crunching, so that the first match does not wait for it.

    Set-up does it once; again it takes a moment. The code is kept beside the source or, where that cannot
    be written, in the cache of whoever runs it; NUMBA_CACHE_DIR names another folder. Code of other
    versions is thrown away.
    """
    from mutua.matching.compiled import FOLDER, kept_in

    kept = kept_in()
    for old in kept.parent.glob(f"{FOLDER}*"):
        if old != kept:
            shutil.rmtree(old, ignore_errors=True)
    compile_all()


def compile_at_first_use(lang: str) -> None:
    """Where nothing is compiled yet: say so and do it all at once, quicker than one by one."""
    from mutua.matching.compiled import kept_in

    if next(kept_in().iterdir(), None) is None:
        click.echo(pick(FIRST_USE, lang), err=True)
        compile_all()


def compile_all() -> None:
    """In as many processes as there are processors; what they compile, any other process finds on disk."""
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as processes:
        for work in [processes.submit(part) for part in PARTS]:
            work.result()


def _engine() -> None:
    """Any graph, in time and out of time."""
    from mutua.matching.edges import read_graph
    from mutua.matching.optimum import Graph, optimum

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.edge"
        path.write_text("p edge 3 3\ne 1 2 3\ne 2 3 3\ne 1 3 3\n", encoding="ascii")
        edges = read_graph(path)
    graph = Graph(edges.first, edges.second, edges.weight, np.ones(edges.nodes, dtype=np.int64))
    for deadline in (None, 0.0):
        optimum(graph, deadline=deadline)


def _lists() -> None:
    """People, all with all and with a few candidates each, with trios, and why."""
    from mutua.cli.people import shipped_texts
    from mutua.content.nearness import nearness
    from mutua.demo.invention import invent
    from mutua.demo.listing import LINKS, row
    from mutua.matching import Aims, Pool, match
    from mutua.matching.candidates import candidate_graph
    from mutua.matching.partners import partners
    from mutua.matching.report import tandem_rows

    records = [{**row(person), **dict.fromkeys(LINKS, "")} for person in invent(2026)[:PEOPLE]]
    pool = Pool.from_records(records, near=nearness(), week=date(2026, 11, 23))
    tandem_rows(match(pool, Aims(trios="all")), shipped_texts())
    candidate_graph(pool, per_person=3, all_pairs_up_to=10)
    everyone, nobody = np.arange(PEOPLE), np.arange(0)
    partners(pool, everyone, everyone, (nobody, nobody))


PARTS = (_engine, _lists)
"""About as long as each other."""
