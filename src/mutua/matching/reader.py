"""Read a list of people from a CSV or JSON file, with every problem by row and column."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections import deque
from collections.abc import Collection, Iterator
from datetime import date
from itertools import islice, zip_longest
from pathlib import Path
from typing import BinaryIO

from mutua.matching.cells import PARSERS
from mutua.matching.pool import Pool
from mutua.matching.problems import PoolProblems, Problem
from mutua.matching.rows import Batch, Record, Rows, batch_of
from mutua.matching.skills import Nearness

CELL_LIMIT = 1_000_000
BATCH = 1_000
BLOCK = 1 << 20
LONG = 10_000_000
"""Bytes from which on a second process reads more than starting it takes."""
SEPARATORS = {";": ";", "\t": "TAB", "|": "|"}


def read_people(
    path: Path, *, near: Nearness, week: date, lenient: bool = False, apart: bool = False
) -> Pool:
    """A pool from a `.json` file (a list of objects) or else a CSV file in UTF-8.

    Rows count as in a spreadsheet: the header is 1, the first person 2; in JSON the first person is 1.
    Raises PoolProblems with everything wrong at once, OSError if the file cannot be read. `lenient` leaves
    out rows and columns with problems (told in Pool.skipped), but a file that is no list stays an error.
    apart: a second process may help with a long list (see processes.py for who can use that).
    """
    with path.open("rb") as opened:
        held = None if opened.seekable() else opened.read()  # a pipe can be read but once
        file = opened if held is None else io.BytesIO(held)
        check_encoding(file)
        length = file.seek(0, io.SEEK_END)

    def batches() -> Iterator[Batch]:
        with path.open("rb") if held is None else io.BytesIO(held) as again:
            yield from [batch_of(_json(again))] if path.suffix.lower() == ".json" else _csv(again)

    rows = Rows.read(batches, apart=apart and length >= LONG)
    return Pool.of(rows, near=near, week=week, lenient=lenient)


def check_encoding(file: BinaryIO) -> None:
    """Walk through the file for what is wrong with all of it. Raises PoolProblems."""
    raw = file.read(4)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or (b"\0" in raw and len(raw) > 1):
        raise whole_file("utf16")
    decode = codecs.getincrementaldecoder("utf-8-sig")().decode
    row, blank = 1, True
    try:
        while raw:
            blank = not decode(raw).strip() and blank
            row += raw.count(b"\n")
            raw = file.read(BLOCK)
        decode(b"", final=True)
    except UnicodeDecodeError as error:
        before, wrong = error.object[: error.start], error.object[error.start : error.end]
        row += before.count(b"\n")
        raise PoolProblems([Problem(row, "", repr(wrong)[2:-1], "encoding")]) from error
    if blank:
        raise whole_file("empty_file")


def whole_file(code: str, value: str = "", **details: str) -> PoolProblems:
    """What is wrong with a file as a whole, to be raised."""
    return PoolProblems([Problem(0, "", value, code, tuple(details.items()))])


def _json(file: BinaryIO) -> list[Record]:
    try:
        people = json.loads(file.read().decode("utf-8-sig"))
    except (json.JSONDecodeError, RecursionError) as error:
        raise whole_file("json", str(error)[:80]) from error
    if not isinstance(people, list) or not all(isinstance(person, dict) for person in people):
        raise whole_file("json")
    if not people:
        raise whole_file("no_people")
    return people


def _csv(file: BinaryIO) -> Iterator[Batch]:
    """The people in batches; a last one without people brings the problems of header and rows."""
    rows = csv_rows(file)
    header = [name.strip() for name in next(rows)]
    _check_separator(header, rows)
    problems = header_problems(header, PARSERS)
    wanted = [name in PARSERS and name not in header[:place] for place, name in enumerate(header)]
    numbered = ((number, row) for number, row in enumerate(rows, start=2) if any(map(str.strip, row)))
    people = 0
    while batch := list(islice(numbered, BATCH)):
        people += len(batch)
        problems += long_rows(batch, len(header))
        cells = zip(header, wanted, zip_longest(*(row for _, row in batch)), strict=False)
        yield Batch([number for number, _ in batch], {name: column for name, read, column in cells if read})
    if not people:
        problems.append(Problem(1, "", "", "no_people"))
    missing = [Problem(1, name, "", "missing_column") for name in ("id", "level") if name not in header]
    if missing or not people:
        # Nothing in the rows can be judged without these; the header is what to mend first.
        raise PoolProblems([*problems, *missing])
    yield Batch([], {}, problems)


def csv_rows(file: BinaryIO, separator: str = ",") -> Iterator[list[str]]:
    """The cells of each row. Raises PoolProblems where quotes are not closed."""
    csv.field_size_limit(CELL_LIMIT)
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    reader = csv.reader(text, delimiter=separator, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        raise PoolProblems([Problem(reader.line_num, "", str(error), "quoting")]) from error


def _check_separator(header: list[str], rows: Iterator[list[str]]) -> None:
    for mark, name in SEPARATORS.items():
        if len(header) == 1 and mark in header[0]:
            deque(rows, maxlen=0)  # quotes that are never closed are told first
            raise whole_file("separator", header[0][:40], separator=name)


def header_problems(header: list[str], columns: Collection[str]) -> list[Problem]:
    """Names that stand there twice or are not among the columns."""
    known = (("columns", ", ".join(columns)),)
    problems = []
    for place, name in enumerate(header):
        if name in header[:place]:
            problems.append(Problem(1, name, name, "duplicate_column"))
        elif name not in columns:
            problems.append(Problem(1, name, name, "unknown_column", known))
    return problems


def long_rows(batch: list[tuple[int, list[str]]], width: int) -> list[Problem]:
    """Rows with more cells than the header."""
    return [
        Problem(number, "", ",".join(row[width:])[:80], "too_many_cells")
        for number, row in batch
        if len(row) > width
    ]
