"""The fit of pairs: criteria weighed together, hard filters and gates (CONTRACT §3.1, §3.2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from mutua.matching import criteria
from mutua.matching.bags import common
from mutua.matching.criteria import ROUNDING, WEIGHTS, People, Values
from mutua.matching.filters import bars, gladly_marks
from mutua.matching.pool import Pool

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
    first, second = np.asarray(first, dtype=np.intp), np.asarray(second, dtype=np.intp)
    distance = criteria.background_distance(pool, first, second)
    values = {
        "complementarity": criteria.complementarity(pool, first, second),
        "career_goals": criteria.career_goals(pool, first, second),
        "experience": criteria.experience(pool, first, second),
        "background_difference": criteria.background_difference(distance),
        "challenges": criteria.challenges(pool, first, second),
        "working_values": criteria.working_values(pool, first, second),
        "practical": criteria.practical(pool, first, second),
    }
    fit, known_weight = weighed(values)
    directions = pool.directions.bag
    goals = values["career_goals"]
    shared_direction = np.isnan(goals) | (common(directions, first, second) > 0)
    return Fits(
        first=first,
        second=second,
        values=values,
        known_weight=known_weight,
        fit=fit,
        distance=distance,
        shared_direction=shared_direction,
        barred=bars(pool, first, second),
        gate=_gates(values["complementarity"], known_weight, fit, distance, shared_direction),
        marks=gladly_marks(pool, first, second),
    )


def weighed(values: Mapping[str, Values]) -> tuple[Values, NDArray[np.int64]]:
    """Weighted mean over the known criteria, and the weight points that are known."""
    table = np.array([values[criterion] for criterion in WEIGHTS])
    weights = np.array(list(WEIGHTS.values()))[:, None] * ~np.isnan(table)
    known = weights.sum(axis=0)
    fit = (weights * np.nan_to_num(table)).sum(axis=0) / np.maximum(known, 1)
    return fit, known


def _gates(
    complementarity: Values,
    known_weight: NDArray[np.int64],
    fit: Values,
    distance: Values,
    shared_direction: NDArray[np.bool_],
) -> NDArray[np.int8]:
    first_pass = shared_direction & (fit >= FLOOR_FIRST_PASS - ROUNDING)
    return np.select(
        [
            (known_weight < KNOWN_NEEDED) | np.isnan(complementarity),
            complementarity == 0,
            distance < criteria.TOO_ALIKE - ROUNDING,
            first_pass,
            fit >= FLOOR_SECOND_PASS - ROUNDING,
        ],
        [Gate.TOO_LITTLE_KNOWN, Gate.ONE_SIDED, Gate.TOO_ALIKE, Gate.FIRST_PASS, Gate.SECOND_PASS],
        Gate.BELOW_FLOOR,
    ).astype(np.int8)
