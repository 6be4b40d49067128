"""The best mix of pairs and trios: fewest people waiting, then most tandems, then the best fits.

A set packing. Its linear relaxation is solved by adding columns as the duals ask for them (a bound over
all columns), the whole columns in it are kept, and the small rest is solved in integers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_matrix, hstack

Values = NDArray[np.float64]
Flags = NDArray[np.bool_]
TANDEM_BONUS = 2_000
"""More than any fit can weigh, so that three pairs win over two trios."""
COLUMNS_AT_ONCE = 2_000
NODE_LIMIT = 200
"""Ends a hard search at the same place on every machine, unlike a time limit."""
PRECISION = 1e-5
SMALL = 3_000
"""Up to so many columns a second search starts from nothing."""
GAP = 1e-4
"""Of the whole value: less than one person counts, so who is placed is exact."""


@dataclass(frozen=True)
class Packing:
    """Columns are possible tandems. members: (columns, 3), a pair has -1 last; weight: (columns,);
    room: how many tandems a person may still take, (people,); placed: people who already have one.
    """

    members: NDArray[np.intp]
    weight: NDArray[np.int64]
    room: NDArray[np.int64]
    placed: Flags

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

    def people_placed(self, columns: NDArray[np.intp]) -> int:
        """How many people these columns give their first tandem."""
        members = np.unique(self.members[columns])
        return int((~self.placed[members[members >= 0]]).sum())

    def incidence(self, columns: NDArray[np.intp]) -> csr_matrix:
        """Rows: one per person, then one per person with room for two that holds their trios to one."""
        people, count = len(self.room), len(columns)
        member = self.members[columns]
        column, position = np.nonzero(member >= 0)
        person = member[column, position]
        trio = (member[:, 2] >= 0)[column] & (self.room[person] == 2)
        rows = np.concatenate([person, people + person[trio]])
        return csr_matrix(
            (np.ones(len(rows)), (rows, np.concatenate([column, column[trio]]))), shape=(2 * people, count)
        )

    def second_tandems(self) -> tuple[csr_matrix, Values]:
        """Columns that let a person with room for two take the second, at the price of one placing."""
        people = np.flatnonzero((self.room == 2) & ~self.placed)
        shape = (2 * len(self.room), len(people))
        cost = -np.ones(len(people))
        return csr_matrix((cost, (people, np.arange(len(people)))), shape=shape), cost

    def limits(self) -> Values:
        """Right-hand sides of the rows of `incidence`."""
        own = np.where((self.room == 2) & ~self.placed, 1, self.room)
        return np.concatenate([own, np.ones(len(own))]).astype(np.float64)


def pack(packing: Packing, start: NDArray[np.intp]) -> tuple[NDArray[np.intp], int]:
    """Chosen columns, and a proven bound on how many people can be newly placed. `start`: a first guess."""
    active, share, bound = _relaxed(packing, start)
    whole = active[share > 1 - 1e-6]
    chosen = np.append(whole, _integer(packing, active, whole))
    if packing.people_placed(chosen) < np.floor(bound):
        # Keeping the whole columns may have cost someone a place: open those around who still waits.
        kept = whole if len(active) > SMALL else whole[:0]
        kept = kept[~_around_waiting(packing, active, chosen, kept)]
        again = np.append(kept, _integer(packing, active, kept))
        chosen = max(chosen, again, key=packing.people_placed)
    return np.sort(chosen), int(np.floor(bound))


def _around_waiting(
    packing: Packing, active: NDArray[np.intp], chosen: NDArray[np.intp], kept: NDArray[np.intp]
) -> Flags:
    """Which of the kept columns hold someone whom an active column joins with a person still waiting."""
    waits: Flags = np.zeros(len(packing.room) + 1, dtype=np.bool_)
    waits[:-1] = packing.room > 0
    waits[np.flatnonzero(packing.placed)] = False
    waits[packing.members[chosen].ravel()] = False
    joins = packing.members[active][waits[packing.members[active]].any(axis=1)]
    near = np.zeros(len(packing.room) + 1, dtype=np.bool_)
    near[joins] = True
    near[-1] = False
    return np.asarray(near[packing.members[kept]].any(axis=1))


def _relaxed(packing: Packing, start: NDArray[np.intp]) -> tuple[NDArray[np.intp], Values, float]:
    """The linear optimum over all columns: those looked at, their shares, and the optimum's value."""
    value = packing.value()
    best = np.argsort(-value, kind="stable")[:COLUMNS_AT_ONCE]
    active = np.union1d(start, best)
    second, price = packing.second_tandems()
    while True:
        rows = _rows(packing, active, second)
        costs = -np.concatenate([value[active], price])
        solved = linprog(costs, A_ub=rows, b_ub=packing.limits(), bounds=(0, 1), method="highs")
        gain = value - _dual_cost(packing, -solved.ineqlin.marginals)
        gain[active] = 0
        missing = np.argsort(-gain, kind="stable")[:COLUMNS_AT_ONCE]
        missing = missing[gain[missing] > PRECISION]
        if not len(missing):
            # What the solver's rounding may hide: at most PRECISION per tandem.
            slack = PRECISION * int(packing.room.sum())
            return active, solved.x[: len(active)], slack - float(solved.fun)
        active = np.union1d(active, missing)


def _dual_cost(packing: Packing, duals: Values) -> Values:
    people = len(packing.room)
    own = np.append(duals[:people], 0.0)
    as_trio = np.append(duals[people:], 0.0)
    trio = packing.members[:, 2] >= 0
    cost: Values = own[packing.members].sum(axis=1) + trio * as_trio[packing.members].sum(axis=1)
    return cost


def _integer(packing: Packing, active: NDArray[np.intp], whole: NDArray[np.intp]) -> NDArray[np.intp]:
    """The best active columns beside the fixed ones, among people who still have room."""
    used = np.asarray(packing.incidence(whole).sum(axis=1)).ravel().astype(np.int64)
    in_tandem, in_trio = np.split(used, 2)
    left = Packing(
        packing.members[active],
        packing.weight[active],
        packing.room - in_tandem,
        packing.placed | (in_tandem > 0),
    )
    room, trio_done = np.append(left.room, 1), np.append(in_trio > 0, False)
    trio = left.members[:, 2] >= 0
    fits_in = (room[left.members] > 0).all(axis=1) & ~(trio & trio_done[left.members].any(axis=1))
    columns = np.setdiff1d(np.flatnonzero(fits_in), np.flatnonzero(np.isin(active, whole)))
    if not len(columns):
        return columns
    second, price = left.second_tandems()
    solved = milp(
        -np.concatenate([left.value()[columns], price]),
        constraints=LinearConstraint(_rows(left, columns, second), -np.inf, left.limits()),
        integrality=np.append(np.ones(len(columns)), np.zeros(len(price))),
        bounds=Bounds(0, 1),
        options={"node_limit": NODE_LIMIT, "mip_rel_gap": GAP},
    )
    return active[:0] if solved.x is None else active[columns[solved.x[: len(columns)] > 0.5]]


def _rows(packing: Packing, columns: NDArray[np.intp], second: csr_matrix) -> csr_matrix:
    return hstack([packing.incidence(columns), second], format="csr")
