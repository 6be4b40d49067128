"""The seven criteria, each in [0, 1], NaN where unknown (CONTRACT §3.2). Pair arrays have shape (pairs,)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mutua.matching.bags import common, summed
from mutua.matching.pool import Pool
from mutua.matching.skills import Skills

People = NDArray[np.intp]
Values = NDArray[np.float64]

WEIGHTS = {
    "complementarity": 25,
    "career_goals": 20,
    "experience": 15,
    "background_difference": 15,
    "challenges": 8,
    "working_values": 7,
    "practical": 10,
}
FACET_WEIGHTS = (30, 20, 15, 15, 10, 10)
"""In the order of rows.FACETS."""
FACETS_NEEDED = 50
LEVEL_CLOSENESS = np.array([1.0, 0.7, 0.2] + [0.0] * 6)
TOO_ALIKE = 0.15
ROUNDING = 1e-9
"""Sums of weights carry rounding errors; a bound met to the billionth is met."""
FULLY_DIFFERENT = 0.6
HOURS_ENOUGH = 4
FLEXIBLE = 2


def coverage(skills: Skills, learner: People, teacher: People) -> Values:
    """How far the teacher's offers meet the learner's wishes: Σ priority · best match / Σ priority.

    NaN where the learner has no wishes or the teacher no offers.
    """
    position, entry = skills.wishes.spread(learner)
    matched = skills.reach.lookup(teacher[position], skills.wishes.items[entry])
    priority = skills.wishes.values[entry]
    met = summed(position, priority * matched, len(learner))
    wanted = skills.wishes.totals()[learner]
    known = (wanted > 0) & (skills.offers.sizes()[teacher] > 0)
    return np.where(known, met / np.where(wanted > 0, wanted, 1), np.nan)


def weaker_direction(one: Values, other: Values) -> Values:
    """Harmonic mean of both coverages; 0 where either is 0."""
    total = one + other
    return np.where(total > 0, 2 * one * other / np.where(total > 0, total, 1), total)


def complementarity(pool: Pool, first: People, second: People) -> Values:
    """Both learn from each other; the weaker direction decides."""
    return weaker_direction(coverage(pool.skills, first, second), coverage(pool.skills, second, first))


def career_goals(pool: Pool, first: People, second: People) -> Values:
    """Σ min / Σ max over directions, where the first direction weighs 2, the others 1."""
    bag = pool.directions.bag
    shared = common(bag, first, second)
    both = bag.totals()[first] + bag.totals()[second] - shared
    known = (bag.sizes()[first] > 0) & (bag.sizes()[second] > 0)
    return np.where(known, shared / np.where(both > 0, both, 1), np.nan)


def experience(pool: Pool, first: People, second: People) -> Values:
    """0.6 · closeness of level + 0.4 · (fewer years + 2) / (more years + 2)."""
    level = LEVEL_CLOSENESS[np.abs(pool.level[first] - pool.level[second])]
    fewer = np.minimum(pool.years[first], pool.years[second])
    more = np.maximum(pool.years[first], pool.years[second])
    value: Values = 0.6 * level + 0.4 * (fewer + 2) / (more + 2)
    return value


def facet_distances(pool: Pool, first: People, second: People) -> Values:
    """Jaccard distance per facet, shape (6, pairs); NaN where either has not filled it."""
    distances = []
    for facet in pool.facets:
        sizes = facet.bag.sizes()
        shared = common(facet.bag, first, second)
        known = (sizes[first] > 0) & (sizes[second] > 0)
        union = sizes[first] + sizes[second] - shared
        distances.append(np.where(known, 1 - shared / np.where(union > 0, union, 1), np.nan))
    return np.array(distances)


def background_distance(pool: Pool, first: People, second: People) -> Values:
    """Weighted mean of the facets' distances; NaN below 50 points of facets that both have filled."""
    distances = facet_distances(pool, first, second)
    weights = np.array(FACET_WEIGHTS)[:, None] * ~np.isnan(distances)
    known = weights.sum(axis=0)
    distance = (weights * np.nan_to_num(distances)).sum(axis=0) / np.maximum(known, 1)
    return np.where(known >= FACETS_NEEDED, distance, np.nan)


def background_difference(distance: Values) -> Values:
    """min(1, distance / 0.6); 0 for backgrounds too alike."""
    return np.where(distance < TOO_ALIKE - ROUNDING, 0.0, np.minimum(1, distance / FULLY_DIFFERENT))


def challenges(pool: Pool, first: People, second: People) -> Values:
    """Shared challenges ÷ the smaller number named, at most 3."""
    bag = pool.challenges.bag
    fewer = np.minimum(np.minimum(bag.sizes()[first], bag.sizes()[second]), 3)
    return np.where(fewer > 0, common(bag, first, second) / np.maximum(fewer, 1), np.nan)


def working_values(pool: Pool, first: People, second: People) -> Values:
    """1 − mean distance of the six answers ÷ 4."""
    value: Values = 1 - np.abs(pool.style[first] - pool.style[second]).mean(axis=1) / 4
    return value


def mode_fit(pool: Pool, first: People, second: People) -> Values:
    """Same way of meeting 1, one flexible 0.8, different 0; NaN unknown."""
    one, other = pool.mode[first], pool.mode[second]
    fit = np.select([one == other, (one == FLEXIBLE) | (other == FLEXIBLE)], [1.0, 0.8], 0.0)
    return np.where((one >= 0) & (other >= 0), fit, np.nan)


def practical(pool: Pool, first: People, second: People) -> Values:
    """0.6 · min(1, shared hours / 4) + 0.4 · mode fit."""
    hours = pool.free_time.shared_hours(first, second)
    return 0.6 * np.minimum(1, hours / HOURS_ENOUGH) + 0.4 * mode_fit(pool, first, second)
