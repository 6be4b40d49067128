"""How far long work is, on a terminal: its phase, the time it took so far, and what may still be missing."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from mutua.matching.progress import Progress, silent
from mutua.matching.texts import pick

GAP = ("at most {share} % below the best", "höchstens {share} % unter dem Besten")


@contextmanager
def shown(phases: Mapping[str, tuple[str, str]], lang: str) -> Iterator[Progress]:
    """A bar with the words of each phase; in a pipe nothing."""
    if not sys.stderr.isatty():
        yield silent
        return
    # In a pipe rich need not be loaded.
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[gap]}"),
    )
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task("", total=1.0, gap="")

        def progress(phase: str, share: float, gap: float | None = None) -> None:
            missing = "" if gap is None else pick(GAP, lang).format(share=f"{100 * gap:.3f}")
            bars.update(task, description=pick(phases[phase], lang), completed=share, gap=missing)

        yield progress
