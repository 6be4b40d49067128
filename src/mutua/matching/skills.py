"""What people offer and wish for, and how well an offer meets a wish for something close to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mutua.matching.bags import Bag
from mutua.matching.compiled import borrowing, entrance
from mutua.matching.sorting import sort_part

Nearness = Mapping[str, Mapping[str, float]]
"""By skill its close relatives, each with its closeness: above 0, below 1. Said once, it counts both ways."""

Arrays = tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float64]]
"""starts, items and values of a Bag, for compiled code."""

SAME_SKILL, SAME_SKILL_UNSURE = 1.0, 0.7
SURE = 2
"""The confidence from which an offer fully meets a wish for the same skill."""


@dataclass(frozen=True)
class Skills:
    """offers: people × skills, value confidence 1 to 3; wishes: people × skills, value priority 1 to 3.

    relatives: skills × skills, value closeness, symmetric, nothing on the diagonal.
    reach: people × skills, how well a person's offers meet a wish for the skill (CONTRACT §3.2): 1 the same
    skill, 0.7 if they are unsure of it, else the closeness of the nearest relative they offer.
    """

    words: tuple[str, ...]
    offers: Bag
    wishes: Bag
    relatives: Bag
    reach: Bag

    @classmethod
    def of(cls, words: tuple[str, ...], offers: Bag, wishes: Bag, near: Nearness) -> Skills:
        """`words` are the skills by number; words that `near` does not know have no relatives."""
        relatives = _relatives(words, near)
        return cls(words, offers, wishes, relatives, _reach(offers, relatives))


def same_skill(confidence: NDArray[np.float64] | float) -> NDArray[np.float64]:
    """How well offers of this confidence meet a wish for the same skill."""
    return np.where(np.asarray(confidence) >= SURE, SAME_SKILL, SAME_SKILL_UNSURE)


def _relatives(words: tuple[str, ...], near: Nearness) -> Bag:
    number = {word: place for place, word in enumerate(words)}
    rows: list[dict[int, float]] = [{} for _ in words]
    for word, place in number.items():
        for relative, closeness in near.get(word, {}).items():
            other = number.get(relative, place)
            if other != place:
                rows[place][other] = rows[other][place] = max(closeness, rows[place].get(other, 0.0))
    return Bag.of(rows, len(words))


def _reach(offers: Bag, relatives: Bag) -> Bag:
    offered = (offers.starts, offers.items, same_skill(offers.values))
    near = (relatives.starts, relatives.items, relatives.values)
    sizes = np.zeros(len(offers.starts) - 1, dtype=np.intp)
    _count_reach(offered, near, sizes, np.full(len(relatives.starts) - 1, -1))
    starts = np.concatenate(([0], np.cumsum(sizes))).astype(np.intp)
    reach = (starts, np.empty(starts[-1], dtype=np.intp), np.empty(starts[-1]))
    _fill_reach(offered, near, reach, np.zeros(len(relatives.starts) - 1))
    return Bag(*reach, offers.width)


@entrance
def _count_reach(
    offered: Arrays, near: Arrays, sizes: NDArray[np.intp], last_met_by: NDArray[np.intp]
) -> None:
    """Add to sizes, (people,), how many different skills each one's offers and their relatives are.

    last_met_by: (skills,), filled with -1.
    """
    offer_starts, offers, _ = offered
    near_starts, relatives, _ = near
    for person in range(len(sizes)):
        for entry in range(offer_starts[person], offer_starts[person + 1]):
            offer = offers[entry]
            sizes[person] += last_met_by[offer] != person
            last_met_by[offer] = person
            for place in range(near_starts[offer], near_starts[offer + 1]):
                sizes[person] += last_met_by[relatives[place]] != person
                last_met_by[relatives[place]] = person


@entrance
def _fill_reach(offered: Arrays, near: Arrays, reach: Arrays, best: NDArray[np.float64]) -> None:
    """Write each person's skills in rising order, each with the best value any offer gives it.

    best: (skills,), filled with 0.
    """
    offer_starts, offers, values_of_same = offered
    near_starts, relatives, closeness = near
    starts, items, values = reach
    for person in range(len(starts) - 1):
        begin = end = starts[person]
        for entry in range(offer_starts[person], offer_starts[person + 1]):
            offer = offers[entry]
            end = _note(offer, values_of_same[entry], best, items, end)
            for place in range(near_starts[offer], near_starts[offer + 1]):
                end = _note(relatives[place], closeness[place], best, items, end)
        sort_part(items, begin, end)
        for place in range(begin, end):
            values[place] = best[items[place]]
            best[items[place]] = 0.0


@borrowing
def _note(skill: int, value: float, best: NDArray[np.float64], items: NDArray[np.intp], place: int) -> int:
    """Keep the better value of a skill; a skill met for the first time is written at `place`."""
    if best[skill] == 0.0:
        items[place] = skill
        place += 1
    best[skill] = max(best[skill], value)
    return place
