"""One small parser per kind of cell: text from a file or a Python value in, a typed value out.

Every parser raises CellError; None or an empty cell is the parser's idea of *unknown*.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, cast
from zoneinfo import ZoneInfo, available_timezones

from mutua.matching.problems import CellError

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MODES = ("onsite", "remote", "flexible")
Slot = tuple[int, int, int]
"""Weekday (0 is Monday), start and end in minutes since midnight, local time."""

_SLOT = re.compile(r"([A-Za-z]{3})\s+(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})")
_HALF = re.compile("[\ud800-\udfff]")
_NUMBER_LIKE = re.compile(r"[-+]?\d+([.,]\d+)?|")


def text(cell: object) -> str:
    """Trimmed text; unknown is ''."""
    if cell is None:
        return ""
    value = str(cell)
    if "\0" in value:
        raise CellError("control", writable(value).replace("\0", "␀"))
    if not value.isascii() and value != writable(value):
        raise CellError("half_character", writable(value))
    return value.strip()


def writable(value: str) -> str:
    """The text with � for halves of characters, which JSON can name (\\ud800) and no file can hold."""
    return _HALF.sub("�", value)


def words(cell: object) -> tuple[str, ...]:
    """A list separated by `;`, or any iterable; doubles and blanks fall out, order stays."""
    parts: Iterable[object] = (
        cell if isinstance(cell, Iterable) and not isinstance(cell, str) else text(cell).split(";")
    )
    return tuple(dict.fromkeys(part for part in map(text, parts) if part))


def identifier(cell: object) -> str:
    """A person's id: any text without `;`."""
    value = text(cell)
    if not value:
        raise CellError("required", value)
    if ";" in value:
        raise CellError("id_separator", value)
    return value


def languages(cell: object) -> tuple[str, ...]:
    """Language codes, lower case."""
    return tuple(dict.fromkeys(word.lower() for word in words(cell)))


def up_to_three(cell: object) -> tuple[str, ...]:
    """At most three words."""
    found = words(cell)
    if len(found) > 3:
        raise CellError("too_many", ";".join(found))
    return found


def whole(cell: object, *, low: int, high: int, code: str) -> int | None:
    """A whole number within bounds; unknown is None."""
    value = text(cell)
    if not value:
        return None
    if not re.fullmatch(r"\d{1,4}", value, re.ASCII) or not low <= int(value) <= high:
        raise CellError(code, value)
    return int(value)


def level(cell: object) -> int:
    """1 to 9, required."""
    value = whole(cell, low=1, high=9, code="level")
    if value is None:
        raise CellError("required", "")
    return value


def capacity(cell: object) -> int:
    """How many tandems at once, 0 to 2; unknown is 1."""
    value = whole(cell, low=0, high=2, code="capacity")
    return 1 if value is None else value


def years(cell: object) -> float:
    """Years of experience; unknown is NaN."""
    value = text(cell)
    if not value:
        return math.nan
    if not re.fullmatch(r"\d{1,3}(\.\d+)?", value, re.ASCII):
        raise CellError("years", value)
    return float(value)


def skills(cell: object) -> dict[str, int]:
    """Skill → number 1 to 3, default 2; a skill named twice keeps its higher number."""
    found: dict[str, int] = {}
    for skill, number in map(_skill, _entries(cell)):
        if skill and number > found.get(skill, 0):
            found[skill] = number
    return found


def _entries(cell: object) -> Iterable[str]:
    """The entries of a cell, each as it would stand in a file."""
    if cell is None or isinstance(cell, str):
        return text(cell).split(";")
    pairs = cell.items() if isinstance(cell, dict) else cast("Iterable[Any]", cell)
    return [pair if isinstance(pair, str) else f"{pair[0]}:{pair[1]}" for pair in pairs]


