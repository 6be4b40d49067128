"""Why two or three people fit, in words, from the view of one of them (CONTRACT §3.2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from mutua.matching import criteria
from mutua.matching.criteria import FACET_WEIGHTS, TOO_ALIKE, WEIGHTS
from mutua.matching.filters import Bar, named
from mutua.matching.fit import Gate, fits
from mutua.matching.pool import Pool
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
    one, other = np.array([i]), np.array([j])
    pair = fits(pool, one, other)
    values = {name: float(column[0]) for name, column in pair.values.items()}
    fill = placeholders(pool, i, (j,), texts, lang)
    lines = criterion_lines(values, fill, texts, lang)
    known = [line for line in lines if line.value is not None]
    # Ties go to the heavier criterion, which stands first.
    strongest = tuple(sorted(known, key=lambda line: -(line.value or 0))[:MOST_WORDS])
    bar, gate = Bar(pair.barred[0]), Gate(pair.gate[0])
    return Explanation(
        lines=lines,
        strongest=strongest,
        difference=next(iter(differences(pool, i, j, texts, lang)), ""),
        talk_about=strongest[0].talk_about if strongest else "",
        rest=tuple(line for line in lines if line not in strongest),
        notes=_notes(pool, i, j, texts.notes[lang], reveal=reveal),
        barred_text=pick(BAR_SENTENCES[bar], lang) if reveal and bar else "",
        gate_text=pick(GATE_SENTENCES[gate], lang),
        fit=float(pair.fit[0]),
        known_weight=int(pair.known_weight[0]),
    )


def criterion_lines(
    values: Mapping[str, float], fill: Mapping[str, str], texts: Texts, lang: str
) -> tuple[Line, ...]:
    """One line per criterion, placeholders filled."""
    lines = []
    for criterion in WEIGHTS:
        text, value = texts.criteria[lang][criterion], values[criterion]
        level = strength(value)
        sentence = texts.notes[lang]["mn_missing"] if level == UNKNOWN else text.sentences[level]
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


def placeholders(pool: Pool, me: int, others: Sequence[int], texts: Texts, lang: str) -> dict[str, str]:
    """What fills the braces of the sentences, from my view; others are one or two people."""

    def listed(kind: str, keys: Sequence[str]) -> str:
        return enumeration([texts.label(kind, key, lang) for key in keys[:MOST_WORDS]], lang)

    hours = min(_hours(pool, me, other) for other in others)
    found = [text for other in others for text in differences(pool, me, other, texts, lang)]
    return {
        "other": enumeration([pool.names[other] for other in others], lang),
        "offer_you": listed("skill", _merged([wanted_offers(pool, me, other) for other in others])),
        "offer_other": listed("skill", _merged([wanted_offers(pool, other, me) for other in others])),
        "shared_goals": listed("direction", _shared(pool.directions.names, me, others)),
        "shared_challenges": listed("challenge", _shared(pool.challenges.names, me, others)),
        "shared_style": enumeration(_shared_style(pool, me, others, texts, lang)[:MOST_WORDS], lang),
        "differences": enumeration(list(dict.fromkeys(found))[:MOST_WORDS], lang),
        "overlap": "?" if np.isnan(hours) else number(hours, lang),
    }


def _hours(pool: Pool, one: int, other: int) -> float:
    return float(pool.free_time.shared_hours(np.array([one]), np.array([other]))[0])


def _merged(lists: Sequence[Sequence[str]]) -> list[str]:
    """Words of several lists, each list's best first in turn."""
    longest = max((len(words) for words in lists), default=0)
    turns = [words[turn] for turn in range(longest) for words in lists if turn < len(words)]
    return list(dict.fromkeys(turns))


def wanted_offers(pool: Pool, teacher: int, learner: int) -> list[str]:
    """What the teacher offers that the learner wishes for, the most useful first; same group counts too."""
    skills = pool.skills
    offers, wishes = skills.offers.row(teacher), skills.wishes.row(learner)
    use: dict[int, float] = {}
    for wish, priority in wishes.items():
        for offer, confidence in offers.items():
            same_group = skills.group[wish] >= 0 and skills.group[wish] == skills.group[offer]
            near = criteria.SAME_GROUP if same_group else 0.0
            sure = criteria.SAME_SKILL if confidence >= 2 else criteria.SAME_SKILL_UNSURE
            use[offer] = max(use.get(offer, 0.0), priority * (sure if wish == offer else near))
    return [skills.words[offer] for offer in sorted(use, key=lambda key: (-use[key], key)) if use[offer] > 0]


def _shared(names: Callable[[int], list[str]], me: int, others: Sequence[int]) -> list[str]:
    """My words that one of the others has too, those of all first."""
    theirs = [set(names(other)) for other in others]
    counts = {word: sum(word in words for words in theirs) for word in names(me)}
    return [word for word in sorted(counts, key=lambda word: -counts[word]) if counts[word]]


def _shared_style(pool: Pool, me: int, others: Sequence[int], texts: Texts, lang: str) -> list[str]:
    """The poles that all lean to, the closest answers first."""
    answers = pool.style[[me, *others]]
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


def _notes(pool: Pool, i: int, j: int, notes: Mapping[str, str], *, reveal: bool) -> tuple[str, ...]:
    one, other = np.array([i]), np.array([j])
    mine = bool(named(pool.relations.gladly, one, other)[0])
    theirs = bool(named(pool.relations.gladly, other, one)[0])
    alike = bool(criteria.background_distance(pool, one, other)[0] < TOO_ALIKE - criteria.ROUNDING)
    chosen = {
        "mn_mutual_wish": mine and theirs and reveal,
        "mn_your_wish": mine and not (theirs and reveal),
        "mn_too_alike": alike,
        "mn_decision": True,
        "mn_not_used": True,
    }
    return tuple(notes[note].format(other=pool.names[j]) for note, said in chosen.items() if said)
