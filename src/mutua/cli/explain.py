"""`mutua explain`: how people of a list fit, in words. Needs no Django."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from mutua.cli.people import (
    lang_option,
    own_language,
    people_argument,
    read_pool,
    shipped_texts,
    week_option,
)
from mutua.matching import Explanation
from mutua.matching.explain import explain as explain_pair
from mutua.matching.texts import number, pick

HEADINGS = {
    "fit": ("Fit", "Passung"),
    "strongest": ("What speaks for it", "Was dafür spricht"),
    "difference": ("The most useful difference", "Der nützlichste Unterschied"),
    "talk_about": ("To begin with", "Zum Anfangen"),
    "rest": ("Why not a higher fit", "Warum nicht höher"),
}


@click.command()
@people_argument
@click.argument("a")
@click.argument("b")
@week_option
@lang_option
def explain(people: Path, a: str, b: str, week: date, lang: str | None) -> None:
    """Say how A and B of PEOPLE fit, criterion by criterion, to A; and why they would never be paired."""
    lang = lang or own_language()
    pool = read_pool(people, week, lang, lenient=False)
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
