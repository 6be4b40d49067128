"""People in rooms of like level and direction, each room with an index of who meets and who has a wish."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mutua.matching.compiled import entrance
from mutua.matching.pool import Pool
from mutua.matching.sheet import KINDS, REACH, WISHES, Sheet, heaviest, sheet_of

ROOM = 1_024
"""People in a room at most: what is added up for them stays in the fastest memory."""
POSTING = np.dtype([("place", np.int32), ("value", np.float64)])
Postings = NDArray[np.void]


class Index(NamedTuple):
    """For every room and skill the people who hold it: postings[starts[room · skills + skill]:…next].

    place: a person's number in the room, rising; value: as in the sheet.
    """

    starts: NDArray[np.int64]
    postings: Postings
    skills: int


class Rooms(NamedTuple):
    """People who could be in some pair, sorted into rooms.

    rows: (people,), whom a row of the sheet is in the pool; bounds: (rooms + 1,), the rows of room r are
    bounds[r]:bounds[r + 1]; level: (rooms,); directions: (rooms, 2), the least and the greatest first
    direction; teachers: whose offers meet a wish for the skill; learners: who wishes for it.
    """

    rows: NDArray[np.int64]
    sheet: Sheet
    bounds: NDArray[np.int64]
    level: NDArray[np.int64]
    directions: NDArray[np.int64]
    teachers: Index
    learners: Index


def rooms_of(pool: Pool) -> Rooms:
    """Everybody with room for a tandem, wishes and offers; nobody else can be suggested to anyone."""
    skills, width = pool.skills, len(pool.skills.words)
    able = (pool.capacity > 0) & (skills.wishes.sizes() > 0) & (skills.offers.sizes() > 0)
    rows, direction = np.flatnonzero(able), heaviest(pool.directions.bag)
    rows = rows[np.lexsort((pool.years[rows], direction[rows], pool.level[rows]))]
    bounds = _bounds(pool.level[rows])
    sheet, begins, ends = sheet_of(pool, rows), rows[bounds[:-1]], rows[bounds[1:] - 1]
    return Rooms(
        rows=rows,
        sheet=sheet,
        bounds=bounds,
        level=pool.level[begins].astype(np.int64),
        directions=np.stack([direction[begins], direction[ends]], axis=1),
        teachers=_index(sheet, REACH, bounds, width),
        learners=_index(sheet, WISHES, bounds, width),
    )


def _bounds(level: NDArray[np.int64]) -> NDArray[np.int64]:
    """Rooms of one level each; levels rise."""
    changes = np.flatnonzero(np.diff(level)) + 1
    edges = [0, *changes.tolist(), len(level)]
    begins = [np.arange(begin, end, ROOM) for begin, end in pairwise(edges)]
    return np.concatenate([*begins, [len(level)]]).astype(np.int64)


def _index(sheet: Sheet, kind: int, bounds: NDArray[np.int64], skills: int) -> Index:
    starts = np.zeros((len(bounds) - 1) * skills + 2, dtype=np.int64)
    postings = np.empty(np.diff(sheet.starts)[kind::KINDS].sum(), dtype=POSTING)
    _count(sheet, kind, bounds, skills, starts)
    starts[2:] = np.cumsum(starts[2:])
    _post(sheet, kind, bounds, Index(starts[1:], postings, skills))
    return Index(starts[:-1], postings, skills)


@entrance
def _count(
    sheet: Sheet,
    kind: int,
    bounds: NDArray[np.int64],
    skills: int,
    starts: NDArray[np.int64],
) -> None:
    """How many people of a room hold a skill, written two places on."""
    for room in range(len(bounds) - 1):
        for person in range(bounds[room], bounds[room + 1]):
            number = KINDS * person + kind
            for entry in range(sheet.starts[number], sheet.starts[number + 1]):
                starts[room * skills + sheet.entries[entry].item + 2] += 1


@entrance
def _post(sheet: Sheet, kind: int, bounds: NDArray[np.int64], index: Index) -> None:
    """Write everybody into the postings; each start is moved on to its end."""
    for room in range(len(bounds) - 1):
        for person in range(bounds[room], bounds[room + 1]):
            number = KINDS * person + kind
            for entry in range(sheet.starts[number], sheet.starts[number + 1]):
                skill = room * index.skills + sheet.entries[entry].item
                index.postings[index.starts[skill]].place = person - bounds[room]
                index.postings[index.starts[skill]].value = sheet.entries[entry].value
                index.starts[skill] += 1
