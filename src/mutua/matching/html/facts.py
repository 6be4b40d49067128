"""What a report counts: figures taken from a matching, before any word or drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mutua.matching.bags import Bag
from mutua.matching.criteria import Values
from mutua.matching.match import Matching
from mutua.matching.pool import Pool
from mutua.matching.waiting import Reason
from mutua.matching.weights import WEIGHTS

BAND = 5
LOWEST_BAND = 35
SCARCEST = 15
MOST_PLENTY = 8
ROUNDING = 1e-7


@dataclass(frozen=True)
class Band:
    """How many tandems have a fit from `low` up to `high`, of 100; the last band holds 100 too."""

    low: int
    high: int
    count: int


@dataclass(frozen=True)
class Spread:
    """One criterion over all tandems: its weight, mean and quartiles of 100 (None if never known)."""

    criterion: str
    weight: int
    mean: float | None
    quartiles: tuple[float, float, float] | None
    unknown: float


@dataclass(frozen=True)
class Demand:
    """How many people with room wish for a skill, offer it, and offer only something close to it."""

    skill: str
    wished: int
    offered: int
    close: int


def tandem_fits(matching: Matching) -> Values:
    """The fit of every pair and trio, 0 to 100."""
    return 100 * np.concatenate([matching.pairs.fit, matching.trios.fit])


def bands(matching: Matching) -> list[Band]:
    """Fits in bands of five points, from 35 (or lower, where a settled pair fits worse) to 100."""
    values = np.floor((tandem_fits(matching) + ROUNDING) / BAND).astype(np.int64)
    values = np.minimum(values, 100 // BAND - 1)
    lowest = min([LOWEST_BAND // BAND, *values.tolist()])
    counts = np.bincount(values, minlength=100 // BAND)
    return [Band(BAND * band, BAND * (band + 1), int(counts[band])) for band in range(lowest, 100 // BAND)]


def spreads(matching: Matching) -> list[Spread]:
    """Each criterion over all tandems, in the order of the weights."""
    found = []
    for criterion, weight in WEIGHTS.items():
        sources = (matching.pairs.values[criterion], matching.trios.values[criterion])
        values = 100 * np.concatenate(sources)
        known = values[~np.isnan(values)]
        unknown = 1 - len(known) / len(values) if len(values) else 0.0
        if not len(known):
            found.append(Spread(criterion, weight, None, None, unknown))
            continue
        low, middle, high = np.quantile(known, [0.25, 0.5, 0.75]).tolist()
        found.append(Spread(criterion, weight, float(known.mean()), (low, middle, high), unknown))
    return found


def demands(pool: Pool) -> tuple[list[Demand], list[Demand]]:
    """The scarcest skills (more wishes than offers), and those offered in plenty, the clearest first."""
    room = pool.capacity > 0
    words = pool.skills.words
    bags = (pool.skills.wishes, pool.skills.offers, pool.skills.reach)
    wished, offered, reached = (_holders(bag, room)[: len(words)] for bag in bags)
    spare = offered - wished
    order = sorted(range(len(words)), key=lambda skill: (spare[skill], -wished[skill], words[skill]))

    def demand(skills: Sequence[int]) -> list[Demand]:
        counts = np.stack([wished, offered, reached - offered], axis=1).tolist()
        return [Demand(words[skill], *counts[skill]) for skill in skills]

    scarce = [skill for skill in order if spare[skill] < 0]
    plenty = [skill for skill in reversed(order) if spare[skill] > 0]
    return demand(scarce[:SCARCEST]), demand(plenty[:MOST_PLENTY])


def _holders(bag: Bag, people: NDArray[np.bool_]) -> NDArray[np.int64]:
    """How many of the people hold each item, shape (items,)."""
    chosen = np.repeat(people, bag.sizes())
    return np.bincount(bag.items[chosen], minlength=bag.width).astype(np.int64)


def waiting_groups(matching: Matching) -> list[tuple[Reason, list[int]]]:
    """Who waits, by reason, the largest group first."""
    groups: dict[Reason, list[int]] = {}
    for person in matching.waiting:
        groups.setdefault(person.reason, []).append(person.person)
    return sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
