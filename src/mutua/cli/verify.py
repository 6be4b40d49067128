"""`mutua verify`: hold a proof against the pairs and all that could be chosen. Needs no Django."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

import click

from mutua.cli.people import WRONG_INPUT, lang_option, own_language, read_pool
from mutua.matching.cells import writable
from mutua.matching.edges import read_graph, read_pairs
from mutua.matching.graph_problems import GraphProblem
from mutua.matching.proof.checker import Refused, wrong
from mutua.matching.proof.statement import Statement, UnreadableProof, read_proof
from mutua.matching.proof.tandems import UnreadableTandems, read_tandems
from mutua.matching.proof.verdict import Conclusion, verified_graph, verified_list
from mutua.matching.proof.words import proven, told
from mutua.matching.texts import pick
from mutua.matching.week import iso_week

NOT_PROVEN = 1
UNREADABLE = {
    "proof": ("this is no proof; look at {reason}", "das ist kein Beweis; sieh nach bei {reason}"),
    "tandems": ("this is no list of tandems: {reason}", "das ist keine Liste von Tandems: {reason}"),
    "line": ("{reason}", "{reason}"),
    "closed": ("cannot be read: {reason}", "lässt sich nicht lesen: {reason}"),
}
existing = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("pairs", type=existing)
@click.option("--people", type=existing, help="The list that PAIRS were made from.")
@click.option("--graph", type=existing, help="The graph that PAIRS were made from (see mutua optimum).")
@click.option("--proof", type=existing, help="The proof.  [default: beside PAIRS, ending in .proof.json]")
@lang_option
def verify(
    pairs: Path, people: Path | None, graph: Path | None, proof: Path | None, lang: str | None
) -> None:
    """Check that PAIRS keep every rule and are the best possible, by their proof and without the solver.

    Says in one sentence what is proven, or what is wrong. Exit codes: 0 proven, 1 not, 2 a file cannot be
    read.
    """
    lang = lang or own_language()
    if (people is None) == (graph is None):
        raise click.UsageError("name either --people LIST or --graph GRAPH.")
    statement = _proof(proof or pairs.with_suffix(".proof.json"), lang)
    try:
        if people:
            found = _list(pairs, people, statement, lang)
        else:
            found = _graph(pairs, graph or pairs, statement, lang)
    except Refused as refusal:
        click.echo("\n".join(writable(told(wrong, lang)) for wrong in refusal.wrongs), err=True)
        sys.exit(NOT_PROVEN)
    click.echo(proven(found, lang))


def _proof(path: Path, lang: str) -> Statement:
    try:
        statement = read_proof(path)
        if statement.circumstances:
            iso_week(statement.circumstances.week)
    except UnreadableProof as error:
        _unreadable(path, "proof", lang, reason=str(error))
    except ValueError:
        _unreadable(path, "proof", lang, reason='"week"')
    except OSError as error:
        _unreadable(path, "closed", lang, reason=error.strerror or "")
    return statement


def _list(pairs: Path, people: Path, statement: Statement, lang: str) -> Conclusion:
    how = statement.circumstances
    if how is None:
        raise Refused([wrong("about_a_graph")])
    try:
        tandems = read_tandems(pairs)
    except UnreadableTandems as error:
        _unreadable(pairs, "tandems", lang, reason=str(error))
    pool = read_pool(people, iso_week(how.week), lang, lenient=how.lenient)
    return verified_list(pool, tandems, statement, how)


def _graph(pairs: Path, graph: Path, statement: Statement, lang: str) -> Conclusion:
    path = graph
    try:
        edges = read_graph(path)
        path = pairs
        weight, chosen = read_pairs(path)
    except GraphProblem as problem:
        _unreadable(path, "line", lang, reason=problem.told_in(lang))
    return verified_graph(edges, weight, chosen, statement)


def _unreadable(path: Path, kind: str, lang: str, reason: str) -> NoReturn:
    click.echo(f"{path}: {pick(UNREADABLE[kind], lang).format(reason=reason)}", err=True)
    sys.exit(WRONG_INPUT)
