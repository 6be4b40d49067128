"""From cells to columns of numbers, batch by batch, collecting every problem on the way."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mutua.matching.cells import PARSERS, identifier, skills, up_to_three, words, writable
from mutua.matching.distinct import Checked, Codes, Ids, Lists, Numbers, Values
from mutua.matching.problems import CellError, Problem

Record = Mapping[str, object]
"""One person by the names of columns."""

FACETS = ("function", "unit", "path", "industry", "site", "perspective")
REFERENCES = ("reports_to", "reported_to", "gladly", "rather_not", "former", "locked_with")
RECORD_PARSERS = {**PARSERS, "reported_to": words}
"""Records may also say `reported_to`: reporting lines of the last twelve months, circles allowed."""


class Batch(NamedTuple):
    """Some people, column by column; `numbers` are the rows to name in problems."""

    numbers: Sequence[int]
    cells: Mapping[str, Sequence[object]]
    problems: Sequence[Problem] = ()


@dataclass(frozen=True)
class Rows:
    """People as read, bad rows and all, as long as the id can be read.

    numbers: shape (rows,), the row to name in problems; ids: every id that is written anywhere, by number;
    codes: per column shape (rows,), numbers whose meaning `columns` knows (see distinct.py); of `id` and
    the columns of REFERENCES they lead to `ids`. A cell with a problem counts as empty.
    """

    numbers: NDArray[np.int64]
    ids: Sequence[str]
    codes: Mapping[str, Codes]
    columns: Mapping[str, Any]
    problems: tuple[Problem, ...]

    @classmethod
    def read(cls, batches: Iterable[Batch]) -> Rows:
        """Parse every cell. Problems: those of the batches, then those of cells by row and column."""
        ids = Numbers()
        columns = _columns(ids)
        codes = {name: array("i") for name in columns}
        numbers, told, found = array("q"), list[Problem](), list[Problem]()
        for batch in batches:
            numbers.extend(batch.numbers)
            told += batch.problems
            found += _read(batch, columns, codes)
        for column in columns.values():
            column.forget()
        known = np.array(codes["id"]) >= 0
        names = tuple(ids)
        ids.clear()  # a million entries that nobody asks again
        return cls(
            numbers=np.array(numbers)[known],
            ids=names,
            codes={name: np.array(codes.pop(name), dtype=np.int32)[known] for name in columns},
            columns=columns,
            problems=(*told, *found),
        )

    def values(self, column: str, kept: NDArray[np.intp]) -> list[Any]:
        """The value of each kept row in a column of single values."""
        found = self.columns[column].found
        return [found[code] for code in self.codes[column][kept].tolist()]

    def array(self, column: str, kept: NDArray[np.intp], dtype: type) -> NDArray[Any]:
        """The same as an array."""
        return np.array(self.columns[column].found, dtype=dtype)[self.codes[column][kept]]


def unknown_columns(records: Sequence[Record]) -> list[Problem]:
    """One problem per column name that nothing reads."""
    names = dict.fromkeys(writable(name) for record in records for name in record)
    known = (("columns", ", ".join(PARSERS)),)
    return [Problem(0, name, name, "unknown_column", known) for name in names if name not in RECORD_PARSERS]


def batch_of(records: Sequence[Record]) -> Batch:
    """Records turned into columns; the first is row 1."""
    named = {name for record in records for name in record}
    cells = {name: [record.get(name) for record in records] for name in RECORD_PARSERS if name in named}
    return Batch(range(1, len(records) + 1), cells, unknown_columns(records))


def duplicates(rows: Rows) -> list[Problem]:
    """Rows whose id an earlier row has."""
    _, first, back = np.unique(rows.codes["id"], return_index=True, return_inverse=True)
    return [
        Problem(
            int(rows.numbers[row]),
            "id",
            rows.ids[rows.codes["id"][row]],
            "duplicate_id",
            (("row", str(rows.numbers[first[back[row]]])),),
        )
        for row in np.flatnonzero(first[back] != np.arange(len(back)))
    ]


def _columns(ids: Numbers) -> dict[str, Checked]:
    lists = ("languages", "directions", "challenges", *FACETS)
    aims, named = Lists(skills, Numbers()), Lists(words, ids)
    return {
        **{name: Values(parse) for name, parse in RECORD_PARSERS.items()},
        **{name: Lists(RECORD_PARSERS[name], Numbers()) for name in lists},
        "id": Ids(identifier, ids),
        "email": Checked(PARSERS["email"]),
        "directions": Lists(_first_counts_twice, Numbers()),
        **dict.fromkeys(("offers", "wishes"), aims),
        **dict.fromkeys(REFERENCES, named),
    }


def _first_counts_twice(cell: object) -> dict[str, int]:
    return {word: 1 if place else 2 for place, word in enumerate(up_to_three(cell))}


def _read(batch: Batch, columns: Mapping[str, Checked], codes: Mapping[str, array[int]]) -> list[Problem]:
    """Add the batch to the codes of each column; its problems by row and column."""
    bad: list[tuple[int, int, str, CellError]] = []
    for order, (name, column) in enumerate(columns.items()):
        empty = column.codes([None])
        read = (
            column.codes(batch.cells[name]) if name in batch.cells else np.repeat(empty, len(batch.numbers))
        )
        codes[name].frombytes(np.where(read < 0, empty, read).tobytes())
        bad += [
            (place, order, name, column.errors[~read[place]]) for place in np.flatnonzero(read < 0).tolist()
        ]
    return [
        Problem(batch.numbers[place], name, error.value, error.code, error.details)
        for place, _, name, error in sorted(bad, key=itemgetter(0, 1))
    ]
