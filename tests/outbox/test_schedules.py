from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cronsim import CronSimError

from mutua.outbox import schedules
from mutua.outbox.models import Delivery, Schedule
from mutua.outbox.schedules import enqueue_due, keep_plans, next_run, register_schedule
from mutua.outbox.worker import deliver_due
from tests.conftest import Race
from tests.outbox.conftest import AT

Done = list[dict[str, Any]]
HOUR = timedelta(hours=1)


def _day(month: int, day: int) -> datetime:
    return datetime(2026, month, day, tzinfo=UTC)


def _times(cron: str, zone: str, after: datetime, count: int) -> list[str]:
    times = []
    for _ in range(count):
        after = next_run(cron, zone, after)
        times.append(f"{after:%d %H:%M}")
    return times


@pytest.mark.parametrize(
    ("cron", "zone", "after", "times"),
    [
        # In Berlin 02:30 does not exist on 29 March 2026 and comes twice on 25 October; times are UTC.
        (
            "30 2 * * *",
            "Europe/Berlin",
            datetime(2026, 3, 28, tzinfo=UTC),
            ["28 01:30", "29 01:00", "30 00:30"],
        ),
        (
            "30 2 * * *",
            "Europe/Berlin",
            datetime(2026, 10, 24, tzinfo=UTC),
            ["24 00:30", "25 00:30", "26 01:30"],
        ),
        # Half-hourly work goes on through both hours.
        ("*/30 * * * *", "Europe/Berlin", _day(10, 25), ["25 00:30", "25 01:00"]),
        # Monday morning stays Monday morning on the wall.
        ("30 8 * * 1", "America/New_York", _day(3, 3), ["09 12:30", "16 12:30"]),
        ("30 8 * * 1", "Australia/Sydney", _day(3, 29), ["29 21:30", "05 22:30"]),
    ],
)
def test_next_run_follows_the_wall_clock(cron: str, zone: str, after: datetime, times: list[str]) -> None:
    assert _times(cron, zone, after, len(times)) == times


@pytest.mark.parametrize(("cron", "zone"), [("61 * * * *", "UTC"), ("* * * * *", "Europe/Nowhere")])
def test_wrong_cron_line_or_zone_is_refused_at_once(cron: str, zone: str) -> None:
    with pytest.raises((CronSimError, LookupError)):
        register_schedule("wrong", cron, zone, "note")


@pytest.fixture
def hourly(done: Done, transactional_db: None) -> Done:
    register_schedule("hourly", "0 * * * *", "UTC", "note")
    keep_plans(AT - HOUR / 2)
    return done


def _turn(at: datetime) -> int:
    enqueued = enqueue_due(at)
    deliver_due(at, 100)
    return enqueued


def test_schedule_runs_at_its_times(hourly: Done) -> None:
    turns = [_turn(AT + minutes * timedelta(minutes=1)) for minutes in range(-10, 121)]
    assert (sum(turns), len(hourly)) == (3, 3)


def test_jump_forward_runs_once(hourly: Done) -> None:
    assert [_turn(AT + 50 * HOUR), _turn(AT + 50 * HOUR + HOUR / 2)] == [1, 0]
    assert len(hourly) == 1


def test_jump_back_runs_nothing_twice(hourly: Done) -> None:
    assert [_turn(AT), _turn(AT - HOUR / 2), _turn(AT), _turn(AT + HOUR)] == [1, 0, 0, 1]
    assert len(hourly) == 2


def test_clock_that_was_far_ahead_does_not_stop_the_work(hourly: Done) -> None:
    _turn(AT + timedelta(days=3650))
    keep_plans(AT)
    assert _turn(AT + HOUR) == 1


def test_workers_at_once_run_it_once(hourly: Done, race: Race) -> None:
    results = race(*[lambda: enqueue_due(AT)] * 4)
    assert sorted(results) == [0, 0, 0, 1]
    assert Delivery.objects.count() == 1


def test_restart_keeps_the_time_and_a_changed_plan_moves_it(hourly: Done) -> None:
    keep_plans(AT + HOUR / 2)
    assert Schedule.objects.get().next_run == AT
    register_schedule("hourly", "15 * * * *", "UTC", "note")
    keep_plans(AT + HOUR / 2)
    assert Schedule.objects.get().next_run == AT + HOUR * 5 / 4


def test_schedule_that_is_not_registered_any_more_goes(hourly: Done, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedules, "_plans", {})
    keep_plans(AT)
    assert Schedule.objects.count() == 0
