"""The hard filters: who may never be paired, whatever the fit (CONTRACT §3.1)."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from mutua.matching.bags import Bag, common

if TYPE_CHECKING:
    from mutua.matching.pool import Pool

People = NDArray[np.intp]
Flags = NDArray[np.bool_]


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


MOST_LEVELS_APART = 2
"""Three levels apart is never right, whatever the tolerance says."""


def bars(pool: Pool, first: People, second: People) -> NDArray[np.int8]:
    """Per pair the Bar that holds, 0 if none, shape (pairs,); symmetric."""
    found = np.zeros(len(first), dtype=np.int8)
    for bar, test in reversed(_TESTS.items()):
        found[test(pool, first, second)] = bar
    return found


def same_person(pool: Pool, first: People, second: People) -> Flags:
    """The pair of someone with themselves."""
    same: Flags = first == second
    return same


def in_reporting_line(pool: Pool, first: People, second: People) -> Flags:
    """One stands above the other, at any depth."""
    return named(pool.relations.above, first, second) | named(pool.relations.above, second, first)


def excluded(pool: Pool, first: People, second: People) -> Flags:
    """Either one would rather not; exclusions are given the same way."""
    return named(pool.relations.rather_not, first, second) | named(pool.relations.rather_not, second, first)


def formerly_paired(pool: Pool, first: People, second: People) -> Flags:
    """They were paired before, and not both would gladly again."""
    former = named(pool.relations.former, first, second) | named(pool.relations.former, second, first)
    return former & (gladly_marks(pool, first, second) < 2)


def without_room(pool: Pool, first: People, second: People) -> Flags:
    """Either one takes no tandem."""
    none_left: Flags = np.minimum(pool.capacity[first], pool.capacity[second]) == 0
    return none_left


def without_language(pool: Pool, first: People, second: People) -> Flags:
    """Both name languages and share none."""
    bag = pool.languages.bag
    known = (bag.sizes()[first] > 0) & (bag.sizes()[second] > 0)
    none_shared: Flags = known & (common(bag, first, second) == 0)
    return none_shared


def too_far_in_level(pool: Pool, first: People, second: People) -> Flags:
    """More levels apart than the tolerance."""
    tolerance = min(pool.level_tolerance, MOST_LEVELS_APART)
    too_far: Flags = np.abs(pool.level[first] - pool.level[second]) > tolerance
    return too_far


def without_hour(pool: Pool, first: People, second: People) -> Flags:
    """Less than one shared hour a week, where both weeks are known."""
    too_little: Flags = pool.free_time.shared_hours(first, second) < 1
    return too_little


def named(bag: Bag, first: People, second: People) -> Flags:
    """Whether the first names the second."""
    return bag.lookup(first, second) > 0


def gladly_marks(pool: Pool, first: People, second: People) -> NDArray[np.int64]:
    """How many of the two marked the other “gladly”, 0 to 2."""
    gladly = pool.relations.gladly
    return named(gladly, first, second).astype(np.int64) + named(gladly, second, first)


_TESTS = {
    Bar.SELF: same_person,
    Bar.REPORTING_LINE: in_reporting_line,
    Bar.EXCLUSION: excluded,
    Bar.FORMER: formerly_paired,
    Bar.CAPACITY: without_room,
    Bar.LANGUAGE: without_language,
    Bar.LEVEL: too_far_in_level,
    Bar.HOURS: without_hour,
}
