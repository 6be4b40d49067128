"""Tandems of three for those whom no pair can take, rings included (CONTRACT §3.3, point 4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mutua.matching import criteria
from mutua.matching.bags import summed
from mutua.matching.criteria import ROUNDING, People, Values
from mutua.matching.fit import FLOOR_SECOND_PASS, KNOWN_NEEDED, fits, weighed
from mutua.matching.partners import partners
from mutua.matching.pool import Pool
from mutua.matching.related import related
from mutua.matching.rings import net_of, rings
from mutua.matching.weights import WEIGHTS

Trios = NDArray[np.intp]
ALL_AMONG = 700
"""Three of so many people make 57 million sets."""


@dataclass(frozen=True)
class TrioFits:
    """The fit of trios. members: shape (trios, 3), row numbers rising; the rest as in Fits."""

    members: Trios
    values: Mapping[str, Values]
    known_weight: NDArray[np.int64]
    fit: Values

    @classmethod
    def none(cls) -> TrioFits:
        """No trios at all."""
        nothing = np.empty(0)
        values = dict.fromkeys(WEIGHTS, nothing)
        return cls(np.empty((0, 3), dtype=np.intp), values, nothing.astype(np.int64), nothing)

    def weights(self) -> NDArray[np.int64]:
        """round(1000 · √fit)."""
        weights: NDArray[np.int64] = np.rint(1000 * np.sqrt(self.fit)).astype(np.int64)
        return weights

    def allowed(self) -> NDArray[np.bool_]:
        """Enough is known and the floor is reached."""
        allowed: NDArray[np.bool_] = (self.known_weight >= KNOWN_NEEDED) & (
            self.fit >= FLOOR_SECOND_PASS - ROUNDING
        )
        return allowed

    def chosen(self, which: NDArray[np.bool_] | NDArray[np.intp]) -> TrioFits:
        """Some of the trios."""
        values = {name: value[which] for name, value in self.values.items()}
        return TrioFits(self.members[which], values, self.known_weight[which], self.fit[which])


def trio_fits(pool: Pool, members: Trios) -> TrioFits:
    """Complementarity of three: harmonic mean of each one's coverage by the other two's offers together,
    0 if one learns nothing or gives nothing. Every other criterion: the mean over the pairs that know it.
    """
    a, b, c = np.asarray(members, dtype=np.intp).reshape(-1, 3).T
    pairs = [fits(pool, a, b), fits(pool, a, c), fits(pool, b, c)]
    values = {name: _mean_of_known([pair.values[name] for pair in pairs]) for name in WEIGHTS}
    values["complementarity"] = _give_and_take(pool, a, b, c)
    fit, known_weight = weighed(values, pool.points)
    return TrioFits(np.stack([a, b, c], axis=1), values, known_weight, fit)


def _mean_of_known(values: list[Values]) -> Values:
    table = np.array(values)
    known = (~np.isnan(table)).sum(axis=0)
    return np.where(known > 0, np.nansum(table, axis=0) / np.maximum(known, 1), np.nan)


def _give_and_take(pool: Pool, a: People, b: People, c: People) -> Values:
    learned = np.array([_covered(pool, one, two) for one, two in ((a, (b, c)), (b, (a, c)), (c, (a, b)))])
    gives = [_teaches(pool, one, two) for one, two in ((a, (b, c)), (b, (a, c)), (c, (a, b)))]
    enough = (learned > 0).all(axis=0) & np.logical_and.reduce(gives)
    harmonic = 3 / (1 / np.where(learned > 0, learned, 1)).sum(axis=0)
    return np.where(enough, harmonic, 0.0)


def _covered(pool: Pool, learner: People, teachers: tuple[People, People]) -> Values:
    """Coverage of the learner's wishes by the best offer of either teacher; 0 without wishes."""
    skills = pool.skills
    position, entry = skills.wishes.spread(learner)
    wish, priority = skills.wishes.items[entry], skills.wishes.values[entry]
    matches = [skills.reach.lookup(teacher[position], wish) for teacher in teachers]
    met = summed(position, priority * np.maximum(*matches), len(learner))
    return met / np.maximum(skills.wishes.totals()[learner], 1)


def _teaches(pool: Pool, teacher: People, learners: tuple[People, People]) -> NDArray[np.bool_]:
    coverages = [np.nan_to_num(criteria.coverage(pool.skills, learner, teacher)) for learner in learners]
    teaches: NDArray[np.bool_] = np.maximum(*coverages) > 0
    return teaches


def candidate_trios(
    pool: Pool,
    people: People,
    *,
    waiting: People | None = None,
    pairs: tuple[People, People] | None = None,
    least_fit: float = 0.0,
) -> tuple[Trios, NDArray[np.int64]]:
    """Allowed trios among the given people (row numbers rising): members (trios, 3) and weights.

    All of them among up to ALL_AMONG people. Among more, those of one or more who wait with the people who
    would learn most together with them, among these the `pairs` they may join. None fits less than
    `least_fit`.
    """
    roots = np.zeros(len(pool), dtype=np.bool_)
    if waiting is None or pairs is None or len(people) <= ALL_AMONG:
        roots[people] = True
        one, two = np.triu_indices(len(people), 1)
        first, second = people[one], people[two]
    else:
        those = np.intersect1d(waiting, people)
        roots[those] = True
        first, second = partners(pool, those, people, pairs)
    return rings(net_of(pool, related(pool, first, second)), roots, least_fit)
