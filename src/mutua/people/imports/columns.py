"""The columns of an imported list: which there are, how each cell is read, and which are never imported."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from mutua.content import loader
from mutua.content.catalogue import OWN_LENGTH
from mutua.content.folding import fold
from mutua.content.skills import normalise_own
from mutua.matching import cells
from mutua.matching.problems import CellError
from mutua.people.catalogue import FACETS, LANGUAGES
from mutua.people.skills import MOST_SKILLS
from mutua.people.slots import merged

NEVER = ("gladly", "rather_not", "former", "locked_with")
"""Marks and exclusions belong to the person alone (CONTRACT §2.4)."""
DATES = ("reports_from", "reports_until")
FACTS = (
    "name", "level", "years", "languages", *FACETS, "offers", "wishes", "directions", "challenges", "style",
    "timezone", "slots", "mode", "trio", "capacity", "reports_to",
)  # fmt: skip
"""What a list tells about a person, in the order in which pages show it."""
COLUMNS = ("email", "id", *FACTS, *DATES)
EXAMPLES = ("first.example@example.org", "second.example@example.org")
"""The addresses of the template's example rows."""
LONGEST_ADDRESS = 254
LONGEST_NAME = 120
LONGEST_WORD = 60
MOST_WORDS = 5
MOST_YEARS = 70
YEARS_OF_LINES = range(1950, 2101)

Fact = Any
"""A JSON value; None where nothing is told."""
Reader = Callable[[str], Fact]


def address(cell: str) -> str:
    """An e-mail address in small letters, the identity of a person."""
    email = cells.text(cell).lower()
    if not email:
        raise CellError("required", "")
    try:
        validate_email(email)
    except ValidationError:
        raise CellError("email", email) from None
    if len(email) > LONGEST_ADDRESS or not email.rpartition("@")[0].isascii():
        raise CellError("email", email)
    if email in EXAMPLES:
        raise CellError("example_row", email)
    return email


def _id(cell: str) -> str | None:
    return cells.identifier(cell) if cells.text(cell) else None


def _name(cell: str) -> str | None:
    return _at_most(" ".join(cells.text(cell).split()), LONGEST_NAME) or None


def _level(cell: str) -> int | None:
    return cells.whole(cell, low=1, high=9, code="level")


def _years(cell: str) -> str | None:
    years = cells.years(cell)
    if math.isnan(years):
        return None
    if years > MOST_YEARS:
        raise CellError("years_range", cells.text(cell))
    return f"{Decimal(cells.text(cell)).quantize(Decimal('0.1'), ROUND_HALF_UP).normalize():f}"


def _languages(cell: str) -> list[str] | None:
    found = cells.languages(cell)
    for code in found:
        if code not in LANGUAGES:
            raise CellError("unknown_language", code, known=", ".join(LANGUAGES))
    return list(found) or None


def _choices(document: str, code: str) -> Reader:
    def read(cell: str) -> list[str] | None:
        keys = []
        for word in cells.up_to_three(cell):
            key = _keys(document).get(word) or _keys(document).get(fold(word))
            if key is None:
                raise CellError(code, word)
            keys.append(key)
        return list(dict.fromkeys(keys)) or None

    return read


@cache
def _keys(kind: str) -> Mapping[str, str]:
    """Each key by itself and by its name in either language."""
    entries = [(lang, entry) for lang in loader.LANGUAGES for entry in _entries(kind, lang)]
    return {fold(entry["label"]): entry["id"] for _, entry in entries} | {
        entry["id"]: entry["id"] for _, entry in entries
    }


def _entries(kind: str, lang: str) -> list[dict[str, str]]:
    entries: list[dict[str, str]] = loader.document("profile_catalogue", lang)[kind]
    return entries


def _skills(cell: str) -> dict[str, int] | None:
    found: dict[str, int] = {}
    for words, weight in cells.skills(cell).items():
        key = normalise_own(_at_most(words, OWN_LENGTH))
        if key:
            found[key] = max(weight, found.get(key, 0))
    if len(found) > MOST_SKILLS:
        raise CellError("too_many_skills", cells.text(cell))
    return found or None


def _style(cell: str) -> list[int] | None:
    return list(cells.style(cell)) or None


def _facet(cell: str) -> list[str] | None:
    words = cells.words(cell)
    if len(words) > MOST_WORDS:
        raise CellError("too_many_words", ";".join(words))
    return [_at_most(" ".join(word.split()), LONGEST_WORD) for word in words] or None


def _timezone(cell: str) -> str | None:
    zone = cells.timezone(cell)
    return zone.key if zone else None


def _slots(cell: str) -> list[list[int]] | None:
    return [list(slot) for slot in merged(cells.slots(cell))] or None


def _mode(cell: str) -> str | None:
    mode = cells.mode(cell)
    return None if mode < 0 else cells.MODES[mode]


def _trio(cell: str) -> bool | None:
    return cells.yes(cell) if cells.text(cell) else None


def _capacity(cell: str) -> int | None:
    return cells.capacity(cell) if cells.text(cell) else None


def _references(cell: str) -> list[str] | None:
    return list(cells.words(cell)) or None


def _date(cell: str) -> str | None:
    text = cells.text(cell)
    if not text:
        return None
    try:
        day = date.fromisoformat(text) if len(text) == len("2026-03-01") else None
    except ValueError:
        day = None
    if day is None or day.year not in YEARS_OF_LINES:
        raise CellError("date", text)
    return day.isoformat()


def _at_most(text: str, length: int) -> str:
    if len(text) > length:
        raise CellError("long_text", text, most=str(length))
    return text


READERS: Mapping[str, Reader] = {
    "email": address,
    "id": _id,
    "name": _name,
    "level": _level,
    "years": _years,
    "languages": _languages,
    **dict.fromkeys(FACETS, _facet),
    "offers": _skills,
    "wishes": _skills,
    "directions": _choices("career_directions", "unknown_direction"),
    "challenges": _choices("challenges", "unknown_challenge"),
    "style": _style,
    "timezone": _timezone,
    "slots": _slots,
    "mode": _mode,
    "trio": _trio,
    "capacity": _capacity,
    "reports_to": _references,
    **dict.fromkeys(DATES, _date),
}
