"""What speaks for a pair, said neutrally to whoever reads the report."""

from __future__ import annotations

import numpy as np

from mutua.matching.criteria import facet_distances
from mutua.matching.explain import MEDIUM
from mutua.matching.fit import Fits
from mutua.matching.flows import Flow, flows
from mutua.matching.html.voice import Voice
from mutua.matching.pool import Pool
from mutua.matching.texts import FACET_KEYS
from mutua.matching.weights import WEIGHTS

MOST_FACETS = MOST_SKILLS = 3
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
    """What the criterion says about two people, such as “they share a direction”.

    Skills and facets are named, as on the cards that coordinators see; directions, challenges and answers
    about working together are not.
    """
    if criterion == "complementarity":
        return "; ".join(_shows(pool, flow, voice) for flow in flows(pool, (one, other)))
    if criterion == "background_difference":
        return _difference(pool, one, other, voice)
    if criterion == "practical":
        hours = float(pool.free_time.shared_hours(np.array([one]), np.array([other]))[0])
        return voice("enough_time", hours=voice.decimal(hours))
    return voice(criterion or "unknown")


def _shows(pool: Pool, flow: Flow, voice: Voice) -> str:
    skills = [voice.label("skill", skill) for skill in flow.skills[:MOST_SKILLS]]
    return voice("shows", giver=pool.names[flow.giver], skills=voice.listed(skills))


def _difference(pool: Pool, one: int, other: int, voice: Voice) -> str:
    """The facets in which they differ; never the voluntary perspective, which is the most personal one."""
    distances = np.nan_to_num(facet_distances(pool, np.array([one]), np.array([other]))[:, 0])
    differing = [FACET_KEYS[facet] for facet in np.flatnonzero(distances > 0)]
    named = [voice.label("facet", key) for key in differing if key != PERSONAL]
    return voice("differ_in", words="; ".join(named[:MOST_FACETS])) if named else voice("differ")
