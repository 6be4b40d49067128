"""Repeated work: when each job runs next, in wall-clock time of a zone, once for all workers together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from cronsim import CronSim
from django.db import transaction

from mutua.outbox.actions import enqueue_job
from mutua.outbox.models import Schedule

# A clock that was far ahead and is right again must not keep the work waiting until then.
TOO_FAR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Plan:
    cron: str
    zone: str
    job: str


_plans: dict[str, Plan] = {}


def register_schedule(name: str, cron: str, zone: str, job: str) -> None:
    """Run the job registered as `job` at the times of a cron line in an IANA zone; from AppConfig.ready.

    Times that a change of the clocks skips run right after it; times that come twice run once.
    """
    next_run(cron, zone, datetime(2026, 1, 1, tzinfo=UTC))  # raises on a cron line or zone that is wrong
    _plans[name] = Plan(cron, zone, job)


def next_run(cron: str, zone: str, after: datetime) -> datetime:
    """The first time of the cron line after `after`, in UTC."""
    found: datetime = next(CronSim(cron, after.astimezone(ZoneInfo(zone))))
    return found.astimezone(UTC)


def keep_plans(at: datetime) -> None:
    """Make the table agree with what is registered; called when a worker starts."""
    Schedule.objects.exclude(name__in=_plans).delete()
    for name, plan in _plans.items():
        first = next_run(plan.cron, plan.zone, at)
        planned = {"cron": plan.cron, "zone": plan.zone, "next_run": first}
        row, _created = Schedule.objects.get_or_create(name=name, defaults=planned)
        changed = (row.cron, row.zone) != (plan.cron, plan.zone)
        if changed or row.next_run > first + TOO_FAR:
            Schedule.objects.filter(id=row.id).update(**planned)


def enqueue_due(at: datetime) -> int:
    """Enqueue each job whose time has come, once, however many of its times have passed. Returns how many."""
    due = Schedule.objects.filter(next_run__lte=at, name__in=_plans)
    return sum(_enqueue(row, at) for row in due)


@transaction.atomic
def _enqueue(row: Schedule, at: datetime) -> bool:
    plan = _plans[row.name]
    untouched = Schedule.objects.filter(id=row.id, next_run=row.next_run)
    if not untouched.update(next_run=next_run(plan.cron, plan.zone, at)):
        return False  # another worker was first
    enqueue_job(
        name=plan.job, arguments={}, run_at=at, ref=f"schedule/{row.name}/{row.next_run:%Y%m%dT%H%M%SZ}"
    )
    return True
