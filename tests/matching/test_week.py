"""Free time compared across zones on one week."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from mutua.matching.cells import slots
from mutua.matching.week import FreeTime, iso_week, merged, next_week, spans

BERLIN, NEW_YORK, AUCKLAND, CHICAGO = map(
    ZoneInfo, ("Europe/Berlin", "America/New_York", "Pacific/Auckland", "America/Chicago")
)


def shared(one: str, zone: ZoneInfo, other: str, other_zone: ZoneInfo, monday: date) -> float:
    weeks = [spans(slots(one), zone, monday), spans(slots(other), other_zone, monday)]
    return float(FreeTime.of(weeks).shared_hours([0], [1])[0])  # type: ignore[arg-type]


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


def test_week_names() -> None:
    assert iso_week("2026-W48") == date(2026, 11, 23)
    assert next_week(date(2026, 11, 29)) == next_week(date(2026, 11, 23)) == date(2026, 11, 30)
    with pytest.raises(ValueError, match="week"):
        iso_week("2026-W60")
