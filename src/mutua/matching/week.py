"""Weekly free time of many people, compared in UTC on one given week (so DST is right)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from mutua.matching.cells import Slot
from mutua.matching.compiled import borrowing, entrance

Span = tuple[int, int]
DAY_MINUTES = 24 * 60
WEEK_MINUTES = 7 * DAY_MINUTES
MOST_COMPARED_AHEAD = 1_000
"""Half a million comparisons of weeks take a few hundredths of a second."""


def spans(slots: Sequence[Slot], zone: ZoneInfo, monday: date) -> tuple[Span, ...]:
    """Free time as merged [start, end) in minutes since Monday 00:00 UTC, cut to that week.

    Slots repeat every week: Monday morning in Auckland is still Sunday in UTC, so the slots of the weeks
    before and after count too. An hour that the clock leaves out is nobody's, one it repeats counts twice.
    """
    found: list[Span] = []
    for begin, end, offset in _offsets(zone, monday):
        for weekday, start, stop in slots:
            for week in (-1, 0, 1):
                midnight = (7 * week + weekday) * DAY_MINUTES - offset
                found.append((max(midnight + start, begin), min(midnight + stop, end)))
    return merged(found)


@lru_cache(maxsize=1_000)
def _offsets(zone: ZoneInfo, monday: date) -> tuple[tuple[int, int, int], ...]:
    """(from, to, offset of the zone) in minutes of the week in UTC; no clock changes twice in an hour."""
    pieces: list[tuple[int, int, int]] = []
    begin, offset = 0, _offset(zone, monday, 0)
    for hour in range(60, WEEK_MINUTES + 1, 60):
        after = _offset(zone, monday, hour)
        if after != offset:
            minutes = range(hour - 59, hour + 1)
            change = next(minute for minute in minutes if _offset(zone, monday, minute) == after)
            pieces.append((begin, change, offset))
            begin, offset = change, after
    return (*pieces, (begin, WEEK_MINUTES, offset))


def _offset(zone: ZoneInfo, monday: date, minute: int) -> int:
    moment = datetime.combine(monday, time(), UTC) + timedelta(minutes=minute)
    return round((moment.astimezone(zone).utcoffset() or timedelta()) / timedelta(minutes=1))


def merged(found: Sequence[Span]) -> tuple[Span, ...]:
    """Overlapping and touching spans joined, empty ones dropped, in order."""
    joined: list[Span] = []
    for start, end in sorted(span for span in found if span[0] < span[1]):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


class Calendar(NamedTuple):
    """Distinct weeks as compiled functions read them.

    starts, spans: as in FreeTime; minutes: shape (weeks, weeks), shared by every two, or (0, 0) where the
    weeks are too many for that.
    """

    starts: NDArray[np.intp]
    spans: NDArray[np.int32]
    minutes: NDArray[np.uint16]


@dataclass(frozen=True)
class FreeTime:
    """Who is free when: many people share a week, so each distinct week is kept once.

    pattern: shape (people,), which week a person has, -1 unknown; starts: shape (weeks + 1,); spans: shape
    (spans, 2), [start, end) in minutes of the week, those of week w in starts[w]:starts[w + 1], in order.
    """

    pattern: NDArray[np.intp]
    starts: NDArray[np.intp]
    spans: NDArray[np.int32]

    @classmethod
    def of(cls, people: Sequence[tuple[Span, ...] | None]) -> FreeTime:
        """One merged week per person, None where it is unknown."""
        weeks = {week: place for place, week in enumerate(dict.fromkeys(w for w in people if w is not None))}
        pattern = np.array([-1 if week is None else weeks[week] for week in people], dtype=np.intp)
        return cls.of_weeks(tuple(weeks), pattern)

    @classmethod
    def of_weeks(cls, weeks: Sequence[tuple[Span, ...]], pattern: NDArray[np.intp]) -> FreeTime:
        """Distinct merged weeks, and which of them each person has (-1 unknown)."""
        starts = np.cumsum([0, *(len(week) for week in weeks)], dtype=np.intp)
        every = [span for week in weeks for span in week]
        return cls(np.asarray(pattern, dtype=np.intp), starts, np.array(every, dtype=np.int32).reshape(-1, 2))

    @cached_property
    def calendar(self) -> Calendar:
        """What shared_hours needs; few weeks are compared with each other once and for all."""
        weeks = len(self.starts) - 1
        compared = weeks if weeks <= MOST_COMPARED_AHEAD else 0
        minutes = np.empty((compared, compared), dtype=np.uint16)
        _compare_weeks(self.starts, self.spans, minutes)
        return Calendar(self.starts, self.spans, minutes)

    def shared_hours(self, first: NDArray[np.intp], second: NDArray[np.intp]) -> NDArray[np.float64]:
        """Hours a week that both are free, shape (pairs,); NaN where either is unknown."""
        hours = np.empty(len(first))
        _fill_shared_hours(self.calendar, self.pattern[first], self.pattern[second], hours)
        return hours


@borrowing
def shared_hours(calendar: Calendar, week: int, other: int) -> float:
    """Hours that two weeks have in common; NaN where either is unknown (-1)."""
    if week < 0 or other < 0:
        return float(np.nan)
    if len(calendar.minutes):
        return float(calendar.minutes[week, other] / 60)
    return shared_minutes(calendar.starts, calendar.spans, week, other) / 60


@borrowing
def shared_minutes(starts: NDArray[np.intp], spans: NDArray[np.int32], week: int, other: int) -> int:
    """Minutes that two weeks have in common: a walk along both lists of spans."""
    here, there = starts[week], starts[other]
    total = 0
    while here < starts[week + 1] and there < starts[other + 1]:
        begin = max(spans[here, 0], spans[there, 0])
        end = min(spans[here, 1], spans[there, 1])
        total += max(end - begin, 0)
        if spans[here, 1] < spans[there, 1]:
            here += 1
        else:
            there += 1
    return total


@entrance
def _compare_weeks(starts: NDArray[np.intp], spans: NDArray[np.int32], minutes: NDArray[np.uint16]) -> None:
    for week in range(len(minutes)):
        for other in range(week + 1):
            minutes[week, other] = minutes[other, week] = shared_minutes(starts, spans, week, other)


@entrance
def _fill_shared_hours(
    calendar: Calendar, week: NDArray[np.intp], other: NDArray[np.intp], hours: NDArray[np.float64]
) -> None:
    for pair in range(len(hours)):
        hours[pair] = shared_hours(calendar, week[pair], other[pair])


def next_week(today: date) -> date:
    """The Monday after today's week."""
    return today + timedelta(days=7 - today.weekday())


def iso_week(label: str) -> date:
    """The Monday of a week written 2026-W48; ValueError if there is no such week."""
    year, _, number = label.partition("-W")
    return date.fromisocalendar(int(year), int(number), 1)
