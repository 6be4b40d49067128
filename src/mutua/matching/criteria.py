"""The seven criteria of two people, each in [0, 1], NaN where unknown (CONTRACT §3.2); all symmetric."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mutua.matching.bags import summed
from mutua.matching.compiled import borrowing, entrance
from mutua.matching.pool import Pool
from mutua.matching.sheet import (
    CHALLENGES,
    DIRECTIONS,
    FACET,
    FACET_COUNT,
    KINDS,
    Sheet,
    common_words,
    wishes_met,
)
from mutua.matching.skills import Skills
from mutua.matching.week import shared_hours

People = NDArray[np.intp]
Values = NDArray[np.float64]

FACET_WEIGHTS = (30, 20, 15, 15, 10, 10)
"""In the order of rows.FACETS."""
FACETS_NEEDED = 50
LEVEL_CLOSENESS = np.array([1.0, 0.7, 0.2] + [0.0] * 6)
TOO_ALIKE = 0.15
ROUNDING = 1e-9
"""Sums of weights carry rounding errors; a bound met to the billionth is met."""
FULLY_DIFFERENT = 0.6
MOST_CHALLENGES = 3
HOURS_ENOUGH = 4
FLEXIBLE = 2
UNKNOWN = float("nan")


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


@borrowing
def complementarity(sheet: Sheet, one: int, other: int) -> float:
    """Both learn from each other; the weaker direction decides."""
    mine = wishes_met(sheet, one, other) / sheet.people[one].wished
    return weaker_direction(mine, wishes_met(sheet, other, one) / sheet.people[other].wished)


@borrowing
def weaker_direction(one: float, other: float) -> float:
    """Harmonic mean of both coverages; 0 where either is 0."""
    both = one + other
    return 2 * one * other / both if both > 0 else both


@borrowing
def career_goals(sheet: Sheet, one: int, other: int) -> float:
    """Σ min / Σ max over directions, where the first direction weighs 2, the others 1."""
    mine, theirs = sheet.people[one], sheet.people[other]
    if mine.directions == 0 or theirs.directions == 0:
        return UNKNOWN
    sets = KINDS * one + DIRECTIONS, KINDS * other + DIRECTIONS
    both = common_words(sheet, sets[0], sets[1], mine.directions & theirs.directions)
    both += mine.first_direction == theirs.first_direction
    return float(both / (mine.directions_named + 1 + theirs.directions_named + 1 - both))


@borrowing
def experience(sheet: Sheet, one: int, other: int) -> float:
    """0.6 · closeness of level + 0.4 · (fewer years + 2) / (more years + 2)."""
    mine, theirs = sheet.people[one], sheet.people[other]
    fewer, more = min(mine.years, theirs.years), max(mine.years, theirs.years)
    if np.isnan(mine.years + theirs.years):
        return UNKNOWN
    level = LEVEL_CLOSENESS[abs(mine.level - theirs.level)]
    return float(0.6 * level + 0.4 * (fewer + 2) / (more + 2))


@borrowing
def facet_distance(sheet: Sheet, facet: int, one: int, other: int) -> float:
    """Jaccard distance in one facet; NaN where either has not filled it."""
    mine, theirs = sheet.backgrounds[one], sheet.backgrounds[other]
    if mine.named[facet] == 0 or theirs.named[facet] == 0:
        return UNKNOWN
    sets = KINDS * one + FACET + facet, KINDS * other + FACET + facet
    both = common_words(sheet, sets[0], sets[1], mine.words[facet] & theirs.words[facet])
    return float(1 - both / (mine.named[facet] + theirs.named[facet] - both))


@borrowing
def background_distance(sheet: Sheet, one: int, other: int) -> float:
    """Weighted mean of the facets' distances; NaN below 50 points of facets that both have filled."""
    points, weighed = 0, 0.0
    for facet in range(FACET_COUNT):
        distance = facet_distance(sheet, facet, one, other)
        if not np.isnan(distance):
            points += FACET_WEIGHTS[facet]
            weighed += FACET_WEIGHTS[facet] * distance
    return weighed / points if points >= FACETS_NEEDED else UNKNOWN


@borrowing
def too_alike(distance: float) -> bool:
    """Backgrounds that are known and too near to each other to be suggested."""
    return distance < TOO_ALIKE - ROUNDING


@borrowing
def background_difference(distance: float) -> float:
    """min(1, distance / 0.6); 0 for backgrounds too alike."""
    if too_alike(distance):
        return 0.0
    return 1.0 if distance > FULLY_DIFFERENT else distance / FULLY_DIFFERENT


@borrowing
def challenges(sheet: Sheet, one: int, other: int) -> float:
    """Shared challenges ÷ the smaller number named, at most 3."""
    mine, theirs = sheet.people[one], sheet.people[other]
    fewer = min(mine.challenges_named, theirs.challenges_named, MOST_CHALLENGES)
    if fewer == 0:
        return UNKNOWN
    sets = KINDS * one + CHALLENGES, KINDS * other + CHALLENGES
    both = common_words(sheet, sets[0], sets[1], mine.challenges & theirs.challenges)
    return float(both / fewer)


@borrowing
def working_values(sheet: Sheet, one: int, other: int) -> float:
    """1 − mean distance of the six answers ÷ 4."""
    mine, theirs = sheet.people[one].style, sheet.people[other].style
    if mine[0] < 0 or theirs[0] < 0:
        return UNKNOWN
    apart = 0
    for answer in range(len(mine)):
        apart += abs(mine[answer] - theirs[answer])
    return 1 - apart / len(mine) / 4


@borrowing
def mode_fit(sheet: Sheet, one: int, other: int) -> float:
    """Same way of meeting 1, one flexible 0.8, different 0; NaN unknown."""
    mode, other_mode = sheet.people[one].mode, sheet.people[other].mode
    if mode < 0 or other_mode < 0:
        return UNKNOWN
    if mode == other_mode:
        return 1.0
    return 0.8 if FLEXIBLE in (mode, other_mode) else 0.0


@borrowing
def practical(sheet: Sheet, one: int, other: int) -> float:
    """0.6 · min(1, shared hours / 4) + 0.4 · mode fit."""
    hours = shared_hours(sheet.calendar, sheet.people[one].week, sheet.people[other].week)
    enough = 1.0 if hours > HOURS_ENOUGH else hours / HOURS_ENOUGH
    return 0.6 * enough + 0.4 * mode_fit(sheet, one, other)


@borrowing
def practical_at_most(sheet: Sheet, one: int, other: int) -> float:
    """`practical` if all the hours needed were shared."""
    if min(sheet.people[one].week, sheet.people[other].week) < 0:
        return UNKNOWN
    return 0.6 + 0.4 * mode_fit(sheet, one, other)


def facet_distances(pool: Pool, first: People, second: People) -> Values:
    """Jaccard distance per facet, shape (6, pairs); NaN where either has not filled it."""
    distances = np.empty((FACET_COUNT, len(first)))
    _fill_facet_distances(pool.sheet, np.ascontiguousarray(first), np.ascontiguousarray(second), distances)
    return distances


@entrance
def _fill_facet_distances(sheet: Sheet, first: People, second: People, distances: Values) -> None:
    for facet in range(FACET_COUNT):
        for pair in range(len(first)):
            distances[facet, pair] = facet_distance(sheet, facet, first[pair], second[pair])
