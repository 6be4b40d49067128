"""`mutua import-people`: bring in a list of people, after a look at what it would change."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mutua.cli.people import WRONG_INPUT, lang_option, own_language
from mutua.cli.progress import shown
from mutua.cli.serve import data_option, started
from mutua.matching.problems import Problem
from mutua.matching.texts import counted, pick

if TYPE_CHECKING:
    from mutua.people.imports.models import PeopleImport

Words = tuple[str, str]
PHASES = {
    "waiting": ("Waiting", "Warten"),
    "reading": ("Reading the file", "Die Datei wird gelesen"),
    "checking": ("Checking every cell", "Jede Zelle wird geprüft"),
    "comparing": ("Comparing with what is here", "Vergleich mit dem, was da ist"),
    "applying": ("Applying", "Die Liste wird angewendet"),
}
COUNTS = {
    "new": (("new person", "new people"), ("neue Person", "neue Personen")),
    "changed": (("changed", "changed"), ("geändert", "geändert")),
    "unchanged": (("unchanged", "unchanged"), ("unverändert", "unverändert")),
    "gone": (("no longer on the list", "no longer on the list"), ("nicht mehr dabei", "nicht mehr dabei")),
}
KEPT = (
    ("fact stays as the person wrote it", "facts stay as people wrote them"),
    ("Angabe bleibt, wie die Person sie schrieb", "Angaben bleiben, wie die Personen sie schrieben"),
)
PROBLEMS = ("Nothing was changed. To mend:", "Nichts wurde geändert. Zu beheben:")
ASK = ("Apply this list?", "Diese Liste anwenden?")
LEFT = ("Nothing was changed.", "Nichts wurde geändert.")
APPLIED = (
    "Applied. For ten minutes, mutua import-people --undo takes it back.",
    "Angewendet. Zehn Minuten lang nimmt mutua import-people --undo es zurück.",
)
NO_LIST = (
    "No list was applied that could be taken back.",
    "Es gibt keine Liste, die sich zurücknehmen ließe.",
)
UNDONE = ("Everything is as it was before.", "Alles ist wieder wie vorher.")


@click.command("import-people")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help="Only tell what the list would change.")
@click.option("--yes", is_flag=True, help="Apply the list without asking.")
@click.option("--undo", is_flag=True, help="Take back the list applied last, within ten minutes.")
@data_option
@lang_option
def import_people(
    file: Path | None, *, check: bool, yes: bool, undo: bool, data: Path | None, lang: str | None
) -> None:
    """Bring in the people of FILE, a CSV or Excel list, in place of the last one.

    The columns are those of `mutua match`, with reports_from and reports_until; only email is required.
    """
    if undo == bool(file):
        raise click.UsageError("Name a FILE, or --undo and no FILE.")
    lang = lang or own_language()
    with started(data) as start, _told(lang):
        start.refuse_unmigrated()
        if file is None:
            _undo(lang)
        else:
            _import(file, lang, check=check, yes=yes)


@contextmanager
def _told(lang: str) -> Iterator[None]:
    """A rule's no in one line, exit code 2; Ctrl-C leaves nothing half-done; texts are in this language."""
    from django.utils.translation import override

    from mutua.errors import DomainError

    signal.signal(signal.SIGINT, signal.default_int_handler)
    with override(lang):
        try:
            yield
        except DomainError as error:
            click.echo(f"mutua: {error.message}", err=True)
            sys.exit(WRONG_INPUT)


def _import(file: Path, lang: str, *, check: bool, yes: bool) -> None:
    from mutua.people.actions.imports import apply_import, cancel_import
    from mutua.people.imports.words import restored

    one = _checked(file, lang)
    wanted = False
    try:
        if one.state == one.State.REFUSED:
            click.echo(pick(PROBLEMS, lang), err=True)
        _tell(restored(one.problems), lang)
        if one.state == one.State.REFUSED:
            sys.exit(WRONG_INPUT)
        changes = _tell_counts(one.counts, lang)
        wanted = changes and not check and (yes or click.confirm(pick(ASK, lang)))
    finally:
        if not wanted:
            cancel_import(import_id=one.pk, by=None, at=datetime.now(UTC))
    if wanted:
        with shown(PHASES, lang) as progress:
            progress("applying", 0.5)
            apply_import(import_id=one.pk, by=None, at=datetime.now(UTC))
    click.echo(pick(APPLIED if wanted else LEFT, lang))


def _checked(file: Path, lang: str) -> PeopleImport:
    """The list, read and compared."""
    from mutua.people.actions.imports import check_import, keep_list
    from mutua.people.imports.limits import MOST_BYTES

    with file.open("rb") as opened:
        content = opened.read(MOST_BYTES + 1)
    at = datetime.now(UTC)
    one = keep_list(content=content, name=file.name, group=None, language=lang, by=None, at=at)
    with shown(PHASES, lang) as progress:
        check_import(import_id=one.pk, at=at, tell=lambda phase, share: progress(phase.value, share))
    one.refresh_from_db()
    return one


def _undo(lang: str) -> None:
    from mutua.people.actions.imports import undo_import
    from mutua.people.imports.comparing import in_force

    last = in_force(None)
    if last is None:
        raise click.UsageError(pick(NO_LIST, lang))
    undo_import(import_id=last, by=None, at=datetime.now(UTC))
    click.echo(pick(UNDONE, lang))


def _tell(problems: Sequence[Problem], lang: str) -> None:
    """Each problem and notice with its place and how to mend it."""
    from mutua.people.imports.words import mend

    whole, row = pick(("file", "Datei"), lang), pick(("row", "Zeile"), lang)
    for problem in problems:
        where = f"{row} {problem.row}" if problem.row else whole
        parts = [where, *filter(None, [problem.column, problem.value and repr(problem.value)])]
        click.echo(f"{', '.join(parts)}: {mend(problem, lang)}", err=True)


def _tell_counts(counts: Mapping[str, int], lang: str) -> bool:
    """One line of numbers; whether the list changes anything."""
    told = [f"{counts[kind]} {counted(counts[kind], words, lang)}" for kind, words in COUNTS.items()]
    click.echo(" · ".join(told))
    if counts["kept"]:
        click.echo(f"{counts['kept']} {counted(counts['kept'], KEPT, lang)}.")
    return any(counts[kind] for kind in ("new", "changed", "gone"))
