"""Read a list of people from a CSV or JSON file, with every problem by row and column."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

from mutua.matching.cells import PARSERS
from mutua.matching.pool import Pool
from mutua.matching.problems import PoolProblems, Problem
from mutua.matching.skills import Nearness

Record = dict[str, object]
CELL_LIMIT = 1_000_000
SEPARATORS = {";": ";", "\t": "TAB", "|": "|"}


def read_people(path: Path, *, near: Nearness, week: date, lenient: bool = False) -> Pool:
    """A pool from a `.json` file (a list of objects) or else a CSV file in UTF-8.

    Rows count as in a spreadsheet: the header is 1, the first person 2; in JSON the first person is 1.
    Raises PoolProblems with everything wrong at once, OSError if the file cannot be read. `lenient` leaves
    out rows and columns with problems (told in Pool.skipped), but a file that is no list stays an error.
    """
    text = _decode(path.read_bytes())
    read = _json if path.suffix.lower() == ".json" else _csv
    records, numbers, problems = read(text)
    return Pool.from_records(
        records,
        near=near,
        week=week,
        lenient=lenient,
        row_numbers=numbers,
        problems=problems,
    )


def _decode(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or (b"\0" in raw[:4] and len(raw) > 1):
        raise _whole_file("utf16")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw[: error.start].count(b"\n") + 1
        raise PoolProblems(
            [Problem(row, "", repr(raw[error.start : error.end])[2:-1], "encoding")]
        ) from error
    if not text.strip():
        raise _whole_file("empty_file")
    return text


def _whole_file(code: str, value: str = "", **details: str) -> PoolProblems:
    return PoolProblems([Problem(0, "", value, code, tuple(details.items()))])


def _json(text: str) -> tuple[list[Record], list[int], list[Problem]]:
    try:
        people = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise _whole_file("json", str(error)[:80]) from error
    if not isinstance(people, list) or not all(isinstance(person, dict) for person in people):
        raise _whole_file("json")
    if not people:
        raise _whole_file("no_people")
    return people, list(range(1, len(people) + 1)), []


def _csv(text: str) -> tuple[list[Record], list[int], list[Problem]]:
    rows = _rows(text)
    header = [name.strip() for name in rows[0]]
    if len(header) == 1:
        for mark, name in SEPARATORS.items():
            if mark in header[0]:
                raise _whole_file("separator", header[0][:40], separator=name)
    problems = _header_problems(header)
    known = [name in PARSERS and name not in header[:place] for place, name in enumerate(header)]
    records: list[Record] = []
    numbers = []
    for number, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) > len(header):
            problems.append(Problem(number, "", ",".join(row[len(header) :])[:80], "too_many_cells"))
        cells = zip(header, row, known, strict=False)
        records.append({name: cell for name, cell, wanted in cells if wanted})
        numbers.append(number)
    if not records:
        problems.append(Problem(1, "", "", "no_people"))
    return _required(header, records, numbers, problems)


def _rows(text: str) -> list[list[str]]:
    csv.field_size_limit(CELL_LIMIT)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[list[str]] = []
    try:
        rows.extend(reader)
    except csv.Error as error:
        raise PoolProblems([Problem(reader.line_num, "", str(error), "quoting")]) from error
    return rows


def _header_problems(header: list[str]) -> list[Problem]:
    known = (("columns", ", ".join(PARSERS)),)
    problems = []
    for place, name in enumerate(header):
        if name in header[:place]:
            problems.append(Problem(1, name, name, "duplicate_column"))
        elif name not in PARSERS:
            problems.append(Problem(1, name, name, "unknown_column", known))
    return problems


def _required(
    header: list[str], records: list[Record], numbers: list[int], problems: list[Problem]
) -> tuple[list[Record], list[int], list[Problem]]:
    missing = [Problem(1, name, "", "missing_column") for name in ("id", "level") if name not in header]
    if missing or not records:
        # Nothing in the rows can be judged without these; the header is what to mend first.
        raise PoolProblems([*problems, *missing])
    return records, numbers, problems
