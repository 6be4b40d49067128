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
    "First run: the number-crunching is compiled, once; this takes about half a minute.",
    "Erster Lauf: Der Rechenkern wird einmalig vorbereitet, das dauert etwa eine halbe Minute.",
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

    if not any(kept_in().rglob("*.nbc")):
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
    """People, all with all and with a few candidates each, with trios, and why.

    What needs the engine comes last: by then the other process has compiled that.
    """
    from mutua.cli.people import shipped_texts
    from mutua.content.nearness import nearness
    from mutua.demo.invention import invent
    from mutua.demo.listing import LINKS, row
    from mutua.matching import Aims, Pool, match
    from mutua.matching.candidates import candidate_graph
    from mutua.matching.chains import improved
    from mutua.matching.partners import partners
    from mutua.matching.report import tandem_rows
    from mutua.matching.trios import candidate_trios
    from mutua.matching.waiting import reasons_for_waiting

    records = [{**row(person), **dict.fromkeys(LINKS, "")} for person in invent(2026)[:PEOPLE]]
    pool = Pool.from_records(records, near=nearness(), week=date(2026, 11, 23))
    everyone, nobody = np.arange(PEOPLE), np.arange(0)
    graph = candidate_graph(pool, per_person=3, all_pairs_up_to=10)
    partners(pool, everyone, everyone, (nobody, nobody))
    trios, weight = candidate_trios(pool, everyone)
    improved(trios, weight, pool.capacity, pool.capacity < 0, nobody)
    reasons_for_waiting(pool, graph, everyone)
    tandem_rows(match(pool, Aims(trios="all")), shipped_texts())


PARTS = (_engine, _lists)
"""About as long as each other."""
