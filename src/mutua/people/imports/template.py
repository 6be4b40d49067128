"""The template of a list, to download: as CSV, or from Excel with what the columns mean on a second sheet."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from mutua.content import loader
from mutua.matching.report import Row, as_csv
from mutua.people.imports.explained import explained_columns

KEYS = (("career_directions", "directions"), ("challenges", "challenges"), ("skills", "offers, wishes"))
WIDTH = 18
WIDE = 90
WITH_BOM = "utf-8-sig"
"""So that Excel knows the encoding of a CSV file."""


def template_csv() -> bytes:
    """Header and two example rows."""
    columns = explained_columns()
    rows: list[Row] = [{column.name: column.examples[place] for column in columns} for place in range(2)]
    return as_csv([column.name for column in columns], rows).encode(WITH_BOM)


def template_xlsx() -> bytes:
    """The same for Excel, explained in the active language. Nothing is written to a disk."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        _fill_people(book)
        _fill_meanings(book)
    return file.getvalue()


def _fill_people(book: Any) -> None:
    """All cells are text, so that Excel makes no date of a number."""
    sheet, bold, text = book.add_worksheet(_("People")), book.add_format({"bold": True}), _text(book)
    columns = explained_columns()
    sheet.set_column(0, len(columns) - 1, WIDTH, text)
    sheet.freeze_panes(1, 1)
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column.name, bold)
        for number, example in enumerate(column.examples, start=1):
            sheet.write_string(number, place, example, text)


def _fill_meanings(book: Any) -> None:
    sheet, wrapped = book.add_worksheet(_("Columns")), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, WIDTH)
    sheet.set_column(1, 1, WIDE, wrapped)
    for number, line in enumerate(_lines()):
        for place, cell in enumerate(line):
            sheet.write_string(number, place, cell)


def _text(book: Any) -> Any:
    return book.add_format({"num_format": "@"})


def _lines() -> Iterator[tuple[str, str]]:
    """The second sheet, row by row: the columns, then the keys that some of them take."""
    yield _("Column"), _("What stands in it")
    yield from ((column.name, column.meaning) for column in explained_columns())
    yield "", _("Several entries in a cell are separated by ; – delete the two example rows.")
    for kind, title in KEYS:
        yield "", ""
        yield title, _("Keys and names; skills may also be written freely.")
        yield from _keys(kind)


def _keys(kind: str) -> Iterator[tuple[str, str]]:
    labels = [loader.document("profile_catalogue", lang)[kind] for lang in loader.LANGUAGES]
    for entries in zip(*labels, strict=True):
        yield entries[0]["id"], " · ".join(entry["label"] for entry in entries)
