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
from mutua.matching import Explanation, Pool, Texts
from mutua.matching.explain import explain as explain_pair
from mutua.matching.explain_trio import TrioExplanation, explain_trio
from mutua.matching.flows import around
from mutua.matching.texts import enumeration, number, pick

HEADINGS = {
    "fit": ("Fit", "Passung"),
    "strongest": ("What speaks for it", "Was dafür spricht"),
    "difference": ("The most useful difference", "Der nützlichste Unterschied"),
    "talk_about": ("To begin with", "Zum Anfangen"),
    "trio": ("They may be a trio.", "Ein mögliches Trio."),
    "no_trio": ("What stands against a trio:", "Was gegen ein Trio spricht:"),
    "flows": ("Who shows whom what", "Wer zeigt wem was"),
    "criteria": ("The three together, and pair by pair", "Alle drei zusammen, und je zwei"),
    "rest": ("Why not a higher fit", "Warum nicht höher"),
}


@click.command()
@people_argument
@click.argument("a")
@click.argument("b")
@click.argument("c", required=False)
@week_option
@lang_option
def explain(people: Path, a: str, b: str, c: str | None, *, week: date, lang: str | None) -> None:
    """Say how A and B of PEOPLE fit, criterion by criterion, to A; and why they would never be paired.

    With C, how the three fit as a trio, and what would flow between them.
    """
    lang = lang or own_language()
    pool = read_pool(people, week, lang, lenient=False)
    asked = list(filter(None, [a, b, c]))
    unknown = [person for person in asked if person not in pool.ids]
    if unknown:
        mend = pick(("nobody on the list has the id {}", "niemand auf der Liste hat die id {}"), lang)
        raise click.UsageError("; ".join(mend.format(person) for person in unknown))
    if c and len(set(asked)) < len(asked):
        raise click.UsageError(pick(("a trio is three people", "ein Trio sind drei Personen"), lang))
    texts, places = shipped_texts(), [pool.index(person) for person in asked]
    if c:
        lines = trio_lines(
            pool, explain_trio(pool, *places, texts=texts, lang=lang, reveal=True), texts, lang
        )
    else:
        found = explain_pair(pool, *places, texts=texts, lang=lang, reveal=True)
        lines = explanation_lines(found, pool.names[places[1]], lang)
    click.echo("\n".join(lines))


def explanation_lines(found: Explanation, other: str, lang: str) -> Iterator[str]:
    """An explanation as plain text."""

    def heading(key: str) -> str:
        return pick(HEADINGS[key], lang)

    yield f"{other}. {_fit(found, lang)}"
    yield found.barred_text or found.gate_text
    for title, lines in (("strongest", found.strongest), ("rest", found.rest)):
        yield f"\n{heading(title)}:"
        for line in lines:
            yield f"  {line.label} ({_hundredths(line.value, lang)}): {line.sentence}"
    for title, text in (("difference", found.difference), ("talk_about", found.talk_about)):
        if text:
            yield f"\n{heading(title)}: {text}"
    yield ""
    yield from found.notes


def trio_lines(pool: Pool, found: TrioExplanation, texts: Texts, lang: str) -> Iterator[str]:
    """The explanation of a trio as plain text."""

    def name(person: int) -> str:
        return pool.names[person]

    yield f"{enumeration([name(person) for person in found.members], lang)}. {_fit(found, lang)}"
    if found.obstacles:
        yield pick(HEADINGS["no_trio"], lang)
        yield from (f"  {obstacle}" for obstacle in found.obstacles)
    else:
        yield pick(HEADINGS["trio"], lang)
    yield f"\n{pick(HEADINGS['flows'], lang)}:"
    yield from (f"  {line}" for line in ring_lines(pool, found, texts, lang))
    yield f"\n{pick(HEADINGS['criteria'], lang)}:"
    for line in found.lines:
        yield f"  {line.label}: {_hundredths(line.value, lang)}"
        if line.criterion != "complementarity":
            pairs = [f"{name(one)} – {name(other)} {_hundredths(of, lang)}" for one, other, of in line.pairs]
            yield f"    {' · '.join(pairs)}"


def ring_lines(pool: Pool, found: TrioExplanation, texts: Texts, lang: str) -> Iterator[str]:
    """The trio from top to bottom and back to the first, beside each arrow what flows; then the rest."""
    skills = {
        (flow.giver, flow.taker): ", ".join(texts.label("skill", key, lang) for key in flow.skills)
        for flow in found.flows
    }
    order = around(found.members, found.flows)
    for giver, taker in zip(order, order[1:] + order[:1], strict=True):
        yield pool.names[giver]
        yield f"  │ {skills.pop((giver, taker), '–')}"
        yield "  ▼"
    yield pool.names[order[0]]
    for (giver, taker), words in skills.items():
        yield f"{pool.names[giver]} → {pool.names[taker]}: {words}"


def _fit(found: Explanation | TrioExplanation, lang: str) -> str:
    of = pick(("of 100, from {} points known", "von 100, aus {} bekannten Punkten"), lang)
    fit = number(100 * found.fit, lang)
    return f"{pick(HEADINGS['fit'], lang)}: {fit} {of.format(found.known_weight)}"


def _hundredths(value: float | None, lang: str) -> str:
    return "–" if value is None else number(100 * value, lang)
