"""From cells to columns of numbers, batch by batch, collecting every problem on the way."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mutua.matching.cells import PARSERS, identifier, skills, up_to_three, words, writable
from mutua.matching.distinct import Checked, Codes, Ids, Lists, Numbers, Values
from mutua.matching.problems import Problem
from mutua.matching.processes import begun

Record = Mapping[str, object]
"""One person by the names of columns."""

FACETS = ("function", "unit", "path", "industry", "site", "perspective")
REFERENCES = ("reports_to", "reported_to", "gladly", "rather_not", "former", "locked_with")
RECORD_PARSERS = {**PARSERS, "reported_to": words}
"""Records may also say `reported_to`: reporting lines of the last twelve months, circles allowed."""
SECOND_HALF = ("email", "offers", "wishes", "challenges", "style", "slots")
"""Columns that take about as long to read as all the others together."""
PLACES = {name: place for place, name in enumerate(RECORD_PARSERS)}
"""The order in which columns are told of."""


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
    def read(cls, batches: Callable[[], Iterable[Batch]], *, apart: bool = False) -> Rows:
        """Parse every cell. Problems: those of the batches, then those of cells by row and column.

        `batches` is called for all people from the start; apart: half the columns go to a second process.
        """
        ids = Numbers()
        columns = _columns(ids)
        second = [name for name in SECOND_HALF if apart]
        beside = begun(lambda: _parsed(batches(), {name: columns[name] for name in second}), apart=apart)
        first = _parsed(batches(), {name: columns[name] for name in columns if name not in second})
        both = [first, beside()] if second else [first]
        codes = {name: codes for part in both for name, codes in part.codes.items()}
        known, names = codes["id"] >= 0, tuple(ids)
        ids.clear()  # a million entries that nobody asks again
        found = sorted((one for part in both for one in part.found), key=itemgetter(0, 1))
        return cls(
            numbers=first.numbers[known],
            ids=names,
            codes={name: codes.pop(name)[known] for name in columns},
            columns={name: column for part in both for name, column in part.columns.items()},
            problems=(*first.told, *(problem for _, _, problem in found)),
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


class _Parsed(NamedTuple):
    """What one walk through all people brings: told, of the batches; found: (row, column, problem)."""

    columns: Mapping[str, Checked]
    codes: dict[str, Codes]
    numbers: NDArray[np.int64]
    told: Sequence[Problem]
    found: Sequence[tuple[int, int, Problem]]


def _parsed(batches: Iterable[Batch], columns: Mapping[str, Checked]) -> _Parsed:
    """Read these columns and no others."""
    codes = {name: array("i") for name in columns}
    numbers, told, found = array("q"), list[Problem](), list[tuple[int, int, Problem]]()
    for batch in batches:
        numbers.extend(batch.numbers)
        told += batch.problems
        for name, column in columns.items():
            found += _read(batch, name, column, codes[name])
    for column in columns.values():
        column.forget()
    read = {name: np.array(codes.pop(name), dtype=np.int32) for name in columns}
    return _Parsed(columns, read, np.array(numbers, dtype=np.int64), told, found)


def _read(batch: Batch, name: str, column: Checked, codes: array[int]) -> Iterator[tuple[int, int, Problem]]:
    """Add the batch to the codes of a column; what is wrong in which cell."""
    empty = column.codes([None])
    read = column.codes(batch.cells[name]) if name in batch.cells else np.repeat(empty, len(batch.numbers))
    codes.frombytes(np.where(read < 0, empty, read).tobytes())
    for place in np.flatnonzero(read < 0).tolist():
        number, error = batch.numbers[place], column.errors[~read[place]]
        yield number, PLACES[name], Problem(number, name, error.value, error.code, error.details)
