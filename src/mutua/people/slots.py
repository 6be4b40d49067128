"""Free times of a usual week: stored as [weekday, start minute, end minute], typed as "Mon 09:00-11:00"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from mutua.errors import DomainError

Slot = tuple[int, int, int]

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
GERMAN_DAYS = ("mo", "di", "mi", "do", "fr", "sa", "so")
_PATTERN = re.compile(r"([A-Za-z]{2,10})\.?\s+(\d{1,2})[:.](\d{2})\s*[-–]\s*(\d{1,2})[:.](\d{2})")


def read_slots(text: str) -> list[Slot]:
    """The times in a text such as "Mon 09:00-11:00; Do 14:00–16:00". Raises DomainError("slot_malformed")."""
    return merged(_read(part.strip()) for part in re.split("[;,\n]", text) if part.strip())


def write_slots(slots: Iterable[Sequence[int]]) -> str:
    """The same times as text, in the form a list of people uses."""
    return "; ".join(write_slot(slot) for slot in slots)


def write_slot(slot: Sequence[int]) -> str:
    day, start, end = slot
    return f"{DAYS[day].title()} {_clock(start)}-{_clock(end)}"


def merged(slots: Iterable[Sequence[int]]) -> list[Slot]:
    """In order, with overlapping and touching times of a day made one."""
    result: list[Slot] = []
    for day, start, end in sorted((slot[0], slot[1], slot[2]) for slot in slots):
        if result and result[-1][0] == day and start <= result[-1][2]:
            result[-1] = (day, result[-1][1], max(end, result[-1][2]))
        else:
            result.append((day, start, end))
    return result


def split_by_blocks(slots: Iterable[Sequence[int]], blocks: Iterable[Slot]) -> tuple[list[Slot], list[Slot]]:
    """(blocks that are wholly free, what is free beside those blocks)."""
    whole = merged(slots)
    covered = [b for b in blocks if any(s[0] == b[0] and s[1] <= b[1] and b[2] <= s[2] for s in whole)]
    rest = whole
    for block in covered:
        rest = [piece for slot in rest for piece in _without(slot, block)]
    return covered, rest


def _without(slot: Slot, block: Slot) -> list[Slot]:
    day, start, end = slot
    if block[0] != day or block[2] <= start or end <= block[1]:
        return [slot]
    pieces = [(day, start, block[1]), (day, block[2], end)]
    return [piece for piece in pieces if piece[1] < piece[2]]


def _read(part: str) -> Slot:
    match = _PATTERN.fullmatch(part)
    day = _day(match.group(1)) if match else None
    if match is None or day is None:
        raise _malformed(part)
    start = int(match.group(2)) * 60 + int(match.group(3))
    end = int(match.group(4)) * 60 + int(match.group(5))
    if not (0 <= start < end <= 24 * 60) or max(int(match.group(3)), int(match.group(5))) > 59:
        raise _malformed(part)
    return day, start, end


def _day(word: str) -> int | None:
    """The weekday of an English or German name, short or long."""
    low = word.lower()
    english = [n for n, day in enumerate(DAYS) if low.startswith(day)]
    german = [n for n, day in enumerate(GERMAN_DAYS) if low[:2] == day]
    found = english or german
    return found[0] if found else None


def _malformed(part: str) -> DomainError:
    message = _("“%(part)s” is not a time we can read. Write it like this: Mon 09:00-11:00") % {"part": part}
    return DomainError("slot_malformed", message, field="other_times")


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
