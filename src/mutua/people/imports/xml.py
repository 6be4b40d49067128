"""As much XML as the parts of an Excel file need: names and attributes, and which cells are filled."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

Attributes = dict[str, str]
CELL_CONTENT = {"v", "is", "f"}


class MalformedXmlError(ValueError):
    """Not XML, or with a document type."""


def elements(part: bytes) -> list[tuple[str, Attributes]]:
    """Each element's name, without prefix, and its attributes. Raises MalformedXmlError."""
    found: list[tuple[str, Attributes]] = []
    _walk(part, lambda name, attributes: found.append((_bare(name), attributes)))
    return found


def filled_area(sheet: bytes) -> tuple[int, int]:
    """(columns, rows) up to the last cell of a worksheet that holds anything. Raises MalformedXmlError."""
    area = _Area()
    _walk(sheet, area.begin)
    return area.columns, area.rows


class _Area:
    """Follows the cells; one without a place of its own stands right of the one before."""

    def __init__(self) -> None:
        self.columns = self.rows = 0
        self._column = self._row = 0

    def begin(self, name: str, attributes: Attributes) -> None:
        bare = _bare(name)
        if bare == "c":
            self._column, self._row = _place(attributes.get("r", ""), self._column + 1, self._row)
        elif bare == "row":
            self._column = 0
            self._row = _number(attributes.get("r", ""), self._row + 1)
        elif bare in CELL_CONTENT:
            self.columns, self.rows = max(self.columns, self._column), max(self.rows, self._row)


def _place(reference: str, column: int, row: int) -> tuple[int, int]:
    """Column and row of a reference such as "AB12"; as given where there is none."""
    letters = reference.rstrip("0123456789")
    if not letters:
        return column, row
    column = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z":
            raise MalformedXmlError
        column = column * 26 + ord(letter) - ord("A") + 1
    return column, _number(reference[len(letters) :], row)


def _number(digits: str, otherwise: int) -> int:
    if digits and not (digits.isascii() and digits.isdecimal() and len(digits) < 9):
        raise MalformedXmlError
    return int(digits) if digits else otherwise


def _bare(name: str) -> str:
    return name.rpartition(":")[2]


def _walk(part: bytes, begin: Callable[[str, Attributes], None]) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(part, True)
    except expat.ExpatError as error:
        raise MalformedXmlError from error


def _refuse(*_declared: object) -> None:
    raise MalformedXmlError
