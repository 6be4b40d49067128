"""The hard filters: who may never be paired, whatever the fit (CONTRACT §3.1)."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from mutua.matching.compiled import borrowing, entrance
from mutua.matching.sheet import FORMER as MET_BEFORE
from mutua.matching.sheet import (
    GLADLY,
    KINDS,
    LANGUAGES,
    LINE,
    RATHER_NOT,
    Sheet,
    common_words,
    holds,
    sheet_of,
)
from mutua.matching.week import shared_hours

if TYPE_CHECKING:
    from mutua.matching.pool import Pool

People = NDArray[np.intp]


class Bar(IntEnum):
    """Why two people are never paired; where several hold, the smallest number is told."""

    NONE = 0
    SELF = 1
    REPORTING_LINE = 2
    EXCLUSION = 3
    FORMER = 4
    CAPACITY = 5
    LANGUAGE = 6
    LEVEL = 7
    HOURS = 8


NONE, SELF, REPORTING_LINE, EXCLUSION, FORMER, CAPACITY, LANGUAGE, LEVEL, HOURS = (int(bar) for bar in Bar)
"""For compiled functions, which count in plain integers."""
MOST_LEVELS_APART = 2
"""Three levels apart is never right, whatever the tolerance says."""


@borrowing
def bar_between(sheet: Sheet, one: int, other: int) -> int:
    """The Bar between two people; symmetric."""
    bar = _personal_bar(sheet, one, other)
    return bar or _practical_bar(sheet, one, other)


@borrowing
def _personal_bar(sheet: Sheet, one: int, other: int) -> int:
    """What people said of each other, and who stands above whom at any depth."""
    if one == other:
        return SELF
    if holds(sheet, KINDS * one + LINE, other):
        return REPORTING_LINE
    if holds(sheet, KINDS * one + RATHER_NOT, other):
        return EXCLUSION
    if holds(sheet, KINDS * one + MET_BEFORE, other) and gladly_marks(sheet, one, other) < 2:
        return FORMER
    return NONE


@borrowing
def _practical_bar(sheet: Sheet, one: int, other: int) -> int:
    """No room, both name languages and share none, levels too far apart, or less than one shared hour."""
    mine, theirs = sheet.people[one], sheet.people[other]
    if mine.capacity == 0 or theirs.capacity == 0:
        return CAPACITY
    if without_language(sheet, one, other):
        return LANGUAGE
    if too_far_in_level(sheet, mine.level, theirs.level):
        return LEVEL
    return HOURS if shared_hours(sheet.calendar, mine.week, theirs.week) < 1 else NONE


@borrowing
def too_far_in_level(sheet: Sheet, level: int, other: int) -> bool:
    """More levels apart than the tolerance."""
    return abs(level - other) > min(sheet.tolerance, MOST_LEVELS_APART)


@borrowing
def without_language(sheet: Sheet, one: int, other: int) -> bool:
    """Both name languages and share none."""
    mine, theirs = sheet.people[one].languages, sheet.people[other].languages
    if mine == 0 or theirs == 0:
        return False
    return common_words(sheet, KINDS * one + LANGUAGES, KINDS * other + LANGUAGES, mine & theirs) == 0


@borrowing
def gladly_marks(sheet: Sheet, one: int, other: int) -> int:
    """How many of the two marked the other “gladly”, 0 to 2."""
    return holds(sheet, KINDS * one + GLADLY, other) + holds(sheet, KINDS * other + GLADLY, one)


def bars(pool: Pool, first: People, second: People) -> NDArray[np.int8]:
    """Per pair the Bar that holds, 0 if none, shape (pairs,); symmetric."""
    found = np.zeros(len(first), dtype=np.int8)
    if len(first):
        people, rows = np.unique(np.append(first, second), return_inverse=True)
        whole = 2 * len(people) > len(pool)
        sheet = pool.sheet if whole else sheet_of(pool, people)
        pairs = (np.append(first, second) if whole else rows).reshape(2, -1)
        _fill_bars(sheet, pairs[0], pairs[1], found)
    return found


@entrance
def _fill_bars(sheet: Sheet, first: People, second: People, found: NDArray[np.int8]) -> None:
    for pair in range(len(found)):
        found[pair] = bar_between(sheet, first[pair], second[pair])
