"""For each person the k others who fit best, found through shared skills and not by comparing all with all.

Two people can only be a pair if each wishes for something the other offers. So each person's wishes are
looked up among the offers of a room, and the offers among its wishes: one sparse product [wishes | reach] ·
[reach | wishes] of both directions, which also gives the complementarity of all who come up in both, to the
last bit. What these lack to the full fit is found out cheapest first, and only as long as a place on the list
is open to them. Without a limit on reading this finds what comparing all with all would find.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mutua.matching.compiled import borrowing, entrance, standing
from mutua.matching.criteria import ROUNDING, People, Values, weaker_direction
from mutua.matching.filters import bar_between, too_far_in_level
from mutua.matching.fit import FLOOR_SECOND_PASS, SECOND_PASS, Pair, judged
from mutua.matching.pool import Pool
from mutua.matching.rooms import ROOM, Index, Rooms, rooms_of
from mutua.matching.sheet import KINDS, REACH, WISHES, Sheet
from mutua.matching.threads import side_by_side
from mutua.matching.weights import WEIGHTS

UNLIMITED = 1 << 62


class Desk(NamedTuple):
    """Working space. met, taught: (ROOM,), zero between rooms; found: (ROOM,); values: (7,)."""

    met: Values
    taught: Values
    found: NDArray[np.int64]
    values: Values


class Shortlists(NamedTuple):
    """Lists of the people of one room, begin, begin + 1 … (rows of the sheet).

    rank: (people, k), each row a heap with the worst kept first; other: (people, k), rows of the sheet; size:
    (people,); left: (people,), how many entries of the indexes each may still read, 0 or less: cut short.
    """

    begin: int
    rank: Values
    other: NDArray[np.int32]
    size: NDArray[np.int64]
    left: NDArray[np.int64]


@entrance
def fill(rooms: Rooms, own: int, lists: Shortlists, desk: Desk) -> None:
    """Find the lists of a room: through the rooms of its directions first, then the others.

    Each time from the own room outwards, below and above in turn; all people of the room go through one
    room before the next, so that what is read of it stays near.
    """
    count = len(rooms.level)
    for step in range(4 * count):
        turn = step % (2 * count)
        room = own - turn // 2 if turn % 2 == 0 else own + (turn + 1) // 2
        if 0 <= room < count and _is_turn(rooms, own, room, step < 2 * count):
            for own_place in range(len(lists.left)):
                if lists.left[own_place] > 0:
                    lists.left[own_place] -= _search(rooms, room, lists.begin + own_place, lists, desk)


@borrowing
def _is_turn(rooms: Rooms, own: int, other: int, same_directions: bool) -> bool:
    """Whether the levels are near enough, and the ranges of first directions overlap or, in turn, do not."""
    if too_far_in_level(rooms.sheet, rooms.level[own], rooms.level[other]):
        return False
    mine, theirs = rooms.directions[own], rooms.directions[other]
    return bool((max(mine[0], theirs[0]) <= min(mine[1], theirs[1])) == same_directions)


@standing
def _search(rooms: Rooms, room: int, person: int, lists: Shortlists, desk: Desk) -> int:
    """Consider everybody in a room from whom the person learns and who learns from the person."""
    sheet, mine = rooms.sheet, KINDS * person
    read = add_up(rooms.teachers, room, sheet, mine + WISHES, desk.met)
    if read == 0:
        return read
    read += add_up(rooms.learners, room, sheet, mine + REACH, desk.taught)
    for place in range(two_way(desk, rooms.bounds[room + 1] - rooms.bounds[room])):
        there = desk.found[place]
        other = rooms.bounds[room] + there
        met = desk.met[there] / sheet.people[person].wished
        taught = desk.taught[there] / sheet.people[other].wished
        _consider(rooms, Pair(person, other, weaker_direction(met, taught)), lists, desk.values)
    desk.met[:] = 0
    desk.taught[:] = 0
    return read


@borrowing
def two_way(desk: Desk, people: int) -> int:
    """Write into `found` who has both met and taught something; how many."""
    count = 0
    for place in range(people):
        desk.found[count] = place
        count += (desk.met[place] > 0) & (desk.taught[place] > 0)
    return count


@borrowing
def add_up(index: Index, room: int, sheet: Sheet, number: int, sums: Values) -> int:
    """Add value times value to each one in the room who holds a skill of this set; how many were read."""
    read = 0
    for entry in range(sheet.starts[number], sheet.starts[number + 1]):
        skill = room * index.skills + sheet.entries[entry].item
        value = sheet.entries[entry].value
        for place in range(index.starts[skill], index.starts[skill + 1]):
            sums[index.postings[place].place] += value * index.postings[place].value
        read += index.starts[skill + 1] - index.starts[skill]
    return read


@borrowing
def _consider(rooms: Rooms, pair: Pair, lists: Shortlists, values: Values) -> None:
    """Take a pair onto the list if it is allowed and better than the worst on it."""
    own = pair.one - lists.begin
    rank, others, size = lists.rank[own], lists.other[own], lists.size[own]
    needed = rank[0] if size == len(rank) else -1.0
    verdict = judged(rooms.sheet, pair, values, max(needed, FLOOR_SECOND_PASS) - ROUNDING)
    new = verdict.fit - verdict.gate + ROUNDING * drawn(rooms.rows[pair.one], rooms.rows[pair.other])
    if verdict.gate > SECOND_PASS or new <= needed or bar_between(rooms.sheet, pair.one, pair.other):
        return
    if size == len(rank):
        _replace(rank, others, new, pair.other)
    else:
        _append(rank[: size + 1], others, new, pair.other)
        lists.size[own] += 1


@borrowing
def drawn(one: int, other: int) -> float:
    """A number in [0, 1) drawn from a pair: decides between equal fits, or all would take the same people."""
    mixed = np.uint64(min(one, other)) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(max(one, other))
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return float((mixed >> np.uint64(11)) * (1.0 / (1 << 53)))


@borrowing
def _append(rank: Values, others: NDArray[np.int32], new: float, other: int) -> None:
    """Put onto a heap whose last place is still free."""
    place = len(rank) - 1
    while place > 0 and rank[(place - 1) // 2] > new:
        rank[place], others[place] = rank[(place - 1) // 2], others[(place - 1) // 2]
        place = (place - 1) // 2
    rank[place], others[place] = new, other


@borrowing
def _replace(rank: Values, others: NDArray[np.int32], new: float, other: int) -> None:
    """Put into a full heap in place of the worst."""
    place, child = 0, 1
    while child < len(rank):
        if child + 1 < len(rank) and rank[child + 1] < rank[child]:
            child += 1
        if rank[child] >= new:
            break
        rank[place], others[place] = rank[child], others[child]
        place, child = child, 2 * child + 1
    rank[place], others[place] = new, other


@dataclass(frozen=True)
class Search:
    """How to look for the best others.

    per_person: how many to keep for each; effort: after so many entries of the skill indexes nobody reads on.
    """

    per_person: int
    effort: int
    after_room: Callable[[float], None]
    """Called after each room with the share of people done; may raise to stop."""


def shortlists(pool: Pool, search: Search) -> tuple[People, People]:
    """(person, other) of all lists, row numbers of the pool; nobody's list is empty if anyone is allowed.

    Each room for itself finds the same whatever is searched beside it.
    """
    rooms = rooms_of(pool)
    found = [(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))]
    every = range(len(rooms.level))
    with side_by_side(partial(_of_room, rooms, search), every) as searched:
        for own, lists in zip(every, searched, strict=True):
            found += lists
            search.after_room(float(rooms.bounds[own + 1] / len(rooms.rows)))
    one, other = (np.concatenate(column) for column in zip(*found, strict=True))
    return rooms.rows[one], rooms.rows[other]


def _of_room(rooms: Rooms, search: Search, own: int) -> list[tuple[People, People]]:
    """The lists of the people of one room."""
    begin, end, desk = rooms.bounds[own], rooms.bounds[own + 1], new_desk()
    lists = _empty(begin, end, min(search.per_person, len(rooms.rows)), search.effort)
    fill(rooms, own, lists, desk)
    return [_pairs(lists), *_repaired(rooms, own, lists, desk)]


def _repaired(rooms: Rooms, own: int, lists: Shortlists, desk: Desk) -> list[tuple[People, People]]:
    """Who stopped reading before anyone came up reads on to the end."""
    found = []
    for place in np.flatnonzero((lists.size == 0) & (lists.left <= 0)):
        begin = lists.begin + int(place)
        again = _empty(begin, begin + 1, lists.rank.shape[1], UNLIMITED)
        fill(rooms, own, again, desk)
        found.append(_pairs(again))
    return found


def _pairs(lists: Shortlists) -> tuple[People, People]:
    """Rows of the sheet: whose list, and who is on it."""
    taken = np.arange(lists.rank.shape[1]) < lists.size[:, None]
    return np.repeat(np.arange(len(lists.size)) + lists.begin, lists.size), lists.other[taken].astype(
        np.int64
    )


def _empty(begin: int, end: int, per_person: int, effort: int) -> Shortlists:
    people = end - begin
    return Shortlists(
        begin=begin,
        rank=np.empty((people, per_person)),
        other=np.empty((people, per_person), dtype=np.int32),
        size=np.zeros(people, dtype=np.int64),
        left=np.full(people, effort, dtype=np.int64),
    )


def new_desk() -> Desk:
    """Working space, not used yet."""
    return Desk(np.zeros(ROOM), np.zeros(ROOM), np.zeros(ROOM, dtype=np.int64), np.zeros(len(WEIGHTS)))
