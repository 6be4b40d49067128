"""Ragged sets of things per person, held in three flat arrays instead of Python objects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Bag:
    """For each person a set of item numbers, each with a value (CSR layout, items sorted in a row).

    starts: shape (people + 1,); items, values: shape (entries,); width: how many distinct items exist.
    """

    starts: NDArray[np.intp]
    items: NDArray[np.intp]
    values: NDArray[np.float64]
    width: int

    @classmethod
    def of(cls, rows: Sequence[Mapping[int, float]], width: int) -> Bag:
        sizes = [len(row) for row in rows]
        entries = [entry for row in rows for entry in sorted(row.items())]
        return cls(
            starts=_starts(np.array(sizes, dtype=np.intp)),
            items=np.array([item for item, _ in entries], dtype=np.intp),
            values=np.array([value for _, value in entries], dtype=np.float64),
            width=max(width, 1),
        )

    @classmethod
    def of_keys(cls, keys: NDArray[np.intp], people: int, width: int) -> Bag:
        """From rising numbers person · width + item; each value is 1."""
        owners, items = np.divmod(keys, width)
        return cls(_starts(np.bincount(owners, minlength=people)), items, np.ones(len(keys)), width)

    def take(self, people: NDArray[Any]) -> Bag:
        """The sets of the given people, in that order; anybody may come several times."""
        _, entry = self.spread(people)
        return Bag(_starts(self.sizes()[people]), self.items[entry], self.values[entry], self.width)

    def renumbered(self, number: NDArray[np.intp], width: int) -> Bag:
        """Items by new numbers below `width`, sorted; an item whose number is -1 falls out."""
        width = max(width, 1)
        owners, items = self.owners(), number[self.items]
        kept = np.flatnonzero(items >= 0)
        entry = kept[np.argsort(owners[kept] * width + items[kept])]
        return Bag(self._starts_of(entry), items[entry], self.values[entry], width)

    def where(self, kept: NDArray[np.bool_]) -> Bag:
        """Only some of the entries; kept: shape (entries,)."""
        return Bag(self._starts_of(np.flatnonzero(kept)), self.items[kept], self.values[kept], self.width)

    def _starts_of(self, entry: NDArray[np.intp]) -> NDArray[np.intp]:
        return _starts(np.bincount(self.owners()[entry], minlength=len(self.starts) - 1))

    def owners(self) -> NDArray[np.intp]:
        """Whose entry it is, shape (entries,)."""
        return np.repeat(np.arange(len(self.starts) - 1), self.sizes())

    def sizes(self) -> NDArray[np.intp]:
        """How many items each person has, shape (people,)."""
        return np.diff(self.starts)

    def totals(self) -> NDArray[np.float64]:
        """Sum of each person's values, shape (people,)."""
        return summed(self.owners(), self.values, len(self.starts) - 1)

    def spread(self, people: NDArray[Any]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """All entries of the given people: (position in `people`, entry number), both shape (entries,)."""
        sizes = self.sizes()[people]
        position = np.repeat(np.arange(len(people)), sizes)
        before = np.repeat(np.cumsum(sizes) - sizes, sizes)
        entry = np.arange(len(position)) - before + self.starts[people][position]
        return position, entry

    def lookup(self, people: NDArray[np.intp], items: NDArray[np.intp]) -> NDArray[np.float64]:
        """The value that each person holds for the item beside it; 0 where the item is missing."""
        if not len(self.items):
            return np.zeros(len(people))
        wanted = people * self.width + items
        place = np.minimum(np.searchsorted(self._keys, wanted), len(self._keys) - 1)
        return np.where((self._keys[place] == wanted) & (items >= 0), self.values[place], 0.0)

    @cached_property
    def _keys(self) -> NDArray[np.intp]:
        return self.owners() * self.width + self.items

    def row(self, person: int) -> dict[int, float]:
        """One person's items and values."""
        return dict(zip(*self.entries(person), strict=True))

    def entries(self, person: int) -> tuple[list[int], list[float]]:
        """One person's items, and the value of each."""
        part = slice(self.starts[person], self.starts[person + 1])
        return self.items[part].tolist(), self.values[part].tolist()


def _starts(sizes: NDArray[np.intp]) -> NDArray[np.intp]:
    return np.concatenate(([0], np.cumsum(sizes, dtype=np.intp)))


def common(bag: Bag, first: NDArray[np.intp], second: NDArray[np.intp]) -> NDArray[np.float64]:
    """Per pair the sum of the smaller value over the items both hold, shape (pairs,)."""
    position, entry = bag.spread(first)
    other = bag.lookup(second[position], bag.items[entry])
    return summed(position, np.minimum(bag.values[entry], other), len(first))


def summed(position: NDArray[np.intp], values: NDArray[np.float64], size: int) -> NDArray[np.float64]:
    """Values added up by position, shape (size,)."""
    return np.bincount(position, weights=values, minlength=size).astype(np.float64)
