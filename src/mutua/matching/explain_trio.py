"""Why three people fit, or why they may not be a trio, in words (CONTRACT §3.3, point 4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from mutua.matching.criteria import ROUNDING, TOO_ALIKE
from mutua.matching.explain import UNKNOWN, strength
from mutua.matching.filters import Bar
from mutua.matching.fit import KNOWN_NEEDED, Fits, fits
from mutua.matching.flows import Flow, flows
from mutua.matching.pool import Pool
from mutua.matching.texts import BAR_SENTENCES, Texts, enumeration, pick
from mutua.matching.trios import TrioFits, trio_fits
from mutua.matching.weights import WEIGHTS

OBSTACLES = {
    "consent": ("Without consent to a trio: {who}.", "Ohne Zustimmung zu einem Trio: {who}."),
    "locked": ("In a settled pair: {who}.", "In einem festen Tandem: {who}."),
    "learns_nothing": (
        "{who} would learn nothing from the other two.",
        "{who} könnte von den anderen beiden nichts lernen.",
    ),
    "gives_nothing": (
        "The other two would learn nothing from {who}.",
        "Die anderen beiden könnten von {who} nichts lernen.",
    ),
    "too_alike": (
        "{who}: their backgrounds are too alike.",
        "{who}: Ihre Hintergründe sind sich zu ähnlich.",
    ),
    "too_little_known": ("Too little is known about the three.", "Zu wenig ist über die drei bekannt."),
    "below_floor": ("Too little fits.", "Zu wenig passt zusammen."),
}
"""(English, German) per reason why three people may not be a trio."""


@dataclass(frozen=True)
class TrioLine:
    """One criterion: of the three together and of each pair, in [0, 1] or None; strength as in Line."""

    criterion: str
    label: str
    value: float | None
    strength: str
    pairs: tuple[tuple[int, int, float | None], ...]


@dataclass(frozen=True)
class TrioExplanation:
    """What speaks for three people and what does not.

    members: row numbers as asked; flows: who shows whom what; lines: all criteria in the order of their
    weight; obstacles: why they may not be a trio, empty if they may; fit in [0, 1]; known_weight: 0 to 100.
    """

    members: tuple[int, int, int]
    flows: tuple[Flow, ...]
    lines: tuple[TrioLine, ...]
    obstacles: tuple[str, ...]
    fit: float
    known_weight: int


def explain_trio(
    pool: Pool, a: int, b: int, c: int, *, texts: Texts, lang: str, reveal: bool = False
) -> TrioExplanation:
    """Explain the trio (a, b, c) in `lang`; ValueError if it is not three people.

    `reveal` is for the owner of the people list alone: it tells hard filters, consent and settled pairs.
    """
    if len({a, b, c}) < 3:
        raise ValueError("a trio is three people")
    members = (a, b, c)
    pairs = fits(pool, np.array([a, a, b]), np.array([b, c, c]))
    trio = trio_fits(pool, np.array([members]))
    flowing = flows(pool, members)
    hidden = tuple(_only_for_the_owner(pool, members, pairs, lang)) if reveal else ()
    return TrioExplanation(
        members=members,
        flows=flowing,
        lines=tuple(_lines(pairs, trio, texts, lang)),
        obstacles=hidden + tuple(_obstacles(pool, members, pairs, trio, lang)),
        fit=float(trio.fit[0]),
        known_weight=int(trio.known_weight[0]),
    )


def _lines(pairs: Fits, trio: TrioFits, texts: Texts, lang: str) -> Iterator[TrioLine]:
    for criterion in WEIGHTS:
        value = float(trio.values[criterion][0])
        level = strength(value)
        yield TrioLine(
            criterion=criterion,
            label=texts.criteria[lang][criterion].label,
            value=None if level == UNKNOWN else value,
            strength=level,
            pairs=tuple(
                (one, other, None if np.isnan(of_pair) else of_pair)
                for one, other, of_pair in zip(
                    pairs.first.tolist(), pairs.second.tolist(), pairs.values[criterion].tolist(), strict=True
                )
            ),
        )


def _only_for_the_owner(pool: Pool, members: tuple[int, int, int], pairs: Fits, lang: str) -> Iterator[str]:
    unasked = [pool.names[person] for person in members if not pool.trio[person]]
    locked = [pool.names[person] for person in members if person in pool.relations.locks]
    for reason, who in (("consent", unasked), ("locked", locked)):
        if who:
            yield pick(OBSTACLES[reason], lang).format(who=enumeration(who, lang))
    for number, bar in enumerate(pairs.barred.tolist()):
        if bar:
            yield f"{_both(pool, pairs, number, lang)}: {pick(BAR_SENTENCES[Bar(bar)], lang)}"


def _obstacles(
    pool: Pool, members: tuple[int, int, int], pairs: Fits, trio: TrioFits, lang: str
) -> Iterator[str]:
    def said(reason: str, who: str = "") -> str:
        return pick(OBSTACLES[reason], lang).format(who=who)

    flowing = flows(pool, members)
    takers, givers = {flow.taker for flow in flowing}, {flow.giver for flow in flowing}
    yield from (said("learns_nothing", pool.names[person]) for person in members if person not in takers)
    yield from (said("gives_nothing", pool.names[person]) for person in members if person not in givers)
    for number in np.flatnonzero(pairs.distance < TOO_ALIKE - ROUNDING).tolist():
        yield said("too_alike", _both(pool, pairs, number, lang))
    if trio.known_weight[0] < KNOWN_NEEDED:
        yield said("too_little_known")
    elif not trio.allowed()[0]:
        yield said("below_floor")


def _both(pool: Pool, pairs: Fits, number: int, lang: str) -> str:
    return enumeration([pool.names[pairs.first[number]], pool.names[pairs.second[number]]], lang)
