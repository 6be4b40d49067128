"""Free time compared across zones on one week."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mutua.matching.cells import slots
from mutua.matching.week import MOST_COMPARED_AHEAD, FreeTime, iso_week, merged, next_week, spans

BERLIN, NEW_YORK, AUCKLAND, CHICAGO = map(
    ZoneInfo, ("Europe/Berlin", "America/New_York", "Pacific/Auckland", "America/Chicago")
)


def shared(one: str, zone: ZoneInfo, other: str, other_zone: ZoneInfo, monday: date) -> float:
    weeks = [spans(slots(one), zone, monday), spans(slots(other), other_zone, monday)]
    return float(FreeTime.of(weeks).shared_hours(np.array([0]), np.array([1]))[0])


def test_shared_hours_follow_the_clock_change_of_the_named_week() -> None:
    # Europe changes on 2026-10-25, America on 2026-11-01: between them they are an hour closer.
    usual, between = date(2026, 10, 19), date(2026, 10, 26)
    assert shared("Mon 15:00-16:00", BERLIN, "Mon 09:00-10:00", NEW_YORK, usual) == 1
    assert shared("Mon 15:00-16:00", BERLIN, "Mon 09:00-10:00", NEW_YORK, between) == 0
    assert shared("Mon 14:00-15:00", BERLIN, "Mon 09:00-10:00", NEW_YORK, between) == 1


def test_shared_hours_wrap_around_the_week() -> None:
    # Monday 09:00 in Auckland is Sunday 20:00 UTC, Sunday 14:00 in Chicago.
    assert shared("Mon 09:00-10:00", AUCKLAND, "Sun 14:00-15:00", CHICAGO, date(2026, 11, 23)) == 1


def test_spans_join_what_overlaps_and_know_24_00() -> None:
    assert merged([(10, 20), (15, 30), (30, 40), (50, 50)]) == ((10, 40),)
    monday = date(2026, 11, 23)
    assert spans(slots("Mon 22:00-24:00;Tue 00:00-01:00"), BERLIN, monday) == ((21 * 60, 24 * 60),)


def test_spans_skip_the_hour_that_spring_leaves_out() -> None:
    assert spans(slots("Sun 02:00-03:00"), BERLIN, date(2026, 3, 23)) == ()
    long_hour = spans(slots("Sun 02:00-03:00"), BERLIN, date(2026, 10, 19))
    assert [end - start for start, end in long_hour] == [120]


@cache
def clock(zone: ZoneInfo, monday: date) -> list[tuple[int, int]]:
    """What a clock in the zone shows at each minute of the week: (weekday, minute of the day)."""
    origin = datetime(monday.year, monday.month, monday.day, tzinfo=UTC)
    shown = [(origin + timedelta(minutes=minute)).astimezone(zone) for minute in range(7 * 24 * 60)]
    return [(moment.weekday(), 60 * moment.hour + moment.minute) for moment in shown]


def plain_minutes(slots_text: str, zone: ZoneInfo, monday: date) -> set[int]:
    """Minute by minute: whether a slot holds what the clock shows."""
    free = {(day, minute) for day, start, end in slots(slots_text) for minute in range(start, end)}
    return {minute for minute, shown in enumerate(clock(zone, monday)) if shown in free}


ZONES = st.sampled_from(
    [
        "Europe/Berlin",
        "America/New_York",
        "America/St_Johns",
        "Australia/Lord_Howe",
        "Pacific/Auckland",
        "Pacific/Kiritimati",
        "Asia/Kolkata",
        "America/Santiago",
    ]
).map(ZoneInfo)
CLOCK_CHANGES = st.sampled_from(["2026-W13", "2026-W43", "2026-W10", "2026-W44", "2026-W14", "2026-W36"])


@st.composite
def slot_texts(draw: st.DrawFn) -> str:
    parts = []
    for day in draw(st.lists(st.sampled_from(["Mon", "Fri", "Sat", "Sun"]), min_size=1, max_size=3)):
        start = draw(st.integers(0, 23 * 4)) * 15
        end = draw(st.integers(start // 15 + 1, 24 * 4)) * 15
        parts.append(f"{day} {start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}")
    return ";".join(parts)


@settings(max_examples=40, deadline=None)
@given(slot_texts(), ZONES, slot_texts(), ZONES, CLOCK_CHANGES)
@example(
    "Sun 02:30-03:30", ZoneInfo("Europe/Berlin"), "Sun 00:00-24:00", ZoneInfo("Asia/Kolkata"), "2026-W13"
)
@example(
    "Sun 01:00-02:30", ZoneInfo("Europe/Berlin"), "Sun 00:00-24:00", ZoneInfo("Asia/Kolkata"), "2026-W43"
)
def test_shared_hours_equal_a_minute_by_minute_reading(
    one: str, zone: ZoneInfo, other: str, other_zone: ZoneInfo, week: str
) -> None:
    monday = iso_week(week)
    both = plain_minutes(one, zone, monday) & plain_minutes(other, other_zone, monday)
    assert shared(one, zone, other, other_zone, monday) == len(both) / 60


def test_many_different_weeks_are_compared_pair_by_pair() -> None:
    weeks = [((minute, 2 * minute + 60),) for minute in range(MOST_COMPARED_AHEAD + 1)]
    free = FreeTime.of([*weeks, None])
    first, second = np.array([3, 500, 3]), np.array([7, 1_000, MOST_COMPARED_AHEAD + 1])
    assert free.calendar.minutes.shape == (0, 0)
    assert free.shared_hours(first, second).tolist()[:2] == [59 / 60, 60 / 60]
    assert np.isnan(free.shared_hours(first, second)[2])


def test_week_names() -> None:
    assert iso_week("2026-W48") == date(2026, 11, 23)
    assert next_week(date(2026, 11, 29)) == next_week(date(2026, 11, 23)) == date(2026, 11, 30)
    with pytest.raises(ValueError, match="week"):
        iso_week("2026-W60")
