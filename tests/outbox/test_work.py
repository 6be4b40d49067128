"""Long work: in no transaction, kept alive, begun anew if its worker dies."""

from __future__ import annotations

from datetime import timedelta
from threading import Event, Thread

import pytest
from django.db import connection, transaction
from django.utils import timezone

from mutua.outbox import leases, work
from mutua.outbox.actions import enqueue_job, enqueue_work
from mutua.outbox.jobs import register_work
from mutua.outbox.models import Delivery
from mutua.outbox.worker import deliver_due, run

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def done() -> list[bool]:
    """One entry per run: whether it ran inside a transaction."""
    found: list[bool] = []
    register_work("test.long", lambda _arguments, _at: found.append(connection.in_atomic_block))
    return found


def test_work_runs_outside_a_transaction_and_once(done: list[bool]) -> None:
    at = timezone.now()
    enqueue_work(name="test.long", arguments={}, run_at=at, ref="test/1")
    assert (work.do_due(at), work.do_due(at), done) == (True, False, [False])
    assert Delivery.objects.get().state == Delivery.State.SENT


def test_work_is_not_done_by_the_loop_of_mails(done: list[bool]) -> None:
    at = timezone.now()
    enqueue_work(name="test.long", arguments={}, run_at=at)
    assert (deliver_due(at, 10), done) == (0, [])


def test_work_inside_a_rolled_back_transaction_never_happens(done: list[bool]) -> None:
    with transaction.atomic():
        enqueue_work(name="test.long", arguments={}, run_at=timezone.now())
        transaction.set_rollback(True)
    assert (work.do_due(timezone.now()), done) == (False, [])


def test_work_keeps_its_lease_while_it_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "HEARTBEAT_SECONDS", 0.01)
    kept: list[bool] = []

    def long(_arguments: dict[str, object], _at: object) -> None:
        before = Delivery.objects.get().leased_until
        beaten = Event()
        for _ in range(1000):
            if Delivery.objects.get().leased_until != before or beaten.wait(0.01):
                break
        kept.append(Delivery.objects.get().leased_until > before)

    register_work("test.kept", long)
    enqueue_work(name="test.kept", arguments={}, run_at=timezone.now())
    work.do_due(timezone.now())
    assert kept == [True]


def test_work_of_a_dead_worker_begins_anew_after_its_lease(done: list[bool]) -> None:
    at = timezone.now()
    enqueue_work(name="test.long", arguments={}, run_at=at)
    leases.claim(at, [Delivery.Kind.WORK], work.LEASE)
    assert not work.do_due(at + work.LEASE - timedelta(seconds=1))
    assert work.do_due(at + work.LEASE)
    assert done == [False]


def test_work_that_fails_comes_again_later() -> None:
    register_work("test.broken", lambda _arguments, _at: 1 / 0)
    at = timezone.now()
    enqueue_work(name="test.broken", arguments={}, run_at=at)
    assert work.do_due(at)
    kept = Delivery.objects.get()
    assert (kept.state, kept.last_error) == (Delivery.State.WAITING, "ZeroDivisionError")


def test_run_does_work_and_jobs_and_stops_when_told(done: list[bool]) -> None:
    enqueue_work(name="test.long", arguments={}, run_at=timezone.now())
    enqueue_job(name="outbox.tidy", arguments={}, run_at=timezone.now())
    stop = Event()
    runner = Thread(target=run, args=(stop,))
    runner.start()
    for _ in range(200):
        if done and not Delivery.objects.exclude(state=Delivery.State.SENT).exists():
            break
        stop.wait(0.05)
    stop.set()
    runner.join(10)
    assert (done, runner.is_alive()) == ([False], False)
