"""Weekly free time of many people, compared in UTC on one given week (so DST is right)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from mutua.matching.cells import Slot

Span = tuple[int, int]
WEEK_MINUTES = 7 * 24 * 60


def spans(slots: Sequence[Slot], zone: ZoneInfo, monday: date) -> tuple[Span, ...]:
    """Free time as merged [start, end) in minutes since Monday 00:00 UTC, cut to that week.

    Slots repeat every week, so the days just before and after the week are laid out too: Monday
    morning in Auckland is still Sunday in UTC.
    """
    origin = datetime.combine(monday, time(), UTC)
    found: list[Span] = []
    for offset in range(-1, 8):
        day = monday + timedelta(days=offset)
        for weekday, start, end in slots:
            if weekday == day.weekday():
                span = (_minute(day, start, zone, origin), _minute(day, end, zone, origin))
                found.append((max(span[0], 0), min(span[1], WEEK_MINUTES)))
    return merged(found)


def _minute(day: date, minute: int, zone: ZoneInfo, origin: datetime) -> int:
    wall = datetime.combine(day, time()) + timedelta(minutes=minute)
    return int((wall.replace(tzinfo=zone).astimezone(UTC) - origin).total_seconds()) // 60


def merged(found: Sequence[Span]) -> tuple[Span, ...]:
    """Overlapping and touching spans joined, empty ones dropped, in order."""
    joined: list[Span] = []
    for start, end in sorted(span for span in found if span[0] < span[1]):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


@dataclass(frozen=True)
class FreeTime:
    """Who is free when: people share few different weeks, so each distinct week is kept once.

    pattern: shape (people,), which week a person has, -1 unknown; free: shape (weeks, pieces), whether
    the piece of time is free; minutes: shape (pieces,), its length.
    """

    pattern: NDArray[np.intp]
    free: NDArray[np.bool_]
    minutes: NDArray[np.float64]

    @classmethod
    def of(cls, people: Sequence[tuple[Span, ...] | None]) -> FreeTime:
        weeks = {
            week: number for number, week in enumerate(dict.fromkeys(w for w in people if w is not None))
        }
        edges = np.array(
            sorted({edge for week in weeks for span in week for edge in span} | {0, WEEK_MINUTES})
        )
        free = np.zeros((len(weeks), len(edges) - 1), dtype=np.bool_)
        for week, number in weeks.items():
            for start, end in week:
                free[number, np.searchsorted(edges, start) : np.searchsorted(edges, end)] = True
        pattern = np.array([-1 if week is None else weeks[week] for week in people], dtype=np.intp)
        return cls(pattern, free, np.diff(edges).astype(np.float64))

    def shared_hours(self, first: NDArray[np.intp], second: NDArray[np.intp]) -> NDArray[np.float64]:
        """Hours a week that both are free, shape (pairs,); NaN where either is unknown."""
        hours = np.full(len(first), np.nan)
        a, b = self.pattern[first], self.pattern[second]
        known = np.flatnonzero((a >= 0) & (b >= 0))
        codes, back = np.unique(a[known] * max(len(self.free), 1) + b[known], return_inverse=True)
        shared = np.empty(len(codes))
        for start in range(0, len(codes), 20_000):
            part = codes[start : start + 20_000]
            both = self.free[part // len(self.free)] & self.free[part % len(self.free)]
            shared[start : start + 20_000] = both @ self.minutes
        hours[known] = shared[back] / 60
        return hours


def next_week(today: date) -> date:
    """The Monday after today's week."""
    return today + timedelta(days=7 - today.weekday())


def iso_week(label: str) -> date:
    """The Monday of a week written 2026-W48; ValueError if there is no such week."""
    year, _, number = label.partition("-W")
    return date.fromisocalendar(int(year), int(number), 1)
