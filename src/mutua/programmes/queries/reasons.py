"""Why two people fit, criterion by criterion, in the sentences of matching_explanations.yaml (CONTRACT §3.2).

Only words leave this module: the values decide which sentence is said and are then forgotten.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from mutua.content import loader
from mutua.content.skills import label
from mutua.matching.fit import Fits
from mutua.programmes.queries import alike
from mutua.programmes.queries.pool import Around, Sheet

SHOWN = 3


@dataclass(frozen=True)
class Reason:
    """One criterion in words."""

    label: str
    sentence: str


@dataclass(frozen=True)
class Reasons:
    """The strongest reasons, the others, and a question to begin a conversation with."""

    strongest: Sequence[Reason]
    rest: Sequence[Reason]
    talk_about: str


def reasons(seen: Around, row: int, found: Fits, lang: str) -> Reasons:
    """`found` holds the fit of this one pair, the asking person first."""
    texts = loader.document("matching_explanations", lang)
    values = {key: float(value[0]) for key, value in found.values.items()}
    words = _words(seen, row, lang)
    items = {item["id"]: item for item in texts["items"]}
    ranked = sorted(values, key=lambda key: (math.isnan(values[key]), -np.nan_to_num(values[key])))
    strong = [key for key in ranked if values[key] >= texts["thresholds"]["medium"]][:SHOWN]
    missing = loader.items("matching_explanations", lang)["mn_missing"]["text"]

    def reason(key: str) -> Reason:
        strength = _strength(values[key], texts["thresholds"])
        sentence = _filled(items[key]["sentence"], strength, words) if strength else missing
        return Reason(items[key]["label"], sentence)

    return Reasons(
        strongest=[reason(key) for key in strong],
        rest=[reason(key) for key in ranked if key not in strong],
        talk_about=items[ranked[0]]["talk_about"].format_map(words),
    )


def _strength(value: float, thresholds: Mapping[str, float]) -> str:
    """Empty where nothing is known."""
    if math.isnan(value):
        return ""
    names = (name for name in ("strong", "medium") if value >= thresholds[name])
    return next(names, "weak")


def _filled(sentences: Mapping[str, str], strength: str, words: Mapping[str, str]) -> str:
    """The sentence of this strength, or a weaker one where a word for it is missing."""
    weaker = ("strong", "medium", "weak")
    for name in weaker[weaker.index(strength) :]:
        fields = [key for key, word in words.items() if "{" + key + "}" in sentences[name] and not word]
        if not fields:
            return sentences[name].format_map(words)
    return sentences["weak"]


def _words(seen: Around, row: int, lang: str) -> dict[str, str]:
    me, other = seen.me, seen.sheets[row]
    hours = seen.pool.free_time.shared_hours(np.array([0]), np.array([row]))[0]
    return {
        "other": other.first_name,
        "offer_you": ", ".join(alike.skill_words(alike.can_teach(me, other), lang)),
        "offer_other": ", ".join(alike.skill_words(alike.can_teach(other, me), lang)),
        "shared_goals": _listed("direction", alike.shared_directions(me, other), lang),
        "shared_challenges": _listed("challenge", alike.shared_challenges(me, other), lang),
        "differences": ", ".join(one.label for one in alike.difference_words(me, other, lang)[:SHOWN]),
        "shared_style": ", ".join(_shared_style(me, other, lang)[:SHOWN]),
        "overlap": "" if math.isnan(hours) else f"{hours:.0f}",
    }


def _listed(kind: alike.ProfileKind, keys: Sequence[str], lang: str) -> str:
    return ", ".join(alike.quoted(label(kind, key, lang), lang) for key in keys)


def _shared_style(me: Sheet, other: Sheet, lang: str) -> list[str]:
    """The ends of the style scales towards which both lean."""
    scales = loader.document("profile_catalogue", lang)["working_style"]
    found = []
    for scale, mine, theirs in zip(scales, me.profile.style, other.profile.style, strict=False):
        if min(mine, theirs) > 3:
            found.append(scale["right"])
        elif max(mine, theirs) < 3:
            found.append(scale["left"])
    return found
