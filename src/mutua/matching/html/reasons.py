"""What speaks for a pair, said neutrally to whoever reads the report."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from mutua.matching.criteria import WEIGHTS, facet_distances
from mutua.matching.explain import MEDIUM, placeholders
from mutua.matching.fit import Fits
from mutua.matching.html.voice import Voice
from mutua.matching.pool import Pool
from mutua.matching.texts import FACET_KEYS

MOST_FACETS = 3
PERSONAL = "bg_perspective"
WORDS_FOR_FIT = ((0.70, "very_good"), (0.55, "good"), (0.45, "fair"), (0.0, "just"))
ROUNDING = 1e-9


def fit_in_words(fit: float, voice: Voice) -> str:
    """“good”; fit from 0 to 1."""
    return voice(next(word for least, word in WORDS_FOR_FIT if fit >= least - ROUNDING))


def strongest_criteria(pairs: Fits) -> list[str]:
    """Per pair the criterion in which it stands out: weighed, the furthest above the mean of all pairs.

    What is weak does not stand out unless there is nothing else; '' where nothing speaks for the pair.
    """
    table = np.array([np.nan_to_num(pairs.values[name], nan=0.0) for name in WEIGHTS])
    known = np.array([~np.isnan(pairs.values[name]) for name in WEIGHTS])
    means = table.sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    lift = np.array(list(WEIGHTS.values()))[:, None] * (table - means[:, None])
    lift[table < MEDIUM] = table[table < MEDIUM] - sum(WEIGHTS.values())
    names = [*WEIGHTS, ""]
    speaking = table.max(axis=0) > 0
    return [names[place] for place in np.where(speaking, lift.argmax(axis=0), len(WEIGHTS))]


def reason(pool: Pool, one: int, other: int, criterion: str, voice: Voice) -> str:
    """What the criterion says about two people, such as “both head for leading people”."""
    if not criterion:
        return voice("unknown")
    fill = placeholders(pool, one, other, voice.texts, voice.lang)
    said: dict[str, Callable[[], str]] = {
        "complementarity": lambda: voice(
            "both_show",
            one=pool.names[one],
            other=pool.names[other],
            skills_one=fill["offer_you"],
            skills_other=fill["offer_other"],
        ),
        "career_goals": lambda: voice("same_goal", words=fill["shared_goals"]),
        "experience": lambda: voice("close_level"),
        "background_difference": lambda: _difference(pool, one, other, voice),
        "challenges": lambda: voice("same_hurdles", words=fill["shared_challenges"]),
        "working_values": lambda: (
            voice("same_style", words=fill["shared_style"])
            if fill["shared_style"]
            else voice("similar_style")
        ),
        "practical": lambda: voice("enough_time", hours=fill["overlap"]),
    }
    return said[criterion]()


def _difference(pool: Pool, one: int, other: int, voice: Voice) -> str:
    """The facets in which they differ; never the voluntary perspective, which is the most personal one."""
    distances = np.nan_to_num(facet_distances(pool, np.array([one]), np.array([other]))[:, 0])
    differing = [FACET_KEYS[facet] for facet in np.flatnonzero(distances > 0)]
    named = [voice.label("facet", key) for key in differing if key != PERSONAL]
    return voice("differ_in", words="; ".join(named[:MOST_FACETS])) if named else voice("differ")
