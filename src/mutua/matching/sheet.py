"""The columns of a pool laid out for compiled code: plain arrays of fixed types in named tuples."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mutua.matching.bags import Bag
from mutua.matching.compiled import borrowing
from mutua.matching.rows import FACETS
from mutua.matching.sorting import rising
from mutua.matching.week import Calendar

if TYPE_CHECKING:
    from mutua.matching.pool import Pool

People = NDArray[np.intp]
Values = NDArray[np.float64]


(
    LANGUAGES,
    DIRECTIONS,
    CHALLENGES,
    WISHES,
    REACH,
    LINE,
    RATHER_NOT,
    FORMER,
    GLADLY,
    FACET,
) = range(10)
"""The sets of a person, by kind; the facets follow each other from FACET on."""
FACET_COUNT = len(FACETS)
KINDS = FACET + FACET_COUNT
RARE = 63
"""The last bit of a mask: the word is not one of the 63 that most people name."""
MOST_NAMED = 1_000
"""Longer lists of words count as this long."""

PERSON = np.dtype(
    [
        ("years", np.float64),
        ("wished", np.float64),
        ("languages", np.uint64),
        ("directions", np.uint64),
        ("challenges", np.uint64),
        ("first_direction", np.int32),
        ("week", np.int32),
        ("directions_named", np.int16),
        ("challenges_named", np.int16),
        ("style", np.int8, 6),
        ("level", np.int8),
        ("capacity", np.int8),
        ("mode", np.int8),
    ],
    align=True,
)
BACKGROUND = np.dtype([("words", np.uint64, FACET_COUNT), ("named", np.int16, FACET_COUNT)], align=True)
ENTRY = np.dtype([("item", np.int32), ("value", np.float64)])


class Sheet(NamedTuple):
    """People as rows.

    people: (people,) of PERSON, -1 or NaN where unknown, wished: sum of priorities, week as in Calendar;
    backgrounds: (people,) of BACKGROUND. Words are bits, so that two people share those of mask & mask; where
    both have the bit RARE, the sets tell: set number KINDS · person + kind holds the items of
    entries[starts[number]:starts[number + 1]], rising. Items of relations are rows of this sheet; LINE,
    RATHER_NOT and MET_BEFORE hold the others whichever of the two said so, GLADLY only whom the person named.
    tolerance, points: the pool's level_tolerance and points.
    """

    people: NDArray[np.void]
    backgrounds: NDArray[np.void]
    starts: NDArray[np.int64]
    entries: NDArray[np.void]
    calendar: Calendar
    tolerance: int
    points: NDArray[np.int64]


def sheet_of(pool: Pool, people: People) -> Sheet:
    """The sheet of these people, each at most once, in this order; it knows nobody else."""
    words = [tags.bag.take(people) for tags in (pool.languages, pool.directions, pool.challenges)]
    facets = [facet.bag.take(people) for facet in pool.facets]
    skills = [pool.skills.wishes.take(people), pool.skills.reach.take(people)]
    starts, entries = _table([*words, *skills, *_relations(pool, people), *facets])
    return Sheet(
        _people(pool, people, words, skills[0]),
        _backgrounds(facets, len(people)),
        starts,
        entries,
        pool.free_time.calendar,
        pool.level_tolerance,
        np.array(pool.points, dtype=np.int64),
    )


def _people(pool: Pool, people: People, words: Sequence[Bag], wishes: Bag) -> NDArray[np.void]:
    rows = np.zeros(len(people), dtype=PERSON)
    languages, directions, challenges = words
    rows["years"], rows["wished"] = pool.years[people], wishes.totals()
    rows["languages"] = _masks(languages)
    rows["directions"], rows["directions_named"] = (
        _masks(directions),
        _named(directions),
    )
    rows["challenges"], rows["challenges_named"] = (
        _masks(challenges),
        _named(challenges),
    )
    rows["first_direction"] = heaviest(directions)
    rows["week"], rows["mode"] = pool.free_time.pattern[people], pool.mode[people]
    style = pool.style[people]
    rows["style"] = np.where(np.isnan(style).any(axis=1, keepdims=True), -1, style)
    rows["level"], rows["capacity"] = pool.level[people], pool.capacity[people]
    return rows


def _backgrounds(facets: Sequence[Bag], people: int) -> NDArray[np.void]:
    rows = np.zeros(people, dtype=BACKGROUND)
    for place, facet in enumerate(facets):
        rows["words"][:, place], rows["named"][:, place] = _masks(facet), _named(facet)
    return rows


def _named(bag: Bag) -> NDArray[np.intp]:
    return np.minimum(bag.sizes(), MOST_NAMED)


def heaviest(bag: Bag) -> NDArray[np.intp]:
    """Each person's item of a value above 1, -1 without one."""
    found = np.full(len(bag.starts) - 1, -1)
    heavy = bag.values > 1
    found[bag.owners()[heavy]] = bag.items[heavy]
    return found


