"""All trios that related people may form, found and weighed in compiled loops (CONTRACT §3.3, point 4)."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mutua.matching.compiled import borrowing, entrance, standing
from mutua.matching.criteria import ROUNDING
from mutua.matching.fit import FLOOR_SECOND_PASS, KNOWN_NEEDED
from mutua.matching.pool import Pool
from mutua.matching.related import PAIRWISE, Related
from mutua.matching.threads import side_by_side
from mutua.matching.weights import WEIGHTS

Numbers = NDArray[np.int64]
Reals = NDArray[np.float64]
Flags = NDArray[np.bool_]
FLOOR = FLOOR_SECOND_PASS - ROUNDING
PARTS = 16
"""Roots go in so many parts to the processors there are."""
FEW = 200_000
"""Space for so many trios of a part is held ready; where there are more, the walk is gone twice."""


class Net(NamedTuple):
    """Related and the wishes of its people as plain arrays, for compiled code.

    complementarity, pairwise: how much that criterion and those of PAIRWISE count.
    """

    starts: Numbers
    others: Numbers
    pairs: Numbers
    first: Numbers
    values: Reals
    met_starts: Numbers
    met: Reals
    learns: Flags
    wish_starts: Numbers
    priority: Reals
    complementarity: float
    pairwise: Reals


class Desk(NamedTuple):
    """The roots by number; space for the pair of a root and each other person, -1 where they are none."""

    roots: Numbers
    pair_with: Numbers


def net_of(pool: Pool, found: Related) -> Net:
    """The related pairs as a net of neighbours."""
    wishes, points = pool.skills.wishes, dict(zip(WEIGHTS, pool.points, strict=True))
    return Net(
        *found.neighbours(len(pool)),
        found.first,
        found.values,
        found.met_starts,
        found.met,
        found.learns,
        wishes.starts,
        wishes.values,
        float(points["complementarity"]),
        np.array([points[name] for name in PAIRWISE], dtype=np.float64),
    )


def rings(net: Net, roots: Flags, least_fit: float = 0.0) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
    """All allowed trios with at least one root: members (trios, 3), rising, and weights round(1000 · √fit).

    roots: (people,). Allowed: all three related, each learns and gives something, enough is known, and the
    fit reaches the floor and `least_fit`.
    """
    parts = np.array_split(np.flatnonzero(roots), PARTS)
    with side_by_side(partial(_around, net, roots), parts) as found:
        members, fit = (np.concatenate(column) for column in zip(*found, strict=True))
    kept = fit >= max(FLOOR, least_fit - ROUNDING)
    return members[kept], np.rint(1000 * np.sqrt(fit[kept])).astype(np.int64)


def _around(net: Net, roots: Flags, some: Numbers) -> tuple[Numbers, Reals]:
    """The trios of some of the roots."""
    desk = Desk(some, np.full(len(roots), -1))
    size, room = FEW, 0
    while room < size:
        room = size
        members, fit = np.empty((room, 3), dtype=np.int64), np.empty(room)
        size = _walk(net, roots, desk, members, fit)
    return members[:size], fit[:size]


@entrance
def _walk(net: Net, roots: Flags, desk: Desk, members: Numbers, fit: Reals) -> int:
    """How many trios everyone gives and learns in; where there is room, they are written down."""
    count, pair_with = 0, desk.pair_with
    for root in desk.roots:
        _note_pairs(net, root, pair_with, True)
        for place in range(net.starts[root], net.starts[root + 1]):
            one = int(net.others[place])
            if roots[one] and one < root:
                continue
            for next_place in range(net.starts[one], net.starts[one + 1]):
                other = int(net.others[next_place])
                if other <= one or pair_with[other] < 0 or (roots[other] and other < root):
                    continue
                pairs = (int(net.pairs[place]), int(pair_with[other]), int(net.pairs[next_place]))
                if not _everyone_gives_and_learns(net, root, one, pairs):
                    continue
                if count < len(fit):
                    _write_rising(members[count], root, one, other)
                    fit[count] = _fit(net, (root, one, other), pairs)
                count += 1
        _note_pairs(net, root, pair_with, False)
    return count


@borrowing
def _note_pairs(net: Net, root: int, pair_with: Numbers, known: bool) -> None:
    for place in range(net.starts[root], net.starts[root + 1]):
        pair_with[net.others[place]] = net.pairs[place] if known else -1


@standing
def _write_rising(trio: Numbers, root: int, one: int, other: int) -> None:
    """one < other; the root may stand anywhere."""
    trio[0] = min(root, one)
    trio[1] = max(min(root, other), one)
    trio[2] = max(root, other)


@standing
def _lesson(net: Net, learner: int, pair: int) -> int:
    """The number under which stands what the learner gets from the other one of the pair."""
    return 2 * pair if net.first[pair] == learner else 2 * pair + 1


@standing
def _everyone_gives_and_learns(net: Net, root: int, one: int, pairs: tuple[int, int, int]) -> bool:
    """pairs: (root, one), (root, other), (one, other)."""
    with_one, with_other, opposite = pairs
    root_from_one = _lesson(net, root, with_one)
    root_from_other = _lesson(net, root, with_other)
    one_from_other = _lesson(net, one, opposite)
    learns = net.learns
    # A lesson and the one in the other direction differ in the last bit.
    if not (learns[root_from_one] or learns[root_from_other]):
        return False
    if not (learns[root_from_one ^ 1] or learns[root_from_other ^ 1]):
        return False
    if not (learns[root_from_one ^ 1] or learns[one_from_other]):
        return False
    if not (learns[root_from_one] or learns[one_from_other ^ 1]):
        return False
    if not (learns[root_from_other ^ 1] or learns[one_from_other ^ 1]):
        return False
    return bool(learns[root_from_other] or learns[one_from_other])


@standing
def _fit(net: Net, trio: tuple[int, int, int], pairs: tuple[int, int, int]) -> float:
    """As trios.trio_fits, for a trio in which everyone gives and learns; −1 if too little is known."""
    root, one, other = trio
    with_one, with_other, opposite = pairs
    shares = 1 / _covered(net, root, _lesson(net, root, with_one), _lesson(net, root, with_other))
    shares += 1 / _covered(net, one, _lesson(net, one, with_one), _lesson(net, one, opposite))
    shares += 1 / _covered(net, other, _lesson(net, other, with_other), _lesson(net, other, opposite))
    total, known = net.complementarity * 3 / shares, net.complementarity
    for criterion in range(len(net.pairwise)):
        value, count = 0.0, 0
        for pair in pairs:
            if not np.isnan(net.values[pair, criterion]):
                value += net.values[pair, criterion]
                count += 1
        if count:
            total += net.pairwise[criterion] * value / count
            known += net.pairwise[criterion]
    return total / known if known >= KNOWN_NEEDED else -1.0


@standing
def _covered(net: Net, learner: int, lesson: int, second_lesson: int) -> float:
    """Coverage of the learner's wishes by the better of both teachers, wish by wish."""
    total, met = 0.0, 0.0
    start = net.wish_starts[learner]
    for place in range(net.wish_starts[learner + 1] - start):
        priority = net.priority[start + place]
        one = net.met[net.met_starts[lesson] + place]
        other = net.met[net.met_starts[second_lesson] + place]
        total += priority
        met += priority * max(one, other)
    return met / total
