"""Why two people fit, in words, from the view of one of them (CONTRACT §3.2)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from mutua.matching import criteria
from mutua.matching.between import MOST_WORDS, Between, Gaps
from mutua.matching.criteria import TOO_ALIKE
from mutua.matching.filters import Bar
from mutua.matching.fit import Fits, Gate, fits
from mutua.matching.pool import Pool
from mutua.matching.texts import BAR_SENTENCES, GATE_SENTENCES, Texts, pick
from mutua.matching.weights import WEIGHTS

STRONG, MEDIUM = 0.7, 0.4
UNKNOWN = "unknown"
_ORDER = {name: place for place, name in enumerate(WEIGHTS)}


@dataclass(frozen=True)
class Line:
    """One criterion: value in [0, 1] or None, strength strong | medium | weak | unknown, its sentence."""

    criterion: str
    label: str
    value: float | None
    strength: str
    sentence: str
    talk_about: str


@dataclass(frozen=True)
class Explanation:
    """What speaks for a pair, and what does not, from the view of the first person.

    lines: all criteria, in the order of their weight; strongest: up to three of them; difference: the most
    useful one, '' if none is known; talk_about: a conversation starter; rest: “why not a higher score?”;
    notes: further sentences; barred_text: why they are never paired or suggested, '' if nothing bars them
    or bars are kept silent; fit in [0, 1].
    """

    lines: tuple[Line, ...]
    strongest: tuple[Line, ...]
    difference: str
    talk_about: str
    rest: tuple[Line, ...]
    notes: tuple[str, ...]
    barred_text: str
    gate_text: str
    fit: float
    known_weight: int


def explain(pool: Pool, i: int, j: int, *, texts: Texts, lang: str, reveal: bool = False) -> Explanation:
    """Explain the pair (i, j) to i in `lang`.

    `reveal` is for the owner of the people list alone: it tells hard filters and the other one's mark.
    Without it the answer for an excluded pair is the same as if there were no exclusion.
    """
    pair = fits(pool, np.array([i]), np.array([j]))
    between, lines = Between(pool, i, j), pair_lines(pool, pair, texts, lang)
    best = strongest_lines(lines)
    bar, gate = Bar(pair.barred[0]), Gate(pair.gate[0])
    return Explanation(
        lines=lines,
        strongest=best,
        difference=next(iter(Gaps(between, texts, lang).differences(between)), ""),
        talk_about=best[0].talk_about if best else "",
        rest=tuple(line for line in lines if line not in best),
        notes=_notes(pool, pair, texts.notes[lang], reveal=reveal),
        barred_text=pick(BAR_SENTENCES[bar], lang) if reveal and bar else "",
        gate_text=pick(GATE_SENTENCES[gate], lang),
        fit=float(pair.fit[0]),
        known_weight=int(pair.known_weight[0]),
    )


def strongest_lines(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Up to three known lines of different criteria; of equals, the heavier criterion."""
    values = [(line.criterion, math.nan if line.value is None else line.value) for line in lines]
    return tuple(lines[place] for place in strongest(values))


def strongest(values: Sequence[tuple[str, float]]) -> list[int]:
    """As `strongest_lines`, of criteria with their values (NaN if unknown): the places of the strongest."""
    known = [place for place, (_, value) in enumerate(values) if not math.isnan(value)]
    best: dict[str, int] = {}
    for place in sorted(known, key=lambda place: (-values[place][1], _ORDER[values[place][0]])):
        best.setdefault(values[place][0], place)
    return list(best.values())[:MOST_WORDS]


def pair_lines(pool: Pool, pair: Fits, texts: Texts, lang: str) -> tuple[Line, ...]:
    """One line per criterion for a single pair, said to its first person."""
    gaps = Gaps(Between(pool, int(pair.first[0]), int(pair.second[0])), texts, lang)
    lines = []
    for criterion, text in ((name, texts.criteria[lang][name]) for name in WEIGHTS):
        value = float(pair.values[criterion][0])
        level = strength(value)
        lines.append(
            Line(
                criterion=criterion,
                label=text.label,
                value=None if level == UNKNOWN else value,
                strength=level,
                sentence=sentence(criterion, value, gaps, texts, lang),
                talk_about=text.talk_about.format_map(gaps),
            )
        )
    return tuple(lines)


def sentence(criterion: str, value: float, gaps: Gaps, texts: Texts, lang: str) -> str:
    """What is said about a criterion of this value (NaN if unknown)."""
    said = strength(value)
    if said == UNKNOWN:
        return texts.notes[lang]["mn_missing"].format_map(gaps)
    if criterion == "working_values" and said == "strong" and not gaps["shared_style"]:
        said = "medium"  # both answered in the middle throughout: there is no pole to name
    return texts.criteria[lang][criterion].sentences[said].format_map(gaps)


def strength(value: float) -> str:
    """Strong from 0.7, medium from 0.4, else weak; NaN is unknown."""
    if math.isnan(value):
        return UNKNOWN
    return "strong" if value >= STRONG else "medium" if value >= MEDIUM else "weak"


def _notes(pool: Pool, pair: Fits, notes: Mapping[str, str], *, reveal: bool) -> tuple[str, ...]:
    me, you = int(pair.first[0]), int(pair.second[0])
    gladly = pool.relations.gladly
    mine, theirs = you in gladly.row(me), me in gladly.row(you)
    chosen = {
        "mn_mutual_wish": mine and theirs and reveal,
        "mn_your_wish": mine and not (theirs and reveal),
        "mn_too_alike": bool(pair.distance[0] < TOO_ALIKE - criteria.ROUNDING),
        "mn_decision": True,
        "mn_not_used": True,
    }
    other = pool.names[you]
    return tuple(notes[note].format(other=other) for note, said in chosen.items() if said)
