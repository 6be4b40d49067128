"""`mutua match`: tandems from a list of people, in a file. Needs no Django."""

from __future__ import annotations

import json
import resource
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from mutua.cli.compile import compile_at_first_use
from mutua.cli.files import write_together
from mutua.cli.people import (
    lang_option,
    own_language,
    people_argument,
    read_pool,
    shipped_texts,
    week_option,
)
from mutua.cli.progress import shown
from mutua.cli.seconds import time_limit_option
from mutua.matching import Aims, Matching, Pool
from mutua.matching import match as best_tandems
from mutua.matching.candidates import PER_PERSON
from mutua.matching.claims import statement_of
from mutua.matching.processes import begun
from mutua.matching.progress import Progress
from mutua.matching.proof.statement import Statement, proof_text
from mutua.matching.report import (
    PAIR_COLUMNS,
    WAITING_COLUMNS,
    as_csv,
    as_json,
    summary,
    tandem_rows,
    waiting_rows,
)
from mutua.matching.texts import PAIRS, TRIOS, counted, number, pick

PHASES = {
    "reading": ("Reading the list", "Die Liste wird gelesen"),
    "candidates": ("Who fits whom", "Wer passt zu wem"),
    "relaxing": ("A price for each place", "Ein Preis für jeden Platz"),
    "searching": ("The best pairs", "Die besten Paare"),
    "trios": ("Trios", "Trios"),
}
COUNTS = {
    "people": (("person", "people"), ("Person", "Personen")),
    "pairs": PAIRS,
    "trios": TRIOS,
    "waiting": (("waiting", "waiting"), ("wartet", "warten")),
}
STOPPED = (
    "Stopped early: the best pairs weigh at most {share} % more.",
    "Vorzeitig beendet: Die besten Paare wiegen höchstens {share} % mehr.",
)
MANY = 5_000
"""Pairs from which on further processes write more than starting them takes."""
target = click.Path(dir_okay=False, path_type=Path)


@click.command()
@people_argument
@click.option("--out", type=target, help="Write tandems to .csv or .json.")
@click.option("--json", "as_line", is_flag=True, help="Print one summary line of JSON.")
@click.option("--seed", default=0, show_default=True, help="Decides between equally good answers.")
@click.option(
    "--trios",
    type=click.Choice(["consenting", "all", "none"]),
    default="consenting",
    show_default=True,
    help="Who may be in a tandem of three.",
)
@click.option(
    "--leave-no-one-behind",
    is_flag=True,
    help="First the best fit for whoever is worst off, then the best for all together.",
)
@click.option(
    "--candidates",
    type=click.IntRange(min=1),
    default=PER_PERSON,
    show_default=True,
    help="How many to consider per person where a list is longer than 3,000.",
)
@time_limit_option
@click.option("--report", type=target, help="Write a report to look at (.html).")
@week_option
@click.option("--lenient", is_flag=True, help="Leave out rows with problems and say which.")
@lang_option
def match(
    people: Path,
    *,
    out: Path | None,
    report: Path | None,
    as_line: bool,
    week: date,
    lenient: bool,
    lang: str | None,
    **wanted: Any,
) -> None:
    """Find the best tandems for the PEOPLE of a CSV file.

    With --out, tandems go there; beside it, those left over to waiting.csv and the proof, for mutua verify.
    """
    started = time.monotonic()
    _check_targets(people, out, report)
    lang = lang or own_language()
    compile_at_first_use(lang)
    with shown(PHASES, lang) as progress:
        progress("reading", 0.0)
        pool = read_pool(people, week, lang, lenient=lenient)
        matching = _best(pool, started, progress, compare=bool(report), **wanted)
        texts = _texts(matching, out, lambda: statement_of(matching, week, lenient=lenient)) if out else {}
        if report:
            texts[report] = _report(matching, lang)
        write_together(texts)
    if as_line:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        used = {"seconds": round(time.monotonic() - started, 2), "peak_mb": round(peak, 1)}
        click.echo(json.dumps({**summary(matching), **used}))
    else:
        _tell(matching, lang, written=bool(texts))


def _best(
    pool: Pool,
    started: float,
    progress: Progress,
    *,
    compare: bool,
    trios: str,
    seed: int,
    leave_no_one_behind: bool,
    candidates: int,
    time_limit: float | None,
) -> Matching:
    aims = Aims(trios, leave_no_one_behind=leave_no_one_behind, compare=compare)
    deadline = None if time_limit is None else started + time_limit
    return best_tandems(pool, aims, seed=seed, per_person=candidates, deadline=deadline, progress=progress)


def _tell(matching: Matching, lang: str, *, written: bool) -> None:
    """One line for people; how far from the best, where that is not nothing."""
    counts = summary(matching)
    click.echo(
        " · ".join(f"{counts[key]} {counted(counts[key], words, lang)}" for key, words in COUNTS.items())
    )
    alone = matching.alone
    if not alone.exact:
        share = number(100 * alone.gap / max(1, alone.upper_bound), lang)
        click.echo(pick(STOPPED, lang).format(share=share))
    if not written:
        click.echo(
            pick(("Nothing was written; --out FILE does.", "Nichts geschrieben; das tut --out."), lang)
        )


def _check_targets(people: Path, out: Path | None, report: Path | None) -> None:
    if report and report.suffix.lower() not in {".html", ".htm"}:
        raise click.BadParameter("name an .html file.", param_hint="--report")
    if report and not report.parent.is_dir():
        raise click.BadParameter(f"the folder {report.parent} does not exist.", param_hint="--report")
    if out and (out.suffix.lower() not in {".csv", ".json"} or out.name == "waiting.csv"):
        raise click.BadParameter("name a .csv or .json file other than waiting.csv.", param_hint="--out")
    if out and not out.parent.is_dir():
        raise click.BadParameter(f"the folder {out.parent} does not exist.", param_hint="--out")
    if out and any(path.exists() and path.samefile(people) for path in _files_of(out)):
        raise click.BadParameter(f"this would overwrite the list {people}.", param_hint="--out")


def _files_of(out: Path) -> tuple[Path, Path, Path]:
    """Where tandems, those left over and the proof go."""
    return out, out.with_name("waiting.csv"), out.with_suffix(".proof.json")


def _report(matching: Matching, lang: str) -> str:
    # Who wants no report need not load what draws it.
    from mutua.cli.typefaces import embedded
    from mutua.matching.html import as_html

    words, comparison = shipped_texts(), matching.comparison
    return as_html(matching, lang=lang, texts=words, comparison=comparison, fonts=embedded())


def _texts(matching: Matching, out: Path, statement: Callable[[], Statement]) -> dict[Path, str]:
    """The files that go with OUT and what is to stand in them."""
    apart = len(matching.pairs.fit) >= MANY
    proof = begun(lambda: proof_text(statement()), apart=apart)
    tandems = tandem_rows(matching, shipped_texts(), apart=apart)
    texts = (
        as_json(tandems) if out.suffix.lower() == ".json" else as_csv(PAIR_COLUMNS, tandems),
        as_csv(WAITING_COLUMNS, waiting_rows(matching)),
        proof(),
    )
    return dict(zip(_files_of(out), texts, strict=True))
