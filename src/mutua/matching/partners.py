"""For each person who waits, whom to try in a trio: those they could teach or learn from most."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mutua.matching.bags import Bag
from mutua.matching.compiled import borrowing, entrance, standing
from mutua.matching.criteria import People
from mutua.matching.filters import MOST_LEVELS_APART
from mutua.matching.pool import Pool
from mutua.matching.sorting import rising

Numbers = NDArray[np.int64]
Reals = NDArray[np.float64]
Pairs = tuple[People, People]
Lists = tuple[Numbers, Numbers, Reals]
"""starts, items and values of a Bag, for compiled code."""
EACH, FEWEST, TOGETHER = 40, 4, 2_000_000
"""Whom to try for each person, among those who wait and again among all: so many; fewer, but some, where many
wait, so that together there are not more."""
LOOKED_THROUGH = 300
"""So many people at most per skill, other ones for one person than for the next."""


def partners(pool: Pool, waiting: People, people: People, pairs: Pairs) -> Pairs:
    """Pairs (first < second, sorted, each once) in which a waiting person meets one of `people`.

    Beside those who would teach and learn most, their partners in the given pairs are tried too, so that
    the three may become a trio; and these pairs themselves.
    """
    most = max(FEWEST, min(EACH, TOGETHER // max(2 * len(waiting), 1)))
    near = [_nearest(pool, waiting, group, most) for group in (waiting, people)]
    who, other = (np.concatenate(columns) for columns in zip(*near, strict=True))
    able = np.isin(pairs, people).all(axis=0)
    one, two = pairs[0][able], pairs[1][able]
    partner = np.full(len(pool), -1)
    partner[one], partner[two] = two, one
    joined = np.flatnonzero(partner[other] >= 0)
    first = np.concatenate([who, who[joined], one])
    second = np.concatenate([other, partner[other[joined]], two])
    keys = rising(np.minimum(first, second) * len(pool) + np.maximum(first, second))
    keys = keys[keys // len(pool) != keys % len(pool)]
    return keys // len(pool), keys % len(pool)


def _nearest(pool: Pool, waiting: People, people: People, most: int) -> Pairs:
    """(waiting, one of `people`): for each at most `most`, by how much both would learn together."""
    wishes, reach = _shares(pool.skills.wishes), pool.skills.reach
    found = np.full((len(waiting), most), -1)
    learning, teaching = (
        (_lists(wishes), _by_skill(reach, people)),
        (_lists(reach), _by_skill(wishes, people)),
    )
    tolerance = min(pool.level_tolerance, MOST_LEVELS_APART)
    desk = np.zeros(len(pool)), np.empty(len(pool), dtype=np.int64)
    _fill_nearest((learning, teaching), (pool.level, tolerance), waiting, desk, found)
    row, place = np.nonzero(found >= 0)
    return waiting[row], found[row, place]


def _shares(wishes: Bag) -> Bag:
    """Wishes, each with its share of the person's priorities."""
    owners = np.repeat(np.arange(len(wishes.starts) - 1), wishes.sizes())
    return Bag(wishes.starts, wishes.items, wishes.values / wishes.totals()[owners], wishes.width)


def _lists(bag: Bag) -> Lists:
    return bag.starts, bag.items, bag.values


def _by_skill(bag: Bag, people: People) -> Lists:
    """For each skill those of `people` who have it, with the value they have there."""
    position, entry = bag.spread(people)
    order = np.argsort(bag.items[entry], kind="stable")
    starts = np.searchsorted(bag.items[entry][order], np.arange(bag.width + 1))
    return starts, people[position[order]], bag.values[entry[order]]


@entrance
def _fill_nearest(
    skills: tuple[tuple[Lists, Lists], tuple[Lists, Lists]],
    levels: tuple[Numbers, int],
    waiting: People,
    desk: tuple[Reals, Numbers],
    found: Numbers,
) -> None:
    """found: (waiting, most), each one's best partners first, −1 where there are no more.

    skills: what each person wishes and who reaches it; what each reaches and who wishes it. levels: of each
    person, and how far apart two may be. desk: (people,) each, what flows, 0 at first, and who was met.
    """
    (learning, teaching), (level, tolerance), (score, met) = skills, levels, desk
    for row in range(len(waiting)):
        person = waiting[row]
        count = _meet(person, learning, score, met, 0)
        count = _meet(person, teaching, score, met, count)
        for place in range(count):
            other = met[place]
            if other != person and abs(level[other] - level[person]) <= tolerance:
                _note(other, score, found[row])
        for place in range(count):
            score[met[place]] = 0.0


@standing
def _meet(person: int, both: tuple[Lists, Lists], score: Reals, met: Numbers, count: int) -> int:
    """Add up what flows between the person and others by way of each skill; how many were met so far."""
    (starts, skills, values), (skill_starts, others, other_values) = both
    for entry in range(starts[person], starts[person + 1]):
        begin = skill_starts[skills[entry]]
        size = skill_starts[skills[entry] + 1] - begin
        for step in range(min(size, LOOKED_THROUGH)):
            place = begin + (person + step) % size
            other = others[place]
            if score[other] == 0.0:
                met[count] = other
                count += 1
            score[other] += values[entry] * other_values[place]
    return count


@borrowing
def _note(other: int, score: Reals, best: Numbers) -> None:
    """Sort someone in among the best; of equals, whoever was met first."""
    place = len(best)
    while place and (best[place - 1] < 0 or score[best[place - 1]] < score[other]):
        place -= 1
    if place < len(best):
        for later in range(len(best) - 1, place, -1):
            best[later] = best[later - 1]
        best[place] = other
