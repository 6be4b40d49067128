"""The columns of a pool that hold words and relations between people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mutua.matching.bags import Bag
from mutua.matching.relations import References, locks, named_in_any_row


@dataclass(frozen=True)
class Tags:
    """Words per person, numbered; `bag` holds their values. A person without words is unknown."""

    words: tuple[str, ...]
    bag: Bag

    def names(self, person: int) -> list[str]:
        """One person's words, the heaviest first."""
        items, values = self.bag.entries(person)
        if len(items) > 1:
            items = [
                item for _, item in sorted((-value, item) for item, value in zip(items, values, strict=True))
            ]
        return [self.words[item] for item in items]


@dataclass(frozen=True)
class Relations:
    """Who stands above whom, who named whom, and which pairs are locked, all by row number."""

    above: Bag
    gladly: Bag
    rather_not: Bag
    former: Bag
    locks: NDArray[np.intp]

    @classmethod
    def of(cls, references: References, above: Bag, kept: NDArray[np.intp]) -> Relations:
        """`kept` are the rows of the pool; `above`, of everybody (relations.reporting_lines), has more.

        Exclusions, too, count from every row of a person: an exclusion always wins.
        """
        own = references.own[kept]
        place = np.full(len(references.ids), -1, dtype=np.intp)
        place[own] = np.arange(len(kept))
        bosses = above.take(own).renumbered(place, len(kept))
        excluded = named_in_any_row(references, "rather_not").take(own)
        pairs = place[locks(references, kept)]
        return cls(
            above=bosses.where(bosses.owners() != bosses.items),
            rather_not=excluded.renumbered(place, len(kept)),
            **{
                column: references.named[column].take(kept).renumbered(place, len(kept))
                for column in ("gladly", "former")
            },
            locks=pairs[(pairs >= 0).all(axis=1)],
        )
