"""Why someone is left over: the reason that stood nearest to a tandem."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from mutua.matching.bags import Bag
from mutua.matching.candidates import CandidateGraph
from mutua.matching.compiled import borrowing, entrance
from mutua.matching.criteria import People, Values, complementarity
from mutua.matching.filters import Bar, bar_between, too_far_in_level
from mutua.matching.fit import KNOWN_NEEDED, Pair, fits, judged
from mutua.matching.pool import Pool
from mutua.matching.rooms import Rooms, rooms_of
from mutua.matching.sheet import KINDS, REACH, WISHES, Sheet
from mutua.matching.shortlists import Desk, add_up, new_desk, two_way


class Reason(IntEnum):
    """Reasons to wait, the nearest miss first. Exclusions and reporting lines are never given as one."""

    PARTNERS_TAKEN = 0
    BELOW_FLOOR = 1
    TOO_ALIKE = 2
    ONE_SIDED = 3
    TOO_LITTLE_KNOWN = 4
    HOURS = 5
    LEVEL = 6
    LANGUAGE = 7
    NOBODY = 8


@dataclass(frozen=True)
class Waiting:
    """A person (row number) without a tandem, and the nearest reason."""

    person: int
    reason: Reason


_BY_GATE = np.array(
    [
        Reason.PARTNERS_TAKEN,
        Reason.PARTNERS_TAKEN,
        Reason.BELOW_FLOOR,
        Reason.TOO_ALIKE,
        Reason.ONE_SIDED,
        Reason.TOO_LITTLE_KNOWN,
    ]
)
_BY_BAR = np.full(len(Bar), Reason.NOBODY)
_BY_BAR[[Bar.HOURS, Bar.LEVEL, Bar.LANGUAGE]] = [Reason.HOURS, Reason.LEVEL, Reason.LANGUAGE]


def reasons_for_waiting(pool: Pool, graph: CandidateGraph, people: People) -> tuple[Waiting, ...]:
    """The nearest reason of each of the given people over all others.

    Exclusions, reporting lines and former tandems are looked through: whoever is kept apart by them counts as
    not free, like someone in another tandem, so that no reason lets anyone infer them.
    """
    reasons = np.full(len(pool), Reason.PARTNERS_TAKEN)
    edges = np.bincount(graph.first, minlength=len(pool)) + np.bincount(graph.second, minlength=len(pool))
    alone = people[edges[people] == 0]
    if len(alone):
        reasons[alone] = _nearest_misses(_without_relations(pool), alone)
    return tuple(Waiting(int(person), Reason(int(reasons[person]))) for person in people)


def _without_relations(pool: Pool) -> Pool:
    """The same people, kept apart by nothing that they or the organisation say about each other."""
    nobody = Bag.of([{} for _ in pool.ids], len(pool))
    relations = replace(pool.relations, above=nobody, rather_not=nobody, former=nobody)
    return replace(pool, relations=relations)


def _nearest_misses(pool: Pool, people: People) -> NDArray[np.int64]:
    """The least Reason of each person over all others.

    Whoever learns from whom both ways is found through the skills; of everybody else, someone of whom enough
    is known is one-sided at best, anybody else too little known. (What is known of someone beside themselves
    is the most that is known beside anyone.)
    """
    rooms, desk = rooms_of(pool), new_desk()
    row = np.full(len(pool), -1)
    row[rooms.rows] = np.arange(len(rooms.rows))
    row[people[fits(pool, people, people).known_weight < KNOWN_NEEDED]] = -1
    found = np.full(len(people), Reason.NOBODY, dtype=np.int64)
    for place, person in enumerate(people):
        enough = Reason.TOO_LITTLE_KNOWN
        if row[person] >= 0:
            enough = Reason.ONE_SIDED
            found[place] = _over_two_way(rooms, row[person], desk)
        if found[place] > enough:
            others = _over_everyone(pool.sheet, person, int(enough), desk.values)
            found[place] = min(found[place], others)
    return found


@entrance
def _over_two_way(rooms: Rooms, person: int, desk: Desk) -> int:
    """The least Reason over those who learn from the person and the person from them; rows of the rooms."""
    sheet, least, mine = rooms.sheet, len(_BY_BAR), KINDS * person
    for room in range(len(rooms.level)):
        if too_far_in_level(sheet, sheet.people[person].level, rooms.level[room]):
            continue
        add_up(rooms.teachers, room, sheet, mine + WISHES, desk.met)
        add_up(rooms.learners, room, sheet, mine + REACH, desk.taught)
        for place in range(two_way(desk, rooms.bounds[room + 1] - rooms.bounds[room])):
            least = min(least, _reason(sheet, person, rooms.bounds[room] + desk.found[place], desk.values))
        desk.met[:] = 0
        desk.taught[:] = 0
    return least


@entrance
def _over_everyone(sheet: Sheet, person: int, enough: int, values: Values) -> int:
    """The least Reason over all rows, or `enough` as soon as it comes up."""
    least = len(_BY_BAR)
    for other in range(len(sheet.people)):
        least = min(least, _reason(sheet, person, other, values))
        if least <= enough:
            break
    return least


@borrowing
def _reason(sheet: Sheet, one: int, other: int, values: Values) -> int:
    bar = bar_between(sheet, one, other)
    if bar:
        return int(_BY_BAR[bar])
    pair = Pair(one, other, complementarity(sheet, one, other))
    return int(_BY_GATE[judged(sheet, pair, values, 0.0).gate])
