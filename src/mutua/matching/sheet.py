"""The columns of a pool laid out for compiled code: plain arrays of fixed types in named tuples."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mutua.matching.bags import Bag
from mutua.matching.compiled import borrowing, compiled
from mutua.matching.rows import FACETS
from mutua.matching.week import Calendar

if TYPE_CHECKING:
    from mutua.matching.pool import Pool

People = NDArray[np.intp]
Values = NDArray[np.float64]


LANGUAGES, DIRECTIONS, CHALLENGES, WISHES, REACH, ABOVE, RATHER_NOT, FORMER, GLADLY, FACET = range(10)
"""The sets of a person, by kind; the facets follow each other from FACET on."""
FACET_COUNT = len(FACETS)
KINDS = FACET + FACET_COUNT


PERSON = np.dtype(
    [
        ("level", np.int64),
        ("capacity", np.int64),
        ("mode", np.int64),
        ("week", np.int64),
        ("years", np.float64),
        ("style", np.float64, 6),
    ]
)
SET = np.dtype([("start", np.int64), ("end", np.int64), ("mask", np.uint64), ("total", np.float64)])
ENTRY = np.dtype([("item", np.int64), ("value", np.float64)])


class Sheet(NamedTuple):
    """People as rows.

    people: (people,) of PERSON: NaN or -1 where unknown, week as in Calendar; tolerance: most levels apart.
    sets: (people, KINDS) of SET: the entries of a set are entries[start:end]; bit `item % 64` of the mask is
    set for every item, so that two masks without a common bit share nothing; total: the sum of the values.
    entries: of ENTRY, items rising in each set; the items of relations are rows of this sheet.
    """

    people: NDArray[np.void]
    sets: NDArray[np.void]
    entries: NDArray[np.void]
    calendar: Calendar
    tolerance: int


def sheet_of(pool: Pool, people: People) -> Sheet:
    """The sheet of these people, each at most once, in this order; it knows nobody else."""
    rows = np.empty(len(people), dtype=PERSON)
    rows["level"], rows["capacity"], rows["mode"] = (
        pool.level[people],
        pool.capacity[people],
        pool.mode[people],
    )
    rows["week"], rows["years"] = pool.free_time.pattern[people], pool.years[people]
    rows["style"] = pool.style[people]
    sets, entries = _table(_bags(pool, people), people)
    return Sheet(rows, sets, entries, pool.free_time.calendar, pool.level_tolerance)


def _bags(pool: Pool, people: People) -> list[Bag]:
    """All sets by kind; relations name rows of the sheet."""
    row = np.full(len(pool), -1, dtype=np.intp)
    row[people] = np.arange(len(people))
    links, skills = pool.relations, pool.skills
    return [
        pool.languages.bag,
        pool.directions.bag,
        pool.challenges.bag,
        skills.wishes,
        skills.reach,
        *(_renamed(bag, row) for bag in (links.above, links.rather_not, links.former, links.gladly)),
        *(facet.bag for facet in pool.facets),
    ]


def _renamed(bag: Bag, row: NDArray[np.intp]) -> Bag:
    """The same people by their rows; names without a row are dropped."""
    owner, named = np.repeat(np.arange(len(row)), bag.sizes()), row[bag.items]
    inside = np.flatnonzero(named >= 0)
    order = inside[np.lexsort((named[inside], owner[inside]))]
    starts = np.searchsorted(owner[order], np.arange(len(row) + 1))
    return Bag(starts, named[order], bag.values[order], bag.width)


def _table(bags: Sequence[Bag], people: People) -> tuple[NDArray[np.void], NDArray[np.void]]:
    """Sets and entries of the given people, those of one person beside each other."""
    sizes = np.stack([bag.sizes()[people] for bag in bags], axis=1)
    sets = np.zeros(sizes.shape, dtype=SET)
    sets["end"] = np.cumsum(sizes).reshape(sizes.shape)
    sets["start"] = sets["end"] - sizes
    entries = np.empty(sizes.sum(), dtype=ENTRY)
    for kind, bag in enumerate(bags):
        position, entry = bag.spread(people)
        target = entry + (sets["start"][:, kind] - bag.starts[people])[position]
        entries["item"][target], entries["value"][target] = bag.items[entry], bag.values[entry]
    _fill_masks_and_totals(sets, entries)
    return sets, entries


@compiled
def _fill_masks_and_totals(sets: NDArray[np.void], entries: NDArray[np.void]) -> None:
    for person in range(sets.shape[0]):
        for kind in range(sets.shape[1]):
            own = sets[person, kind]
            for place in range(own.start, own.end):
                own.mask |= np.uint64(1) << np.uint64(entries[place].item & 63)
                own.total += entries[place].value


@borrowing
def size(sheet: Sheet, person: int, kind: int) -> int:
    """How many items a set of a person holds."""
    return int(sheet.sets[person, kind].end - sheet.sets[person, kind].start)


@borrowing
def total(sheet: Sheet, person: int, kind: int) -> float:
    """The sum of the values in a set of a person."""
    return float(sheet.sets[person, kind].total)


@borrowing
def holds(sheet: Sheet, person: int, kind: int, item: int) -> bool:
    """Whether a set of a person holds an item."""
    found = False
    for place in range(sheet.sets[person, kind].start, sheet.sets[person, kind].end):
        found |= sheet.entries[place].item == item
    return found


@borrowing
def shared(sheet: Sheet, kind: int, one: int, other: int) -> float:
    """Sum of the smaller value over the items that both people hold in sets of a kind."""
    mine, theirs, entries = sheet.sets[one, kind], sheet.sets[other, kind], sheet.entries
    common = 0.0
    if mine.mask & theirs.mask == 0:
        return common
    here, there = mine.start, theirs.start
    while here < mine.end and there < theirs.end:
        if entries[here].item == entries[there].item:
            common += min(entries[here].value, entries[there].value)
            here += 1
            there += 1
        elif entries[here].item < entries[there].item:
            here += 1
        else:
            there += 1
    return common


@borrowing
def wishes_met(sheet: Sheet, learner: int, teacher: int) -> float:
    """Sum of priority times reach over the learner's wishes."""
    wishes, reach, entries = sheet.sets[learner, WISHES], sheet.sets[teacher, REACH], sheet.entries
    met = 0.0
    there = reach.start
    for here in range(wishes.start, wishes.end):
        while there < reach.end and entries[there].item < entries[here].item:
            there += 1
        if there < reach.end and entries[there].item == entries[here].item:
            met += entries[here].value * entries[there].value
    return met
