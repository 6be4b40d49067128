"""Why two people fit, in words, from the view of one of them (CONTRACT §3.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from mutua.matching import criteria
from mutua.matching.columns import Tags
from mutua.matching.criteria import FACET_WEIGHTS, TOO_ALIKE, WEIGHTS
from mutua.matching.filters import Bar
from mutua.matching.fit import Fits, Gate, fits
from mutua.matching.pool import Pool
from mutua.matching.skills import same_skill
from mutua.matching.texts import (
    BAR_SENTENCES,
    FACET_KEYS,
    GATE_SENTENCES,
    STYLE_ITEMS,
    Texts,
    enumeration,
    number,
    pick,
)

STRONG, MEDIUM = 0.7, 0.4
MOST_WORDS = 3
UNKNOWN = "unknown"


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
    lines = pair_lines(pool, pair, texts, lang)
    strongest = strongest_lines(lines)
    bar, gate = Bar(pair.barred[0]), Gate(pair.gate[0])
    return Explanation(
        lines=lines,
        strongest=strongest,
        difference=next(iter(differences(pool, i, j, texts, lang)), ""),
        talk_about=strongest[0].talk_about if strongest else "",
        rest=tuple(line for line in lines if line not in strongest),
        notes=_notes(pool, pair, texts.notes[lang], reveal=reveal),
        barred_text=pick(BAR_SENTENCES[bar], lang) if reveal and bar else "",
        gate_text=pick(GATE_SENTENCES[gate], lang),
        fit=float(pair.fit[0]),
        known_weight=int(pair.known_weight[0]),
    )


def strongest_lines(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Up to three known lines of different criteria; of equals, the heavier criterion."""
    order = list(WEIGHTS)
    known = [line for line in lines if line.value is not None]
    best: dict[str, Line] = {}
    for line in sorted(known, key=lambda line: (-(line.value or 0), order.index(line.criterion))):
        best.setdefault(line.criterion, line)
    return tuple(best.values())[:MOST_WORDS]


def pair_lines(pool: Pool, pair: Fits, texts: Texts, lang: str) -> tuple[Line, ...]:
    """One line per criterion for a single pair, said to its first person."""
    fill = placeholders(pool, int(pair.first[0]), int(pair.second[0]), texts, lang)
    lines = []
    for criterion, text in ((name, texts.criteria[lang][name]) for name in WEIGHTS):
        value = float(pair.values[criterion][0])
        level = strength(value)
        said = level
        if criterion == "working_values" and level == "strong" and not fill["shared_style"]:
            said = "medium"  # both answered in the middle throughout: there is no pole to name
        sentence = texts.notes[lang]["mn_missing"] if level == UNKNOWN else text.sentences[said]
        lines.append(
            Line(
                criterion=criterion,
                label=text.label,
                value=None if level == UNKNOWN else value,
                strength=level,
                sentence=sentence.format_map(fill),
                talk_about=text.talk_about.format_map(fill),
            )
        )
    return tuple(lines)


def strength(value: float) -> str:
    """Strong from 0.7, medium from 0.4, else weak; NaN is unknown."""
    if np.isnan(value):
        return UNKNOWN
    return "strong" if value >= STRONG else "medium" if value >= MEDIUM else "weak"


def placeholders(pool: Pool, me: int, other: int, texts: Texts, lang: str) -> dict[str, str]:
    """What fills the braces of the sentences, from my view."""

    def listed(kind: str, keys: Sequence[str]) -> str:
        return enumeration([texts.label(kind, key, lang) for key in keys[:MOST_WORDS]], lang)

    hours = float(pool.free_time.shared_hours(np.array([me]), np.array([other]))[0])
    return {
        "other": pool.names[other],
        "offer_you": listed("skill", wanted_offers(pool, me, other)),
        "offer_other": listed("skill", wanted_offers(pool, other, me)),
        "shared_goals": listed("direction", _shared(pool.directions, me, other)),
        "shared_challenges": listed("challenge", _shared(pool.challenges, me, other)),
        "shared_style": enumeration(_shared_style(pool, me, other, texts, lang)[:MOST_WORDS], lang),
        "differences": enumeration(differences(pool, me, other, texts, lang)[:MOST_WORDS], lang),
        "overlap": "?" if np.isnan(hours) else number(hours, lang),
    }


def wanted_offers(pool: Pool, teacher: int, learner: int) -> list[str]:
    """What the teacher offers that the learner wishes for, the most useful first; relatives count too."""
    skills = pool.skills
    offers, wishes = skills.offers.row(teacher), skills.wishes.row(learner)
    use: dict[int, float] = {}
    for wish, priority in wishes.items():
        relatives = skills.relatives.row(wish)
        for offer, confidence in offers.items():
            met = float(same_skill(confidence)) if wish == offer else relatives.get(offer, 0.0)
            use[offer] = max(use.get(offer, 0.0), priority * met)
    return [skills.words[offer] for offer in sorted(use, key=lambda key: (-use[key], key)) if use[offer] > 0]


def _shared(tags: Tags, me: int, other: int) -> list[str]:
    theirs = set(tags.names(other))
    return [word for word in tags.names(me) if word in theirs]


def _shared_style(pool: Pool, me: int, other: int, texts: Texts, lang: str) -> list[str]:
    """The poles that both lean to, the closest answers first."""
    answers = pool.style[[me, other]]
    if np.isnan(answers).any():
        return []
    spread, lean = np.ptp(answers, axis=0), answers.mean(axis=0) - 3
    order = sorted(range(len(STYLE_ITEMS)), key=lambda item: (spread[item], -abs(lean[item])))
    poles = [(item, "style_right" if lean[item] > 0 else "style_left") for item in order if lean[item]]
    return [texts.label(kind, STYLE_ITEMS[item], lang) for item, kind in poles]


def differences(pool: Pool, me: int, other: int, texts: Texts, lang: str) -> list[str]:
    """Facets in which the two differ, the weightiest first, with what the other one brings."""
    distances = criteria.facet_distances(pool, np.array([me]), np.array([other]))[:, 0]
    weighed = np.nan_to_num(distances) * FACET_WEIGHTS
    found = []
    for facet in np.argsort(-weighed, kind="stable"):
        if weighed[facet] > 0:
            own = set(pool.facets[facet].names(me))
            theirs = [word for word in pool.facets[facet].names(other) if word not in own]
            label = texts.label("facet", FACET_KEYS[facet], lang)
            found.append(f"{label} ({', '.join(theirs)})" if theirs else label)
    return found


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
