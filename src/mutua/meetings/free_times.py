"""When everybody of a tandem is free. Pure: no database, no clock of its own.

Time is looked at in quarter hours of UTC. Whether a quarter hour is free is asked in each member's own
local time, so changes of the clock need no special case: an hour that is skipped is never met, an hour that
comes twice is met twice. Every zone in use today is a whole number of quarter hours away from UTC.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import groupby
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from mutua.errors import DomainError

QUARTER = timedelta(minutes=15)
NOTICE = timedelta(hours=18)
AHEAD = timedelta(weeks=3)
MOST = 6
WEEK_MINUTES = 7 * 24 * 60

Interval = tuple[datetime, datetime]


@dataclass(frozen=True)
class Week:
    """One member's usual free time: (weekday 0–6, start minute, end minute) in the zone named."""

    zone: str
    slots: Sequence[Sequence[int]]


class Lack(StrEnum):
    """Why there is nothing to choose from."""

    UNKNOWN = "unknown"  # somebody has not said when they are free
    NOTHING_COMMON = "nothing_common"


@dataclass(frozen=True)
class FreeTimes:
    """Starts in UTC, in order; when there are none, `lack` says why."""

    starts: tuple[datetime, ...]
    lack: Lack | None = None


def suggest(
    weeks: Sequence[Week], *, length: timedelta, at: datetime, busy: Iterable[Interval] = (), zone: str
) -> FreeTimes:
    """Up to six starts on quarter hours, 18 hours to three weeks after `at`, spread over the days of `zone`.

    `busy` are times (UTC) at which somebody already has a meeting.
    """
    if not all(week.slots for week in weeks):
        return FreeTimes((), Lack.UNKNOWN)
    windows = common_windows(weeks, since=at + NOTICE, until=at + AHEAD, busy=busy)
    starts = _spread(windows, length, ZoneInfo(zone))
    return FreeTimes(tuple(starts), None if starts else Lack.NOTHING_COMMON)


def common_windows(
    weeks: Sequence[Week], *, since: datetime, until: datetime, busy: Iterable[Interval] = ()
) -> list[Interval]:
    """The longest stretches (UTC) between two instants in which everybody is free and nothing is planned."""
    taken = list(busy)
    free = [(ZoneInfo(week.zone), _free_quarters(week)) for week in weeks]
    windows: list[Interval] = []
    start = _next_quarter(since)
    while (end := start + QUARTER) <= until:
        if _everybody_free(start, free) and not any(a < end and start < b for a, b in taken):
            joins = windows and windows[-1][1] == start
            windows.append((windows.pop()[0] if joins else start, end))
        start = end
    return windows


def instant(day: date, clock: time, zone: str) -> datetime:
    """The UTC instant at which clocks in `zone` show this. DomainError("no_such_time") or ("time_twice")."""
    moment = datetime.combine(day, clock, ZoneInfo(zone))
    before, after = moment.replace(fold=0).utcoffset(), moment.replace(fold=1).utcoffset()
    if before == after:
        return moment.astimezone(UTC)
    if before < after:  # type: ignore[operator]  # an aware time always has an offset
        raise DomainError(
            "no_such_time",
            _("This time does not exist: the clocks go forward that night. Choose a time outside that hour."),
            field="time",
        )
    raise DomainError(
        "time_twice",
        _("This time comes twice: the clocks go back that night. Choose a time outside that hour."),
        field="time",
    )


def _free_quarters(week: Week) -> frozenset[int]:
    """The quarter hours of a local week, numbered from Monday 00:00, that lie wholly in the slots."""
    minutes = {
        (day * 1440 + minute) % WEEK_MINUTES for day, start, end in week.slots for minute in range(start, end)
    }
    return frozenset(
        first // 15 for first in range(0, WEEK_MINUTES, 15) if minutes.issuperset(range(first, first + 15))
    )


def _everybody_free(start: datetime, free: Sequence[tuple[ZoneInfo, frozenset[int]]]) -> bool:
    for zone, quarters in free:
        local = start.astimezone(zone)
        if (local.weekday() * 1440 + local.hour * 60 + local.minute) // 15 not in quarters:
            return False
    return True


def _next_quarter(instant: datetime) -> datetime:
    over = timedelta(minutes=instant.minute % 15, seconds=instant.second, microseconds=instant.microsecond)
    return instant - over + QUARTER if over else instant


def _spread(windows: Sequence[Interval], length: timedelta, zone: ZoneInfo) -> list[datetime]:
    """At most six starts: days evenly apart first, then further ones on the same days, at changing hours."""
    starts = sorted(start for window in windows for start in _starts_in(window, length, zone))
    days = [list(of_day) for _day, of_day in groupby(starts, key=lambda start: start.astimezone(zone).date())]
    if len(days) > MOST:
        days = [days[round(index * (len(days) - 1) / (MOST - 1))] for index in range(MOST)]
    turns = max(map(len, days), default=0)
    in_turn = [
        of_day[(number + turn) % len(of_day)]
        for turn in range(turns)
        for number, of_day in enumerate(days)
        if turn < len(of_day)
    ]
    return sorted(in_turn[:MOST])


def _starts_in(window: Interval, length: timedelta, zone: ZoneInfo) -> list[datetime]:
    """Starts one length apart that fit the window; at a full or half hour of `zone` where there is room."""
    starts: list[datetime] = []
    start, end = window
    while start + length <= end:
        rounder = next(
            (
                later
                for later in (start, start + QUARTER)
                if later.astimezone(zone).minute % 30 == 0 and later + length <= end
            ),
            start,
        )
        starts.append(rounder)
        start = _next_quarter(rounder + length)
    return starts
