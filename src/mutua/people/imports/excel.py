"""The first sheet of an .xlsx file as rows of text, read so that a crafted file can do no harm.

The file is unpacked up to a limit and packed anew with just what the reader needs, so the reader sees nothing
that was not measured. Its table is dense: one cell far out would fill the memory, so the places of filled
cells are looked at first.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from pathlib import PurePosixPath
from posixpath import normpath

from python_calamine import CalamineError, CalamineWorkbook

from mutua.matching.reader import whole_file
from mutua.people.imports.limits import MOST_COLUMNS, MOST_PARTS, MOST_ROWS, MOST_UNPACKED
from mutua.people.imports.xml import MalformedXmlError, elements, filled_area

BOOK = "xl/workbook.xml"
LINKS = "xl/_rels/workbook.xml.rels"
NEEDED = ("[Content_Types].xml", "_rels/.rels", BOOK, LINKS, "xl/sharedStrings.xml", "xl/styles.xml")
BLOCK = 1 << 20
SPARE_ROWS = 1_000
"""Blank rows between the people."""
Value = int | float | str | bool | date | time | object


def excel_rows(content: bytes) -> Iterator[list[str]]:
    """The cells of the first visible sheet from its first row on. Raises PoolProblems."""
    try:
        parts = _unpacked(content)
        name, path = _first_sheet(parts)
        columns, rows = filled_area(parts[path])
        if columns > MOST_COLUMNS:
            raise whole_file("too_many_columns", most=str(MOST_COLUMNS))
        if rows > MOST_ROWS + SPARE_ROWS:
            raise whole_file("too_many_rows", most=f"{MOST_ROWS:,}".replace(",", "\N{NO-BREAK SPACE}"))
        kept = {part: parts[part] for part in (*NEEDED, path) if part in parts}
        with CalamineWorkbook.from_filelike(_packed(kept)) as book:
            cells = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (
        CalamineError,
        MalformedXmlError,
        KeyError,
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,  # zipfile: a way of packing that Python does not know
    ) as error:
        raise whole_file("damaged_excel") from error
    return ([_text(cell) for cell in row] for row in cells)


def _unpacked(content: bytes) -> dict[str, bytes]:
    """The parts of the file that hold XML."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        infos = archive.infolist()
        if BOOK not in archive.namelist():
            raise whole_file("not_excel")
        if len(infos) > MOST_PARTS:
            raise whole_file("too_large_inside")
        parts: dict[str, bytes] = {}
        room = MOST_UNPACKED
        for info in infos:
            if info.flag_bits & 1:
                raise whole_file("old_excel")
            if info.filename.endswith((".xml", ".rels")):
                parts[info.filename] = _read(archive, info, room)
                room -= len(parts[info.filename])
    return parts


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, room: int) -> bytes:
    """One part, whatever size the file claims it has. Raises PoolProblems beyond `room`."""
    found = bytearray()
    with archive.open(info) as part:
        while block := part.read(BLOCK):
            found += block
            if len(found) > room:
                raise whole_file("too_large_inside")
    return bytes(found)


def _first_sheet(parts: Mapping[str, bytes]) -> tuple[str, str]:
    """Name and part of the first sheet that is a table and not hidden. Raises PoolProblems."""
    links = {
        link.get("Id", ""): link.get("Target", "")
        for name, link in elements(parts[LINKS])
        if name == "Relationship" and link.get("Type", "").endswith("/worksheet")
    }
    for name, sheet in elements(parts[BOOK]):
        target = links.get(next((value for key, value in sheet.items() if key.endswith(":id")), ""))
        if name == "sheet" and target and sheet.get("state", "visible") == "visible":
            return sheet.get("name", ""), normpath(str(PurePosixPath("/xl") / target)).lstrip("/")
    raise whole_file("damaged_excel")


def _packed(parts: Mapping[str, bytes]) -> io.BytesIO:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    packed.seek(0)
    return packed


def _text(cell: Value) -> str:
    """A cell as it would stand in a CSV file: dates in ISO, whole numbers without a point, yes and no."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return (cell.date() if cell.time() == time() else cell).isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)
