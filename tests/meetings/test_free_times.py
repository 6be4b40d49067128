"""Free times everybody has, right across changes of the clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutua.errors import DomainError
from mutua.meetings.free_times import FreeTimes, Lack, Week, common_windows, instant, suggest

BERLIN, NEW_YORK = "Europe/Berlin", "America/New_York"
SUNDAY = 6
HOUR = timedelta(hours=1)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type]


def windows(*weeks: Week, since: datetime, days: int) -> list[tuple[datetime, datetime]]:
    return common_windows(weeks, since=since, until=since + timedelta(days=days))


def weekdays(zone: str, start: int, end: int) -> Week:
    return Week(zone, [[day, start * 60, end * 60] for day in range(5)])


def test_common_windows_in_one_zone_are_the_overlap() -> None:
    morning, late = Week(BERLIN, [[0, 540, 660]]), Week(BERLIN, [[0, 600, 720]])

    # 30 November 2026 is a Monday; Berlin is one hour ahead of UTC.
    assert windows(morning, late, since=utc(2026, 11, 30), days=1) == [
        (utc(2026, 11, 30, 9), utc(2026, 11, 30, 10))
    ]


def test_common_windows_follow_each_zone_while_only_america_has_changed_its_clocks() -> None:
    """From 8 to 29 March 2026 New York is five hours from Berlin instead of six."""
    berlin, new_york = weekdays(BERLIN, 14, 17), weekdays(NEW_YORK, 9, 11)

    mondays = [windows(berlin, new_york, since=utc(2026, 3, day), days=1) for day in (2, 9, 23, 30)]

    assert mondays == [
        [(utc(2026, 3, 2, 14), utc(2026, 3, 2, 16))],
        [(utc(2026, 3, 9, 13), utc(2026, 3, 9, 15))],
        [(utc(2026, 3, 23, 13), utc(2026, 3, 23, 15))],
        [(utc(2026, 3, 30, 13), utc(2026, 3, 30, 15))],
    ]


def test_common_windows_follow_each_zone_while_only_europe_has_changed_its_clocks() -> None:
    """From 25 October to 1 November 2026 New York is five hours from Berlin instead of six."""
    berlin, new_york = weekdays(BERLIN, 15, 16), weekdays(NEW_YORK, 9, 10)

    mondays = [windows(berlin, new_york, since=utc(2026, 10, day), days=1) for day in (19, 26)]

    assert mondays == [[(utc(2026, 10, 19, 13), utc(2026, 10, 19, 14))], []]
    assert windows(berlin, new_york, since=utc(2026, 11, 2), days=1) == [
        (utc(2026, 11, 2, 14), utc(2026, 11, 2, 15))
    ]


def test_common_windows_leave_out_the_hour_that_is_skipped() -> None:
    night = Week(BERLIN, [[SUNDAY, 90, 210]])  # 01:30 to 03:30; on 29 March 2026 there is no 02:00 to 03:00

    assert windows(night, since=utc(2026, 3, 28, 20), days=1) == [
        (utc(2026, 3, 29, 0, 30), utc(2026, 3, 29, 1, 30))
    ]


def test_common_windows_of_a_slot_wholly_in_the_skipped_hour_are_none() -> None:
    assert windows(Week(BERLIN, [[SUNDAY, 135, 165]]), since=utc(2026, 3, 28, 20), days=1) == []


def test_common_windows_have_the_hour_that_comes_twice_twice() -> None:
    night = Week(BERLIN, [[SUNDAY, 120, 150]])  # 02:00 to 02:30 on 25 October 2026

    assert windows(night, since=utc(2026, 10, 24, 20), days=1) == [
        (utc(2026, 10, 25, 0), utc(2026, 10, 25, 0, 30)),
        (utc(2026, 10, 25, 1), utc(2026, 10, 25, 1, 30)),
    ]


def test_common_windows_go_on_over_midnight_and_the_end_of_the_week() -> None:
    late = Week(BERLIN, [[SUNDAY, 1380, 1440], [0, 0, 60]])

    assert windows(late, since=utc(2026, 12, 6, 12), days=1) == [(utc(2026, 12, 6, 22), utc(2026, 12, 7, 0))]


def test_common_windows_in_zones_off_the_full_hour() -> None:
    kathmandu = Week("Asia/Kathmandu", [[0, 600, 660]])  # 5 h 45 min ahead of UTC

    assert windows(kathmandu, since=utc(2026, 11, 30), days=1) == [
        (utc(2026, 11, 30, 4, 15), utc(2026, 11, 30, 5, 15))
    ]


def test_common_windows_are_cut_by_what_is_planned() -> None:
    day = Week("UTC", [[0, 540, 720]])
    planned = [(utc(2026, 11, 30, 10, 5), utc(2026, 11, 30, 10, 20))]

    found = common_windows([day], since=utc(2026, 11, 30), until=utc(2026, 12, 1), busy=planned)

    assert found == [
        (utc(2026, 11, 30, 9), utc(2026, 11, 30, 10)),
        (utc(2026, 11, 30, 10, 30), utc(2026, 11, 30, 12)),
    ]


slots = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 95), st.integers(1, 96)).map(
        lambda slot: [slot[0], min(slot[1], slot[2] - 1) * 15, slot[2] * 15]
    ),
    min_size=1,
    max_size=5,
)
zones = st.sampled_from([BERLIN, NEW_YORK, "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"])
changes = st.sampled_from(
    [utc(2026, 3, 7), utc(2026, 3, 28), utc(2026, 4, 4), utc(2026, 10, 3), utc(2026, 10, 24)]
)


@given(st.lists(st.builds(Week, zones, slots), min_size=1, max_size=3), changes)
def test_common_windows_are_exactly_the_instants_everybody_calls_free(
    weeks: list[Week], since: datetime
) -> None:
    found = windows(*weeks, since=since, days=3)

    def free(week: Week, moment: datetime) -> bool:
        local = moment.astimezone(ZoneInfo(week.zone))
        minute = local.hour * 60 + local.minute
        return any(day == local.weekday() and start <= minute < end for day, start, end in week.slots)

    moments = [since + timedelta(minutes=15 * number + 7) for number in range(3 * 96)]
    expected = [moment for moment in moments if all(free(week, moment) for week in weeks)]
    assert [moment for moment in moments if any(a <= moment < b for a, b in found)] == expected


MONDAY_MORNING = utc(2026, 11, 30, 8)


def test_suggest_spreads_six_starts_over_three_weeks() -> None:
    week = weekdays(BERLIN, 9, 17)

    starts = suggest([week, week], length=timedelta(minutes=75), at=MONDAY_MORNING, zone=BERLIN).starts

    local = [start.astimezone(ZoneInfo(BERLIN)) for start in starts]
    assert len({start.date() for start in local}) == 6
    assert len({start.hour for start in local}) > 3
    assert {start.minute % 30 for start in local} == {0}
    assert (local[0].date(), local[-1].date()) == (date(2026, 12, 1), date(2026, 12, 18))


def test_suggest_takes_several_times_of_one_day_when_days_are_few() -> None:
    week = Week(BERLIN, [[1, 540, 720]])

    starts = suggest([week], length=HOUR, at=MONDAY_MORNING, zone=BERLIN).starts

    assert starts == tuple(utc(2026, 12, *at) for at in [(1, 8), (1, 9), (8, 9), (8, 10), (15, 8), (15, 10)])


def test_suggest_keeps_eighteen_hours_of_notice() -> None:
    week = Week("UTC", [[1, 0, 300]])

    # 18 hours after Monday 08:00 is Tuesday 02:00.
    assert suggest([week], length=2 * HOUR, at=MONDAY_MORNING, zone="UTC").starts[0] == utc(2026, 12, 1, 2)


def test_suggest_with_a_fraction_of_a_second_starts_at_the_next_quarter_hour() -> None:
    at = MONDAY_MORNING + timedelta(microseconds=1)

    assert suggest([Week("UTC", [[1, 0, 300]])], length=2 * HOUR, at=at, zone="UTC").starts[0] == utc(
        2026, 12, 1, 2, 30
    )


@pytest.mark.parametrize(
    ("slots", "lack"),
    [([], Lack.UNKNOWN), ([[0, 1320, 1380]], Lack.NOTHING_COMMON), ([[0, 540, 570]], Lack.NOTHING_COMMON)],
)
def test_suggest_says_why_there_is_nothing(slots: list[list[int]], lack: Lack) -> None:
    weeks = [weekdays("UTC", 9, 10), Week("UTC", slots)]

    assert suggest(weeks, length=HOUR, at=MONDAY_MORNING, zone="UTC") == FreeTimes((), lack)


def test_instant_of_an_ordinary_time() -> None:
    assert instant(date(2026, 7, 1), time(10, 0), BERLIN) == utc(2026, 7, 1, 8)


def test_instant_that_is_skipped_is_refused() -> None:
    with pytest.raises(DomainError) as refusal:
        instant(date(2026, 3, 29), time(2, 30), BERLIN)
    assert refusal.value.code == "no_such_time"


def test_instant_that_comes_twice_is_refused() -> None:
    with pytest.raises(DomainError) as refusal:
        instant(date(2026, 10, 25), time(2, 30), BERLIN)
    assert refusal.value.code == "time_twice"
