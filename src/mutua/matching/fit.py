"""The fit of pairs: criteria weighed together, hard filters and gates (CONTRACT §3.1, §3.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mutua.matching import criteria
from mutua.matching.compiled import borrowing, entrance
from mutua.matching.criteria import ROUNDING, People, Values
from mutua.matching.filters import bar_between, gladly_marks
from mutua.matching.pool import Pool
from mutua.matching.sheet import Sheet
from mutua.matching.weights import WEIGHTS

KNOWN_NEEDED = 60
FLOOR_FIRST_PASS = 0.45
FLOOR_SECOND_PASS = 0.40
SECOND_PASS_COSTS = 400


class Gate(IntEnum):
    """What a pair passes; from TOO_LITTLE_KNOWN on it is never suggested, the nearest miss first."""

    FIRST_PASS = 0
    SECOND_PASS = 1
    BELOW_FLOOR = 2
    TOO_ALIKE = 3
    ONE_SIDED = 4
    TOO_LITTLE_KNOWN = 5


FIRST_PASS, SECOND_PASS, BELOW_FLOOR, TOO_ALIKE, ONE_SIDED, TOO_LITTLE_KNOWN = (int(gate) for gate in Gate)
"""For compiled functions, which count in plain integers."""


@dataclass(frozen=True)
class Fits:
    """The fit of pairs, every array of shape (pairs,).

    values: criterion → [0, 1], NaN unknown, in the order of WEIGHTS; known_weight: 0 to 100; fit: [0, 1],
    0 where nothing is known; distance: of backgrounds; shared_direction: False only where both name
    directions and none is shared; barred: a Bar; gate: a Gate, meaningful where barred is 0; marks: how
    many of the two said “gladly”.
    """

    first: People
    second: People
    values: Mapping[str, Values]
    known_weight: NDArray[np.int64]
    fit: Values
    distance: Values
    shared_direction: NDArray[np.bool_]
    barred: NDArray[np.int8]
    gate: NDArray[np.int8]
    marks: NDArray[np.int64]

    def allowed(self) -> NDArray[np.bool_]:
        """Pairs that may be suggested in one of the two passes."""
        allowed: NDArray[np.bool_] = (self.barred == 0) & (self.gate <= Gate.SECOND_PASS)
        return allowed

    def weights(self) -> NDArray[np.int64]:
        """round(1000 · √fit), +250 both gladly, +80 one, −400 if the first pass does not allow it.

        At least 1, which only matters for locked pairs that no pass allows.
        """
        bonus = np.array([0, 80, 250])[self.marks]
        malus = np.where(self.gate == Gate.FIRST_PASS, 0, SECOND_PASS_COSTS)
        weights: NDArray[np.int64] = np.rint(1000 * np.sqrt(self.fit)).astype(np.int64) + bonus - malus
        weights[weights < 1] = 1
        return weights


def fits(pool: Pool, first: People, second: People) -> Fits:
    """The fit of each pair (first[k], second[k]); symmetric in both."""
    first, second = (np.ascontiguousarray(one, dtype=np.intp) for one in (first, second))
    columns = _columns(len(first))
    _judge_all(pool.sheet, first, second, columns)
    return Fits(
        first=first,
        second=second,
        values=dict(zip(WEIGHTS, np.ascontiguousarray(columns.values.T), strict=True)),
        known_weight=columns.known_weight,
        fit=columns.fit,
        distance=columns.distance,
        shared_direction=columns.shared_direction,
        barred=columns.barred,
        gate=columns.gate,
        marks=columns.marks,
    )


def weighed(values: Mapping[str, Values], points: Sequence[int]) -> tuple[Values, NDArray[np.int64]]:
    """Weighted mean over the known criteria, and the weight points that are known; points: of each."""
    table = np.array([values[criterion] for criterion in WEIGHTS])
    weights = np.array(points)[:, None] * ~np.isnan(table)
    known = weights.sum(axis=0)
    fit = (weights * np.nan_to_num(table)).sum(axis=0) / np.maximum(known, 1)
    return fit, known


class Pair(NamedTuple):
    """Two rows of a sheet and their complementarity."""

    one: int
    other: int
    both_learn: float


class Verdict(NamedTuple):
    """What `judged` finds of one pair, named as in Fits."""

    fit: float
    known_weight: int
    distance: float
    shared_direction: bool
    gate: int


class _Columns(NamedTuple):
    """The arrays of Fits; values: shape (pairs, 7)."""

    values: Values
    known_weight: NDArray[np.int64]
    fit: Values
    distance: Values
    shared_direction: NDArray[np.bool_]
    barred: NDArray[np.int8]
    gate: NDArray[np.int8]
    marks: NDArray[np.int64]


def _columns(pairs: int) -> _Columns:
    return _Columns(
        values=np.empty((pairs, len(WEIGHTS))),
        known_weight=np.empty(pairs, dtype=np.int64),
        fit=np.empty(pairs),
        distance=np.empty(pairs),
        shared_direction=np.empty(pairs, dtype=np.bool_),
        barred=np.empty(pairs, dtype=np.int8),
        gate=np.empty(pairs, dtype=np.int8),
        marks=np.empty(pairs, dtype=np.int64),
    )


@entrance
def _judge_all(sheet: Sheet, first: People, second: People, columns: _Columns) -> None:
    for pair in range(len(first)):
        one, other = first[pair], second[pair]
        both_learn = criteria.complementarity(sheet, one, other)
        verdict = judged(sheet, Pair(one, other, both_learn), columns.values[pair], 0.0)
        columns.known_weight[pair] = verdict.known_weight
        columns.fit[pair] = verdict.fit
        columns.distance[pair] = verdict.distance
        columns.shared_direction[pair] = verdict.shared_direction
        columns.gate[pair] = verdict.gate
        columns.barred[pair] = bar_between(sheet, one, other)
        columns.marks[pair] = gladly_marks(sheet, one, other)


@borrowing
def judged(sheet: Sheet, pair: Pair, values: Values, needed: float) -> Verdict:
    """All criteria weighed together; writes each value into `values`, shape (7,), in the order of WEIGHTS.

    Cheap criteria come first: a pair that cannot reach a fit of `needed` any more is let go as BELOW_FLOOR.
    """
    one, other = pair.one, pair.other
    values[0] = pair.both_learn
    values[1] = criteria.career_goals(sheet, one, other)
    values[2] = criteria.experience(sheet, one, other)
    values[3] = 1.0
    values[4] = criteria.challenges(sheet, one, other)
    values[5] = criteria.working_values(sheet, one, other)
    values[6] = criteria.practical_at_most(sheet, one, other)
    fit, known_weight = _weighed(values, sheet.points)
    distance = criteria.UNKNOWN
    if fit >= needed:
        distance = criteria.background_distance(sheet, one, other)
        values[3] = criteria.background_difference(distance)
        fit, known_weight = _weighed(values, sheet.points)
    if fit < needed:
        return Verdict(fit, known_weight, distance, True, BELOW_FLOOR)
    values[6] = criteria.practical(sheet, one, other)
    fit, known_weight = _weighed(values, sheet.points)
    shared_direction = values[1] != 0
    gate = _gate(pair.both_learn, known_weight, fit, distance, shared_direction)
    return Verdict(fit, known_weight, distance, shared_direction, gate)


@borrowing
def _weighed(values: Values, points: NDArray[np.int64]) -> tuple[float, int]:
    """`weighed` for one pair."""
    known_weight, total = 0, 0.0
    for criterion in range(len(points)):
        if not np.isnan(values[criterion]):
            known_weight += points[criterion]
            total += points[criterion] * values[criterion]
    return (total / known_weight if known_weight else 0.0), known_weight


@borrowing
def _gate(
    complementarity: float,
    known_weight: int,
    fit: float,
    distance: float,
    shared_direction: bool,
) -> int:
    if known_weight < KNOWN_NEEDED or np.isnan(complementarity):
        return TOO_LITTLE_KNOWN
    if complementarity == 0:
        return ONE_SIDED
    if criteria.too_alike(distance):
        return TOO_ALIKE
    if shared_direction and fit >= FLOOR_FIRST_PASS - ROUNDING:
        return FIRST_PASS
    return SECOND_PASS if fit >= FLOOR_SECOND_PASS - ROUNDING else BELOW_FLOOR
