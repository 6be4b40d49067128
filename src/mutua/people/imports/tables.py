"""An uploaded list as rows of text, whether it came as CSV or from Excel: the same cells either way."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from mutua.matching.problems import Problem
from mutua.matching.reader import SEPARATORS, check_encoding, csv_rows, whole_file
from mutua.people.imports.excel import excel_rows
from mutua.people.imports.limits import MOST_BYTES, MOST_COLUMNS, MOST_ROWS

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0"
"""How an old Excel file begins, and one with a password."""


@dataclass(frozen=True)
class Table:
    """Names of columns and rows of cells, each with its number in the spreadsheet (the first row is 1).

    No row is longer than the header; one that was is told in `problems`.
    """

    header: Sequence[str]
    header_row: int
    rows: Sequence[tuple[int, Sequence[str]]]
    problems: Sequence[Problem] = ()


def table_of(content: bytes) -> Table:
    """The table of a CSV file in UTF-8 or of the first sheet of an .xlsx file; what it is, its bytes tell.

    Raises PoolProblems for what is wrong with all of it.
    """
    if len(content) > MOST_BYTES:
        raise whole_file("too_big")
    if content.startswith(OLE):
        raise whole_file("old_excel")
    return _table(excel_rows(content) if content.startswith(ZIP) else _csv(content))


def _csv(content: bytes) -> Iterator[list[str]]:
    check_encoding(io.BytesIO(content))
    return csv_rows(io.BytesIO(content), _separator(content))


def _separator(content: bytes) -> str:
    """What stands between the columns: German Excel writes `;` where others write a comma."""
    first = next((row for row in csv_rows(io.BytesIO(content)) if any(row)), [])
    marks = [mark for mark in SEPARATORS if len(first) == 1 and mark in first[0]]
    return marks[0] if marks else ","


def _table(rows: Iterable[Sequence[str]]) -> Table:
    filled = ((number, row) for number, row in enumerate(rows, start=1) if any(map(str.strip, row)))
    header_row, names = next(filled, (0, []))
    header = [name.strip().casefold() for name in _without_end(names)]
    if not header:
        raise whole_file("empty_file")
    if len(header) > MOST_COLUMNS:
        raise whole_file("too_many_columns", most=str(MOST_COLUMNS))
    people = list(islice(filled, MOST_ROWS + 1))
    if not people:
        raise whole_file("no_people")
    if len(people) > MOST_ROWS:
        raise whole_file("too_many_rows", most=f"{MOST_ROWS:,}".replace(",", "\N{NO-BREAK SPACE}"))
    return _checked(header, header_row, [(number, _without_end(row)) for number, row in people])


def _checked(header: list[str], header_row: int, people: list[tuple[int, list[str]]]) -> Table:
    width = len(header)
    long = [
        Problem(number, "", ",".join(row[width:])[:80], "too_many_cells")
        for number, row in people
        if len(row) > width
    ]
    return Table(header, header_row, [(number, row[:width]) for number, row in people], long)


def _without_end(row: Sequence[str]) -> list[str]:
    """The cells up to the last one that is not blank."""
    filled = len(row)
    while filled and not row[filled - 1].strip():
        filled -= 1
    return list(row[:filled])
