"""`mutua match`: tandems from a list of people, in a file. Needs no Django."""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress as Bar

from mutua.cli.people import (
    lang_option,
    own_language,
    people_argument,
    read_pool,
    shipped_texts,
    week_option,
)
from mutua.matching import Matching, best_matching
from mutua.matching.candidates import Progress
from mutua.matching.report import (
    PAIR_COLUMNS,
    WAITING_COLUMNS,
    as_csv,
    as_json,
    summary,
    tandem_rows,
    waiting_rows,
)
from mutua.matching.texts import pick

PHASES = {
    "candidates": ("Who fits whom", "Wer passt zu wem"),
    "pairs": ("The best pairs", "Die besten Paare"),
    "trios": ("Trios", "Trios"),
}
COUNTS = {
    "people": ("people", "Personen"),
    "pairs": ("pairs", "Paare"),
    "trios": ("trios", "Trios"),
    "waiting": ("waiting", "warten"),
}


@click.command()
@people_argument
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write tandems to .csv or .json."
)
@click.option("--json", "as_line", is_flag=True, help="Print one summary line of JSON.")
@click.option("--seed", default=0, show_default=True, help="Decides between equally good answers.")
@click.option(
    "--trios",
    type=click.Choice(["consenting", "all", "none"]),
    default="consenting",
    show_default=True,
    help="Who may be in a tandem of three.",
)
@week_option
@click.option("--lenient", is_flag=True, help="Leave out rows with problems and say which.")
@lang_option
def match(
    people: Path,
    out: Path | None,
    *,
    as_line: bool,
    seed: int,
    trios: str,
    week: date,
    lenient: bool,
    lang: str | None,
) -> None:
    """Find the best tandems for the PEOPLE of a CSV file.

    With --out, tandems go there and those left over to waiting.csv beside it.
    """
    started = time.monotonic()
    _check_out(out)
    lang = lang or own_language()
    pool = read_pool(people, week, lang, lenient=lenient)
    with _progress(lang) as progress:
        matching = best_matching(pool, seed=seed, trios=trios, progress=progress)
    if out:
        _write(matching, out)
    counts = summary(matching)
    if as_line:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        used = {"seconds": round(time.monotonic() - started, 2), "peak_mb": round(peak, 1)}
        click.echo(json.dumps({**counts, **used}))
    else:
        click.echo(" · ".join(f"{counts[key]} {pick(words, lang)}" for key, words in COUNTS.items()))
        if not out:
            click.echo(
                pick(("Nothing was written; --out FILE does.", "Nichts geschrieben; das tut --out."), lang)
            )


def _check_out(out: Path | None) -> None:
    if out and (out.suffix.lower() not in {".csv", ".json"} or out.name == "waiting.csv"):
        raise click.BadParameter("name a .csv or .json file other than waiting.csv.", param_hint="--out")
    if out and not out.parent.is_dir():
        raise click.BadParameter(f"the folder {out.parent} does not exist.", param_hint="--out")


def _write(matching: Matching, out: Path) -> None:
    """Both files or, if anything goes wrong before the last moment, neither."""
    tandems = tandem_rows(matching, shipped_texts())
    texts = {
        out: as_json(tandems) if out.suffix.lower() == ".json" else as_csv(PAIR_COLUMNS, tandems),
        out.with_name("waiting.csv"): as_csv(WAITING_COLUMNS, waiting_rows(matching)),
    }
    drafts = {path: path.with_name(f".{path.name}.{os.getpid()}.part") for path in texts}
    try:
        for path, draft in drafts.items():
            draft.write_text(texts[path], encoding="utf-8", newline="")
        for path, draft in drafts.items():
            draft.replace(path)
    except OSError as error:
        raise click.FileError(str(out), error.strerror or "") from error
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)


@contextmanager
def _progress(lang: str) -> Iterator[Progress | None]:
    """A bar on a terminal, nothing in a pipe."""
    if not sys.stderr.isatty():
        yield None
        return
    with Bar(console=Console(stderr=True), transient=True) as bar:
        tasks = {phase: bar.add_task(pick(words, lang), total=1.0) for phase, words in PHASES.items()}
        yield lambda phase, share: bar.update(tasks[phase], completed=share)
