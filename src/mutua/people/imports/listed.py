"""The people of a list: what each row tells, and everything that is wrong with it by row and column."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mutua.matching.problems import CellError, Problem
from mutua.matching.reader import header_problems
from mutua.people.imports.columns import COLUMNS, DATES, NEVER, READERS, Fact
from mutua.people.imports.limits import LONGEST_VALUE
from mutua.people.imports.tables import Table

Step = Callable[[float], None]
"""How far something is, from 0 to 1."""
BLOCK = 500


@dataclass(frozen=True)
class Listed:
    """One row. `told` has an entry for each column of the list, None where its cell is empty.

    reports_to in `told`: [address, from, until] for each, dates in ISO or None.
    """

    row: int
    email: str
    told: Mapping[str, Fact]

    def stored(self) -> list[Any]:
        """As JSON; Listed(*…) reads it again."""
        return [self.row, self.email, dict(self.told)]


@dataclass(frozen=True)
class Read:
    """A row as it was written: email is "" where that could not be read, `told` still holds id and dates."""

    row: int
    email: str
    told: dict[str, Fact]


def read_rows(table: Table, step: Step) -> tuple[list[Read], list[Problem]]:
    """The rows of a table and what is wrong with its header and cells."""
    problems = [*_about_header(table), *table.problems]
    columns = [
        (place, name, _cached(READERS[name], name))
        for place, name in enumerate(table.header)
        if name in READERS and name not in table.header[:place]
    ]
    rows = []
    if "email" in table.header:
        for done, (number, cells) in enumerate(table.rows):
            rows.append(_row(number, cells, columns, problems))
            if done % BLOCK == 0:
                step(done / len(table.rows))
        problems += [*_twice(rows, "email", "duplicate_email"), *_twice(rows, "id", "duplicate_id")]
    return rows, problems


def _about_header(table: Table) -> list[Problem]:
    found = header_problems(list(table.header), (*COLUMNS, *NEVER))
    problems = [Problem(table.header_row, one.column, one.value, one.code, _known(one)) for one in found]
    left_out = dict.fromkeys(name for name in table.header if name in NEVER)
    problems += [Problem(table.header_row, name, "", "not_imported") for name in left_out]
    if "email" not in table.header:
        problems.append(Problem(table.header_row, "email", "", "missing_column"))
    return problems


def _known(problem: Problem) -> tuple[tuple[str, str], ...]:
    return (("columns", ", ".join(COLUMNS)),) if problem.code == "unknown_column" else problem.details


Column = tuple[int, str, Callable[[str], Fact | CellError]]


def _cached(read: Callable[[str], Fact], name: str) -> Callable[[str], Fact | CellError]:
    """Most cells of a column are written more than once; what is wrong comes back as a value."""
    found: dict[str, Fact | CellError] = {}

    def cached(cell: str) -> Fact | CellError:
        if cell not in found:
            try:
                found[cell] = read(cell)
            except CellError as error:
                found[cell] = error
        return found[cell]

    return cached


def _row(number: int, cells: Sequence[str], columns: Sequence[Column], problems: list[Problem]) -> Read:
    told: dict[str, Fact] = {}
    for place, name, read in columns:
        value = read(cells[place] if place < len(cells) else "")
        if isinstance(value, CellError):
            shown = value.value[:LONGEST_VALUE]
            problems.append(Problem(number, name, shown, value.code, value.details))
            value = None
        told[name] = value
    email = told.pop("email") or ""
    problems += _about_dates(number, told)
    return Read(number, email, told)


def _about_dates(number: int, told: Mapping[str, Fact]) -> list[Problem]:
    since, until = (told.get(name) for name in DATES)
    if since and until and until < since:
        return [Problem(number, DATES[1], until, "dates_order")]
    if (since or until) and "reports_to" in told and not told["reports_to"]:
        return [Problem(number, "reports_to", "", "date_without_line")]
    return []


def _twice(rows: Sequence[Read], column: str, code: str) -> list[Problem]:
    first: dict[str, int] = {}
    problems = []
    for one in rows:
        value = one.email if column == "email" else one.told.get("id")
        if not value:
            continue
        if value in first:
            problems.append(Problem(one.row, column, value, code, (("row", str(first[value])),)))
        else:
            first[value] = one.row
    return problems
