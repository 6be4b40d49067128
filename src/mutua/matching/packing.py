"""The best mix of pairs and trios: fewest people waiting, then most tandems, then the best fits.

A set packing. Its linear relaxation is solved by adding columns as the duals ask for them (a bound over
all columns), then the most certain columns are taken and the rest is solved again until nothing is left.
Chains place whom the rounding left out. Where more than FEW_WAIT there is no relaxation, only chains.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from mutua.matching.chains import improved
from mutua.matching.compiled import entrance
from mutua.matching.linear import Entries, best_shares, best_whole
from mutua.matching.sorting import rising

Values = NDArray[np.float64]
Flags = NDArray[np.bool_]
Columns = NDArray[np.intp]
TANDEM_BONUS = 2_000
"""More than any fit can weigh, so that three pairs win over two trios."""
COLUMNS_EACH = 5
"""So many columns of each person are added at once; at the start so many pairs and twice as many trios."""
ROUNDS = 12
"""Ends a slow relaxation at the same place on every machine, unlike a time limit."""
PRECISION = 1e-5
NEAR = 1e-5
"""So near its optimum a relaxation ends, amid all that are as good: quicker, and better to round."""
BLUR = 0.05
"""In people: the relaxation may end that far from its optimum, which the bound then includes."""
CERTAIN = 1 - 1e-6
FAR = 10.0
"""In people: no column lies so far from the optimum."""
AT_ONCE = 0.1  # share of the fractional columns rounded up together
OTHER_WEIGHTS = 12
"""So often at most another rounding is tried where one leaves the bound unmet."""
FEW_COLUMNS, MOST_NODES = 500, 500
"""Of so few columns the best choice is looked for, in so many steps, where no rounding meets the bound."""
FEW_PEOPLE, FEW_WAIT = 2_500, 600
"""Up to so many the relaxation takes a few seconds at most."""


@dataclass(frozen=True)
class Packing:
    """Columns are possible tandems. members: (columns, 3), a pair has -1 last; weight: (columns,);
    room: how many tandems a person may still take, (people,); placed: people who already have one; in_trio:
    people who are in a trio and enter no other.
    """

    members: Columns
    weight: NDArray[np.int64]
    room: NDArray[np.int64]
    placed: Flags
    in_trio: Flags

    def value(self) -> Values:
        """People newly placed first; bonus and weights together stay below half a person."""
        tilt = TANDEM_BONUS + self.weight
        most = float(tilt.max(initial=1)) * max(int(self.room.sum()), 1)
        value: Values = self.newly_placed() + tilt / (2 * most)
        return value

    def newly_placed(self) -> Values:
        """How many members a column gives their first tandem."""
        fresh = np.append(~self.placed, False)  # a pair's -1 reads the last, which counts nobody
        counted: Values = fresh[self.members].sum(axis=1).astype(np.float64)
        return counted

    def people_placed(self, columns: Columns) -> int:
        """How many people these columns give their first tandem."""
        members = rising(self.members[columns])
        return int((~self.placed[members[members >= 0]]).sum())

    def waiting(self, columns: Columns) -> int:
        """How many people with room these columns leave without any tandem."""
        covered = np.append(self.placed | (self.room == 0), True)
        covered[self.members[columns]] = True
        return int((~covered).sum())

    def open(self, columns: Columns) -> Columns:
        """Those of the columns whose members all have room."""
        room, in_trio = np.append(self.room > 0, True), np.append(self.in_trio, False)
        members = self.members[columns]
        full_of_trios = in_trio[members].any(axis=1) & (members[:, 2] >= 0)
        return columns[room[members].all(axis=1) & ~full_of_trios]

    def after(self, columns: Columns) -> Packing:
        """What is left once these columns are taken."""
        members = self.members[columns]
        used = np.bincount(members[members >= 0], minlength=len(self.room))
        in_trio = self.in_trio.copy()
        in_trio[members[members[:, 2] >= 0]] = True
        return replace(self, room=self.room - used, placed=self.placed | (used > 0), in_trio=in_trio)

    def incidence(self, columns: Columns) -> Entries:
        """Rows: one per person, then one per person with room for two that holds their trios to one.

        After the columns come those that let a person with room for two take the second, as second_tandems.
        """
        people, member = len(self.room), self.members[columns]
        column, position = np.nonzero(member >= 0)
        person = member[column, position]
        trio = (member[:, 2] >= 0)[column] & (self.room[person] == 2)
        two = self.second_tandems()
        rows = np.concatenate([person, people + person[trio], two])
        return Entries(
            rows,
            np.concatenate([column, column[trio], len(columns) + np.arange(len(two))]),
            np.repeat([1.0, -1.0], [len(rows) - len(two), len(two)]),
        )

    def second_tandems(self) -> Columns:
        """People who may take a second tandem at the price of one placing."""
        return np.flatnonzero((self.room == 2) & ~self.placed)

    def limits(self) -> Values:
        """Right-hand sides of the rows of `incidence`."""
        own = np.where((self.room == 2) & ~self.placed, 1, self.room)
        return np.concatenate([own, np.ones(len(own))]).astype(np.float64)


def pack(packing: Packing, start: Columns, *, deadline: float | None = None) -> tuple[Columns, int]:
    """Chosen columns, and a proven bound on how many people can be newly placed.

    `start`: columns to begin with, which can be taken together. After `deadline`, a moment of
    time.monotonic(), the answer is the best found until then.
    """
    bound, waiting = _people_with_a_column(packing), packing.waiting(start)
    if late(deadline) or not len(packing.weight):
        return start, bound
    if len(packing.room) > FEW_PEOPLE or waiting > FEW_WAIT:
        return _improved(packing, start), bound
    active, share, relaxed = _relaxed(packing, start, deadline)
    bound = min(bound, relaxed)
    best, placed = start, -1
    near = replace(packing, members=packing.members[active], weight=packing.weight[active])
    for rounded in _roundings(near, share):
        found = _improved(packing, active[rounded])
        if (count := packing.people_placed(found)) > placed:
            best, placed = found, count
        if placed == bound or late(deadline):
            return best, bound
    if len(near.weight) > FEW_COLUMNS:
        return best, bound
    return max(best, _improved(packing, active[_best_whole(near)]), key=packing.people_placed), bound


def _best_whole(packing: Packing) -> Columns:
    every = np.arange(len(packing.weight))
    whole = best_whole(_gains(packing, every), packing.incidence(every), packing.limits(), MOST_NODES)
    return every[:0] if whole is None else np.flatnonzero(whole[: len(every)] > 0.5)


def _improved(packing: Packing, columns: Columns) -> Columns:
    return improved(packing.members, packing.weight, packing.room, packing.placed, columns)


def _people_with_a_column(packing: Packing) -> int:
    """How many could be newly placed if nobody were in anybody's way."""
    has_one = np.zeros(len(packing.placed) + 1, dtype=np.bool_)
    has_one[packing.members] = True  # a pair's -1 marks the last, which counts nobody
    return int((has_one[:-1] & ~packing.placed).sum())


