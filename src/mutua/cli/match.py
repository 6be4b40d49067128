"""`mutua match` and `mutua explain`: tandems from a list of people, in a file. Needs no Django."""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress as Bar

from mutua.content import catalogue, labels, loader
from mutua.matching import Explanation, Matching, Pool, PoolProblems, Problem, Texts, best_matching
from mutua.matching.candidates import Progress
from mutua.matching.explain import explain as explain_pair
from mutua.matching.reader import read_people
from mutua.matching.report import (
    PAIR_COLUMNS,
    WAITING_COLUMNS,
    as_csv,
    as_json,
    summary,
    tandem_rows,
    waiting_rows,
)
from mutua.matching.texts import number, pick
from mutua.matching.week import iso_week, next_week

WRONG_INPUT = 2
PHASES = {
    "candidates": ("Who fits whom", "Wer passt zu wem"),
    "pairs": ("The best pairs", "Die besten Paare"),
    "trios": ("Trios", "Trios"),
}
HEADINGS = {
    "fit": ("Fit", "Passung"),
    "strongest": ("What speaks for it", "Was dafür spricht"),
    "difference": ("The most useful difference", "Der nützlichste Unterschied"),
    "talk_about": ("To begin with", "Zum Anfangen"),
    "rest": ("Why not a higher fit", "Warum nicht höher"),
}
COUNTS = {
    "people": ("people", "Personen"),
    "pairs": ("pairs", "Paare"),
    "trios": ("trios", "Trios"),
    "waiting": ("waiting", "warten"),
}


def monday_of(ctx: click.Context, param: click.Parameter, value: str | None) -> date:
    """The Monday of a week written 2026-W48; of the next week where none is named."""
    if value is None:
        return next_week(datetime.now().astimezone().date())
    try:
        return iso_week(value)
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is not a week; write it like 2026-W48.") from error


def own_language() -> str:
    """German where the terminal speaks it, else English."""
    return loader.language(os.environ.get("LC_ALL") or os.environ.get("LANG"))


people_argument = click.argument("people", type=click.Path(exists=True, dir_okay=False, path_type=Path))
week_option = click.option(
    "--week",
    callback=monday_of,
    help="The week on which free time is compared across zones, like 2026-W48.  [default: the next]",
)
lang_option = click.option(
    "--lang", type=click.Choice(loader.LANGUAGES), help="Language of messages.  [default: from LANG]"
)


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
    pool = _read(people, week, lang, lenient=lenient)
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


@click.command()
@people_argument
@click.argument("a")
@click.argument("b")
@week_option
@lang_option
def explain(people: Path, a: str, b: str, week: date, lang: str | None) -> None:
    """Say how A and B of PEOPLE fit, criterion by criterion, to A; and why they would never be paired."""
    lang = lang or own_language()
    pool = _read(people, week, lang, lenient=False)
    unknown = [person for person in (a, b) if person not in pool.ids]
    if unknown:
        mend = pick(("nobody on the list has the id {}", "niemand auf der Liste hat die id {}"), lang)
        raise click.UsageError("; ".join(mend.format(person) for person in unknown))
    found = explain_pair(pool, pool.index(a), pool.index(b), texts=shipped_texts(), lang=lang, reveal=True)
    click.echo("\n".join(explanation_lines(found, pool.names[pool.index(b)], lang)))


def explanation_lines(found: Explanation, other: str, lang: str) -> Iterator[str]:
    """An explanation as plain text."""

    def heading(key: str) -> str:
        return pick(HEADINGS[key], lang)

    of = pick(("of 100, from {} points known", "von 100, aus {} bekannten Punkten"), lang)
    yield f"{other}. {heading('fit')}: {number(100 * found.fit, lang)} {of.format(found.known_weight)}"
    yield found.barred_text or found.gate_text
    for title, lines in (("strongest", found.strongest), ("rest", found.rest)):
        yield f"\n{heading(title)}:"
        for line in lines:
            value = "–" if line.value is None else number(100 * line.value, lang)
            yield f"  {line.label} ({value}): {line.sentence}"
    for title, text in (("difference", found.difference), ("talk_about", found.talk_about)):
        if text:
            yield f"\n{heading(title)}: {text}"
    yield ""
    yield from found.notes


def shipped_texts() -> Texts:
    """The words of shipped content, for explanations."""
    contents = {lang: loader.document("matching_explanations", lang) for lang in loader.LANGUAGES}
    return Texts.from_content(contents, labels.label)


def _read(people: Path, week: date, lang: str, *, lenient: bool) -> Pool:
    try:
        pool = read_people(people, skill_groups=catalogue.skill_groups(), week=week, lenient=lenient)
    except PoolProblems as problems:
        _tell(problems.problems, lang)
        sys.exit(WRONG_INPUT)
    if pool.skipped:
        click.echo(pick(("Left out:", "Ausgelassen:"), lang), err=True)
        _tell(pool.skipped, lang)
    if not len(pool):
        click.echo(pick(("No row is left.", "Keine Zeile ist übrig."), lang), err=True)
        sys.exit(WRONG_INPUT)
    return pool


def _tell(problems: tuple[Problem, ...], lang: str) -> None:
    whole, row = pick(("file", "Datei"), lang), pick(("row", "Zeile"), lang)
    for problem in problems:
        where = f"{row} {problem.row}" if problem.row else whole
        parts = [where, *filter(None, [problem.column, problem.value and repr(problem.value)])]
        click.echo(f"{', '.join(parts)}: {problem.mend_in(lang)}", err=True)


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
