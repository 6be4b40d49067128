"""The columns of a pool that hold words and relations between people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mutua.matching.bags import Bag
from mutua.matching.relations import everyone_above, locks
from mutua.matching.rows import Row


@dataclass(frozen=True)
class Tags:
    """Words per person, numbered; `bag` holds their values. A person without words is unknown."""

    words: tuple[str, ...]
    bag: Bag

    @classmethod
    def of(cls, people: Sequence[Sequence[str]], *, first_counts: float = 1.0) -> Tags:
        """Each word weighs 1, a person's first word `first_counts`."""
        words = tuple(dict.fromkeys(word for own in people for word in own))
        number = {word: place for place, word in enumerate(words)}
        rows = [
            {number[word]: 1.0 if place else first_counts for place, word in enumerate(own)} for own in people
        ]
        return cls(words, Bag.of(rows, len(words)))

    def names(self, person: int) -> list[str]:
        """One person's words, the heaviest first."""
        own = self.bag.row(person)
        return [self.words[item] for item in sorted(own, key=lambda item: (-own[item], item))]


@dataclass(frozen=True)
class Relations:
    """Who stands above whom, who named whom, and which pairs are locked, all by row number."""

    above: Bag
    gladly: Bag
    rather_not: Bag
    former: Bag
    locks: NDArray[np.intp]

    @classmethod
    def of(cls, rows: Sequence[Row], everyone: Sequence[Row]) -> Relations:
        """`everyone` also holds rows that were left out, so that no reporting line is cut."""
        place = {row.id: number for number, row in enumerate(rows)}
        above = everyone_above(everyone)
        pairs = [(place[a], place[b]) for a, b in locks(rows) if a in place and b in place]
        return cls(
            above=_people([above[row.id] for row in rows], place),
            gladly=_people([row.references["gladly"] for row in rows], place),
            rather_not=_people([row.references["rather_not"] for row in rows], place),
            former=_people([row.references["former"] for row in rows], place),
            locks=np.array(pairs, dtype=np.intp).reshape(-1, 2),
        )


def _people(rows: Sequence[Sequence[str] | set[str]], place: Mapping[str, int]) -> Bag:
    return Bag.of([{place[other]: 1.0 for other in row if other in place} for row in rows], len(place))