def late(deadline: float | None) -> bool:
    """Whether a moment of time.monotonic() has passed; never without one."""
    return deadline is not None and time.monotonic() > deadline


def _relaxed(packing: Packing, start: Columns, deadline: float | None) -> tuple[Columns, Values, int]:
    """The linear optimum over all columns: those in or near it, their shares, and the bound that follows."""
    value, people = packing.value(), len(packing.room)
    active, missing, bound = start, _first_columns(packing), np.inf
    for _ in range(ROUNDS):
        active = np.union1d(active, missing)
        share, duals, gained = _solve(packing, active, within=NEAR)
        left_over = value - _dual_cost(packing, duals)
        gain = left_over.copy()
        gain[active] = 0
        # Every column costs what it is worth once each dual is raised by the largest gain missed.
        slack = max(float(gain.max(initial=0)), PRECISION) * int(packing.room.sum())
        bound = min(bound, _dual_value(packing, duals, left_over[active]) + slack)
        missing = best_of_each(packing.members, gain, people, COLUMNS_EACH)
        settled = slack < BLUR or np.floor(bound) < gained
        if settled or not len(missing) or late(deadline):
            break
    near = best_of_each(packing.members[active], left_over[active] + FAR, people, 3 * COLUMNS_EACH)
    near = np.union1d(near, np.flatnonzero(share > 0))
    return active[near], share[near], int(np.floor(bound))


def _solve(packing: Packing, columns: Columns, within: float | None = None) -> tuple[Values, Values, float]:
    """The linear optimum over these columns: their shares, duals of the rows (none below zero), its value."""
    best = best_shares(_gains(packing, columns), packing.incidence(columns), packing.limits(), within=within)
    return best.share[: len(columns)], np.maximum(best.dual, 0), best.gain


