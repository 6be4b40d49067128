"""From records (one mapping per person) to typed rows, collecting every problem on the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from mutua.matching.cells import PARSERS, Slot, words
from mutua.matching.problems import CellError, Problem

FACETS = ("function", "unit", "path", "industry", "site", "perspective")
REFERENCES = ("reports_to", "reported_to", "gladly", "rather_not", "former", "locked_with")
RECORD_PARSERS = {**PARSERS, "reported_to": words}
"""Records may also say `reported_to`: reporting lines of the last twelve months, circles allowed."""


@dataclass(frozen=True)
class Row:
    """One person as read; `number` is the row to name in problems."""

    number: int
    id: str
    name: str
    level: int
    years: float
    languages: tuple[str, ...]
    offers: Mapping[str, int]
    wishes: Mapping[str, int]
    directions: tuple[str, ...]
    challenges: tuple[str, ...]
    style: tuple[int, ...]
    facets: Mapping[str, tuple[str, ...]]
    timezone: ZoneInfo | None
    slots: tuple[Slot, ...]
    mode: int
    trio: bool
    capacity: int
    references: Mapping[str, tuple[str, ...]]


def read_rows(
    records: Sequence[Mapping[str, object]], numbers: Sequence[int]
) -> tuple[list[Row], list[Problem]]:
    """Parse every cell; a row with any bad cell still counts as long as its id can be read.

    Unknown columns are problems of the whole list (row 0).
    """
    problems = unknown_columns(records)
    rows: list[Row] = []
    for record, number in zip(records, numbers, strict=True):
        cells, bad = _cells(record, number)
        problems += bad
        if cells["id"]:
            rows.append(_row(number, cells))
    return rows, problems + _duplicates(rows)


def unknown_columns(records: Sequence[Mapping[str, object]]) -> list[Problem]:
    """One problem per column name that nothing reads."""
    names = dict.fromkeys(name for record in records for name in record)
    known = (("columns", ", ".join(PARSERS)),)
    return [Problem(0, name, name, "unknown_column", known) for name in names if name not in RECORD_PARSERS]


def _cells(record: Mapping[str, object], number: int) -> tuple[dict[str, Any], list[Problem]]:
    cells: dict[str, Any] = {}
    bad: list[Problem] = []
    for column, parse in RECORD_PARSERS.items():
        try:
            cells[column] = parse(record.get(column))
        except CellError as problem:
            bad.append(Problem(number, column, problem.value, problem.code, problem.details))
            cells[column] = 0 if column == "level" else parse("x" if column == "id" else None)
            if column == "id":
                cells[column] = ""
    return cells, bad


def _row(number: int, cells: dict[str, Any]) -> Row:
    return Row(
        number=number,
        facets={facet: cells.pop(facet) for facet in FACETS},
        references={column: cells.pop(column) for column in REFERENCES},
        **{name: value for name, value in cells.items() if name != "email"},
    )


def _duplicates(rows: Iterable[Row]) -> list[Problem]:
    first: dict[str, int] = {}
    problems = []
    for row in rows:
        if row.id in first:
            details = (("row", str(first[row.id])),)
            problems.append(Problem(row.number, "id", row.id, "duplicate_id", details))
        first.setdefault(row.id, row.number)
    return problems
