"""`mutua optimum`: the best pairs of any weighted graph, in a file. Needs no Django."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import click
import numpy as np

from mutua.cli.files import write_together
from mutua.cli.people import WRONG_INPUT, lang_option, own_language
from mutua.cli.progress import shown
from mutua.cli.seconds import time_limit_option
from mutua.matching.edges import WeightedGraph, pairs_text, read_graph
from mutua.matching.graph_problems import GraphProblem
from mutua.matching.optimum import Graph, Optimum
from mutua.matching.optimum import optimum as best_pairs
from mutua.matching.progress import Progress
from mutua.matching.proof.naming import named_duals
from mutua.matching.proof.statement import Claim, Statement, proof_text
from mutua.matching.texts import PAIRS, counted, pick

PHASES = {
    "reading": ("Reading the graph", "Der Graph wird gelesen"),
    "relaxing": ("Prices for all nodes", "Preise für alle Knoten"),
    "searching": ("The best pairs", "Die besten Paare"),
}
TOO_LARGE = (
    "the weights are too large to be exact with so many nodes; divide them by a number.",
    "die Gewichte sind bei so vielen Knoten zu groß, um genau zu rechnen; teile sie durch eine Zahl.",
)
FOUND = (
    "{pairs} {words} · weight {weight} · upper bound {upper_bound} · {seconds} s",
    "{pairs} {words} · Gewicht {weight} · obere Schranke {upper_bound} · {seconds} s",
)
target = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("graph", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--maximum-cardinality", is_flag=True, help="As many pairs as possible, then the heaviest.")
@click.option("--out", type=target, help="Write the pairs: `s WEIGHT`, then `m NODE NODE` per pair.")
@click.option("--proof", type=target, help="Write the proof, for mutua verify.")
@click.option("--json", "as_line", is_flag=True, help="Print one line of JSON.")
@time_limit_option
@lang_option
def optimum(
    graph: Path,
    *,
    maximum_cardinality: bool,
    out: Path | None,
    proof: Path | None,
    as_line: bool,
    time_limit: float | None,
    lang: str | None,
) -> None:
    """Find the heaviest set of pairs of a GRAPH in which no node is in two.

    GRAPH is text: `p edge NODES EDGES`, then `e NODE NODE WEIGHT` per edge.
    """
    started, lang = time.monotonic(), lang or own_language()
    for path in filter(None, (out, proof)):
        if not path.parent.is_dir():
            raise click.BadParameter(f"the folder {path.parent} does not exist.")
    with shown(PHASES, lang) as progress:
        progress("reading", 0.0)
        edges = _read(graph, lang)
        deadline = None if time_limit is None else started + time_limit
        found = _best(edges, progress, deadline, lang, cardinality_first=maximum_cardinality)
    write_together(_texts(edges, found, out, proof))
    counts = {
        "n": edges.nodes,
        "m": edges.listed,
        "pairs": len(found.edges),
        "weight": found.weight,
        "upper_bound": found.upper_bound,
        "seconds": round(time.monotonic() - started, 2),
    }
    words = counted(len(found.edges), PAIRS, lang)
    click.echo(json.dumps(counts) if as_line else pick(FOUND, lang).format(words=words, **counts))


def _best(
    edges: WeightedGraph, progress: Progress, deadline: float | None, lang: str, *, cardinality_first: bool
) -> Optimum:
    net = Graph(edges.first, edges.second, edges.weight, np.ones(edges.nodes, dtype=np.int64))
    try:
        return best_pairs(net, cardinality_first=cardinality_first, deadline=deadline, progress=progress)
    except OverflowError as error:
        raise click.BadParameter(pick(TOO_LARGE, lang), param_hint="GRAPH") from error


def _read(path: Path, lang: str) -> WeightedGraph:
    try:
        return read_graph(path)
    except GraphProblem as problem:
        click.echo(f"{path}: {problem.told_in(lang)}", err=True)
    except OSError as error:
        click.echo(f"{path}: {error.strerror}", err=True)
    sys.exit(WRONG_INPUT)


def _texts(edges: WeightedGraph, found: Optimum, out: Path | None, proof: Path | None) -> dict[Path, str]:
    """What is to be written where."""
    texts = {}
    if out:
        texts[out] = pairs_text(found.weight, edges.first[found.edges], edges.second[found.edges])
    if proof:
        texts[proof] = proof_text(_statement(edges, found))
    return texts


def _statement(edges: WeightedGraph, found: Optimum) -> Statement:
    names = [str(node + 1) for node in range(edges.nodes)]
    most_pairs, counted = found.most_pairs if found.proof.bonus else None, found.pairs_proof
    return Statement(
        claim=Claim(len(found.edges), found.weight, found.upper_bound, most_pairs),
        duals=named_duals(found.proof, names, edges.first, edges.second),
        pairs_duals=named_duals(counted, names, edges.first, edges.second) if counted else None,
    )
