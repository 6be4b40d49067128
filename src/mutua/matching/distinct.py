"""Cells on their way into arrays: what is written the same is parsed once and gets the same number.

A number from 0 up says what a cell holds; below 0 it cannot be read, and `errors[~number]` says why. Per
person only these numbers are kept, in arrays.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mutua.matching.bags import Bag
from mutua.matching.cells import Parser
from mutua.matching.compiled import entrance
from mutua.matching.problems import CellError

MOST_REMEMBERED = 50_000
"""Of a column where nearly every cell differs, only so many are remembered: the last ones."""

Codes = NDArray[np.int32]
"""A number per person, shape (people,)."""


class Numbers(dict[str, int]):
    """Words, numbered as they come."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


class _Remembered(dict[str | None, int]):
    """The number of each text that was read before; of a new one, what `read` says."""

    def __init__(self, read: Callable[[object], int]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, cell: str | None) -> int:
        self[cell] = number = self._read(cell)
        return number


class Checked:
    """Cells that are only checked. The other kinds build on it and say in `_keep` what stays of a value."""

    def __init__(self, parse: Parser) -> None:
        self.errors: list[CellError] = []
        self._parse = parse
        self._remembered = _Remembered(self._read)

    def codes(self, cells: Iterable[object]) -> Codes:
        """The number of each cell, shape (cells,)."""
        known, read = self._remembered, self._read
        if len(known) > MOST_REMEMBERED:
            known.clear()
        return np.array(
            [known[cell] if type(cell) is str or cell is None else read(cell) for cell in cells],
            dtype=np.int32,
        )

    def forget(self) -> None:
        """Let go of texts and errors, when no more cells come."""
        self._remembered.clear()
        self.errors.clear()

    def _read(self, cell: object) -> int:
        try:
            return self._keep(self._parse(cell))
        except CellError as error:
            self.errors.append(error)
            return ~(len(self.errors) - 1)

    def _keep(self, value: Any) -> int:
        return 0 * bool(value)


class Ids(Checked):
    """Cells that hold one word; its number among `words` is the cell's."""

    def __init__(self, parse: Parser, words: Numbers) -> None:
        super().__init__(parse)
        self._words = words

    def _keep(self, value: str) -> int:
        return self._words[value]


class Values(Checked):
    """Cells that hold one value of any kind; `found` has them by number."""

    def __init__(self, parse: Parser) -> None:
        super().__init__(parse)
        self.found: list[Any] = []

    def _keep(self, value: object) -> int:
        self.found.append(value)
        return len(self.found) - 1


class Lists(Checked):
    """Cells that hold several words, each with a small whole number (1 where the parser gives none)."""

    def __init__(self, parse: Parser, words: Numbers) -> None:
        super().__init__(parse)
        self._words = words
        self._ends = array("q", [0])
        self._items = array("i")
        self._values = array("b")

    def _keep(self, value: Iterable[str] | dict[str, int]) -> int:
        weighed = value if type(value) is dict else dict.fromkeys(value, 1)
        self._items.extend(map(self._words.__getitem__, weighed))
        self._values.extend(weighed.values())
        self._ends.append(len(self._items))
        return len(self._ends) - 2

    def written(self) -> Bag:
        """Distinct cells × words, the words in the order in which they were written."""
        items = np.array(self._items, dtype=np.intp)
        return Bag(
            starts=np.array(self._ends, dtype=np.intp),
            items=items,
            values=np.array(self._values, dtype=np.float64),
            width=int(items.max(initial=0)) + 1,
        )

    def bags(self, *columns: Codes) -> tuple[tuple[str, ...], tuple[Bag, ...]]:
        """The words of some columns, in the order in which they come, and people × words for each column."""
        cells = self.written()
        number = np.full(len(self._words), -1)
        _number(np.column_stack(columns).ravel(), cells.starts, cells.items, number)
        seen = np.flatnonzero(number >= 0)
        words = list(self._words)
        cells = cells.renumbered(number, len(seen))
        return (
            tuple(words[place] for place in seen[np.argsort(number[seen])]),
            tuple(cells.take(codes) for codes in columns),
        )


@entrance
def _number(
    chosen: Codes, starts: NDArray[np.intp], items: NDArray[np.intp], number: NDArray[np.intp]
) -> None:
    """Number the words, -1 each at first, in the order in which the chosen cells name them."""
    count = 0
    for cell in chosen:
        for place in range(starts[cell], starts[cell + 1]):
            if number[items[place]] < 0:
                number[items[place]] = count
                count += 1