def _gains(packing: Packing, columns: Columns) -> Values:
    """Of these columns, and of those that let people take a second tandem."""
    return np.concatenate([packing.value()[columns], -np.ones(len(packing.second_tandems()))])


def _dual_value(packing: Packing, duals: Values, left_over: Values) -> float:
    """What no shares of columns gain more than; left_over: of each, its gain beyond what its members cost."""
    beyond = np.concatenate([left_over, duals[packing.second_tandems()] - 1])
    return float(duals @ packing.limits() + np.maximum(beyond, 0).sum())


def _dual_cost(packing: Packing, duals: Values) -> Values:
    people = len(packing.room)
    own = np.append(duals[:people], 0.0)
    as_trio = np.append(duals[people:], 0.0)
    trio = packing.members[:, 2] >= 0
    cost: Values = own[packing.members].sum(axis=1) + trio * as_trio[packing.members].sum(axis=1)
    return cost


def _roundings(packing: Packing, share: Values) -> Iterator[Columns]:
    """Ways from the shares of all columns to whole columns.

    As many people can often be placed in many ways, of which few are whole. So the shares are also taken
    from optima with other weights, drawn by the number of the way: always the same.
    """
    yield _rounded(packing, share)
    every = np.arange(len(packing.weight))
    for number in range(OTHER_WEIGHTS):
        drawn = np.random.default_rng(number).integers(0, TANDEM_BONUS, len(every))
        other = replace(packing, weight=packing.weight + drawn)
        yield _rounded(other, _solve(other, every)[0])


def _rounded(packing: Packing, share: Values) -> Columns:
    """Whole columns from shares: the most certain are taken, the others solved again without them."""
    taken: list[Columns] = []
    active = np.arange(len(share))
    while True:
        taken.append(_most_certain(packing, active, share))
        packing = packing.after(taken[-1])
        active = packing.open(active)
        if not len(active):
            return np.sort(np.concatenate(taken))
        share, _, _ = _solve(packing, active)


def _most_certain(packing: Packing, active: Columns, share: Values) -> Columns:
    """All whole columns, or else some of the largest shares, none in the way of another; at least one."""
    order = np.argsort(-share, kind="stable")
    whole = int((share > CERTAIN).sum())
    some = max(1, int(AT_ONCE * (share > 1 - CERTAIN).sum()))
    room, in_trio = packing.room.tolist(), packing.in_trio.tolist()
    found = []
    for column in active[order[: whole or some]].tolist():
        members = [member for member in packing.members[column].tolist() if member >= 0]
        trio = len(members) == 3
        if all(room[member] and not (trio and in_trio[member]) for member in members):
            found.append(column)
            for member in members:
                room[member] -= 1
                in_trio[member] |= trio
    return np.array(found, dtype=np.intp)


def _first_columns(packing: Packing) -> Columns:
    """For each person the heaviest pairs, and trios drawn by lot: the heaviest all want the same people."""
    trio, people = packing.members[:, 2] >= 0, len(packing.room)
    drawn = np.random.default_rng(0).random(len(trio))
    pairs = best_of_each(packing.members, np.where(trio, -1.0, packing.weight), people, COLUMNS_EACH)
    trios = best_of_each(packing.members, np.where(trio, drawn, -1.0), people, 2 * COLUMNS_EACH)
    return np.union1d(pairs, trios)


def best_of_each(members: Columns, gain: Values, people: int, most: int) -> Columns:
    """The columns that are among the best of one of their members, `most` each, gains above PRECISION."""
    best = np.full((people, most), -1)
    _note_best(members, gain, best)
    return rising(best[best >= 0])


@entrance
def _note_best(members: Columns, gain: Values, best: Columns) -> None:
    """best: (people, most), filled with each one's columns of largest gain; of equals, the first."""
    most = best.shape[1]
    for column in range(len(gain)):
        if gain[column] <= PRECISION:
            continue
        for member in members[column]:
            if member < 0:
                continue
            place = most
            while place and (best[member, place - 1] < 0 or gain[best[member, place - 1]] < gain[column]):
                place -= 1
            if place < most:
                for later in range(most - 1, place, -1):
                    best[member, later] = best[member, later - 1]
                best[member, place] = column
