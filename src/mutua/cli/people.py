"""The list of people that commands read, and the options that go with it. Needs no Django."""

from __future__ import annotations

import os
import sys
from datetime import date, datetime
from pathlib import Path

import click

from mutua.content import labels, loader
from mutua.content.nearness import nearness
from mutua.matching import Pool, PoolProblems, Problem, Texts
from mutua.matching.reader import read_people
from mutua.matching.texts import pick
from mutua.matching.week import iso_week, next_week

WRONG_INPUT = 2


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


def shipped_texts() -> Texts:
    """The words of shipped content, for explanations."""
    contents = {lang: loader.document("matching_explanations", lang) for lang in loader.LANGUAGES}
    return Texts.from_content(contents, labels.label)


def read_pool(people: Path, week: date, lang: str, *, lenient: bool) -> Pool:
    """The people of a file; where something is wrong, tell all of it and end with exit code 2."""
    try:
        pool = read_people(people, near=nearness(), week=week, lenient=lenient, apart=True)
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