def _masks(bag: Bag) -> NDArray[np.uint64]:
    """Each person's words as bits: one for each of the 63 most frequent words, the last for all others."""
    places = np.argsort(np.argsort(-np.bincount(bag.items, minlength=bag.width), kind="stable"))
    bits = np.left_shift(np.uint64(1), np.minimum(places, RARE).astype(np.uint64))[bag.items]
    masks = np.zeros(len(bag.starts) - 1, dtype=np.uint64)
    np.bitwise_or.at(masks, bag.owners(), bits)
    return masks


def _relations(pool: Pool, people: People) -> list[Bag]:
    """Who stands in one line, is excluded, was paired before, and is named gladly, by rows of the sheet."""
    row = np.full(len(pool), -1, dtype=np.intp)
    row[people] = np.arange(len(people))
    links = pool.relations
    named = [
        bag.take(people).renumbered(row, len(people))
        for bag in (links.above, links.rather_not, links.former, links.gladly)
    ]
    return [*map(_both_ways, named[:3]), named[3]]


def _both_ways(bag: Bag) -> Bag:
    """Everyone with those they name and those who name them."""
    owners = bag.owners()
    keys = np.append(owners * bag.width + bag.items, bag.items * bag.width + owners)
    return Bag.of_keys(rising(keys), len(bag.starts) - 1, bag.width)


def _table(bags: Sequence[Bag]) -> tuple[NDArray[np.int64], NDArray[np.void]]:
    """Starts and entries of all sets, those of one person beside each other."""
    sizes = np.stack([bag.sizes() for bag in bags], axis=1)
    starts = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
    entries = np.empty(starts[-1], dtype=ENTRY)
    for kind, bag in enumerate(bags):
        shift = starts[kind :: len(bags)][: len(sizes)] - bag.starts[:-1]
        target = np.arange(len(bag.items)) + np.repeat(shift, sizes[:, kind])
        entries["item"][target], entries["value"][target] = bag.items, bag.values
    return starts, entries


@borrowing
def holds(sheet: Sheet, number: int, item: int) -> bool:
    """Whether a set, KINDS * person + kind, holds an item."""
    begin, end = sheet.starts[number], sheet.starts[number + 1]
    while begin < end:
        middle = (begin + end) // 2
        if sheet.entries[middle].item == item:
            return True
        if sheet.entries[middle].item < item:
            begin = middle + 1
        else:
            end = middle
    return False


@borrowing
def common_words(sheet: Sheet, mine: int, theirs: int, both: int) -> int:
    """How many words two sets share, each KINDS * person + kind; both: mask & mask."""
    if both >> np.uint64(RARE):
        return _common_items(sheet, mine, theirs)
    return _bits(both)


@borrowing
def _bits(mask: int) -> int:
    """How many bits are set: added up in pairs, fours, eights, then all eights at once."""
    pairs = mask - ((mask >> np.uint64(1)) & np.uint64(0x5555555555555555))
    fours = (pairs & np.uint64(0x3333333333333333)) + (
        (pairs >> np.uint64(2)) & np.uint64(0x3333333333333333)
    )
    eights = (fours + (fours >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return int((eights * np.uint64(0x0101010101010101)) >> np.uint64(56))


@borrowing
def _common_items(sheet: Sheet, mine: int, theirs: int) -> int:
    """How many items two sets have in common."""
    entries, common = sheet.entries, 0
    here, there = sheet.starts[mine], sheet.starts[theirs]
    while here < sheet.starts[mine + 1] and there < sheet.starts[theirs + 1]:
        item, other = entries[here].item, entries[there].item
        common += item == other
        here += item <= other
        there += other <= item
    return common


@borrowing
def wishes_met(sheet: Sheet, learner: int, teacher: int) -> float:
    """Sum of priority times reach over the learner's wishes; NaN without wishes or offers."""
    wishes, reach, entries = (
        KINDS * learner + WISHES,
        KINDS * teacher + REACH,
        sheet.entries,
    )
    there, end = sheet.starts[reach], sheet.starts[reach + 1]
    if there == end or sheet.starts[wishes] == sheet.starts[wishes + 1]:
        return float(np.nan)
    met = 0.0
    for here in range(sheet.starts[wishes], sheet.starts[wishes + 1]):
        while there < end and entries[there].item < entries[here].item:
            there += 1
        if there < end and entries[there].item == entries[here].item:
            met += entries[here].value * entries[there].value
    return met