@lru_cache(maxsize=100_000)
def _skill(entry: str) -> tuple[str, int]:
    whole_entry = text(entry)
    name, colon, number = (part.strip() for part in whole_entry.rpartition(":"))
    if not colon or not _NUMBER_LIKE.fullmatch(number):
        return whole_entry, 2
    if number not in {"1", "2", "3"}:
        raise CellError("number_after_skill", whole_entry)
    if not name:
        raise CellError("empty_skill", whole_entry)
    return name, int(number)


def style(cell: object) -> tuple[int, ...]:
    """Six numbers 1 to 5; unknown is ()."""
    parts = text(cell).split(";") if cell is None or isinstance(cell, str) else list(map(text, cell))  # type: ignore[call-overload]
    if parts in ([""], []):
        return ()
    if len(parts) != 6 or not all(re.fullmatch(r"\s*[1-5]\s*", part, re.ASCII) for part in parts):
        raise CellError("style", ";".join(parts))
    return tuple(map(int, parts))


def timezone(cell: object) -> ZoneInfo | None:
    """An IANA zone; unknown is None."""
    value = text(cell)
    if not value:
        return None
    if value not in available_zones():
        raise CellError("timezone", value)
    return ZoneInfo(value)


def available_zones() -> frozenset[str]:
    """All zone names this machine knows, read once."""
    if not _ZONES:
        _ZONES.append(frozenset(available_timezones()))
    return _ZONES[0]


_ZONES: list[frozenset[str]] = []


def slots(cell: object) -> tuple[Slot, ...]:
    """Weekly free time; unknown is ()."""
    if cell is None or isinstance(cell, str):
        return tuple(_slot(part.strip()) for part in text(cell).split(";") if part.strip())
    return tuple(_ordered(tuple(slot), str(slot)) for slot in cell)  # type: ignore[attr-defined]


@lru_cache(maxsize=100_000)
def _slot(value: str) -> Slot:
    match = _SLOT.fullmatch(value)
    if not match or match[1].lower() not in WEEKDAYS:
        raise CellError("slot", value)
    start_hour, start_minute, end_hour, end_minute = map(int, match.groups()[1:])
    if start_minute > 59 or end_minute > 59:
        raise CellError("slot", value)
    weekday = WEEKDAYS.index(match[1].lower())
    return _ordered((weekday, start_hour * 60 + start_minute, end_hour * 60 + end_minute), value)


def _ordered(slot: Slot, value: str) -> Slot:
    weekday, start, end = slot
    if not (0 <= weekday <= 6 and 0 <= start < 1440 and 0 <= end <= 1440):
        raise CellError("slot", value)
    if end <= start:
        today, tomorrow = (WEEKDAYS[day % 7].capitalize() for day in (weekday, weekday + 1))
        split = f"{today} {_clock(start)}-24:00;{tomorrow} 00:00-{_clock(end)}"
        raise CellError("slot_order", value, mend=split)
    return weekday, start, end


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def mode(cell: object) -> int:
    """Index into MODES; unknown is -1."""
    value = text(cell).lower()
    if value and value not in MODES:
        raise CellError("mode", value)
    return MODES.index(value) if value else -1


def yes(cell: object) -> bool:
    """yes or no; unknown is no, for consent is never assumed."""
    if isinstance(cell, bool):
        return cell
    value = text(cell).lower()
    if value not in {"yes", "no", ""}:
        raise CellError("yes_no", value)
    return value == "yes"


Parser = Callable[[object], object]
PARSERS: dict[str, Parser] = {
    "id": identifier,
    "name": text,
    "email": text,
    "level": level,
    "years": years,
    "languages": languages,
    "offers": skills,
    "wishes": skills,
    "directions": up_to_three,
    "challenges": up_to_three,
    "style": style,
    "function": words,
    "unit": words,
    "path": words,
    "industry": words,
    "site": words,
    "perspective": words,
    "timezone": timezone,
    "slots": slots,
    "mode": mode,
    "reports_to": words,
    "trio": yes,
    "capacity": capacity,
    "gladly": words,
    "rather_not": words,
    "former": words,
    "locked_with": words,
}
"""Every column of a people list, in the order of the documentation."""
