"""The loop that delivers what is due. Any number of workers may run beside each other."""

from __future__ import annotations

from datetime import datetime, timedelta
from threading import Event, Thread
from time import monotonic

import structlog
from django.db import DatabaseError, InterfaceError, close_old_connections, connections, transaction
from django.utils import timezone

from mutua.outbox import leases, rendering, schedules, transport, work
from mutua.outbox.jobs import job, may_receive
from mutua.outbox.models import Delivery

POLL_SECONDS = 1.0
STOP_SECONDS = 4.0
BATCH = 20

_log = structlog.get_logger(__name__)
_circuit = transport.Circuit()


def run(stop: Event, *, once: bool = False) -> None:
    """Deliver until `stop` is set; with `once`, what is due now, then return.

    Long work has a thread of its own. Returns within 5 seconds of `stop`. What a slow mail server still
    holds then keeps its lease, and is sent again when that has run out.
    """
    if once:
        schedules.keep_plans(timezone.now())
        while _turn() or work.do_due(timezone.now()):
            pass
        return
    loops = [
        Thread(target=_loop, args=(stop,), name="outbox", daemon=True),
        Thread(target=work.loop, args=(stop,), name="work", daemon=True),
    ]
    for loop in loops:
        loop.start()
    stop.wait()
    ends_at = monotonic() + STOP_SECONDS
    for loop in loops:
        loop.join(max(0.0, ends_at - monotonic()))


def deliver_due(at: datetime, limit: int, stop: Event | None = None) -> int:
    """Deliver at most `limit` of what is due at `at`, fewer once `stop` is set. Returns how many were tried.

    One that fails never stops the others.
    """
    started = monotonic()
    with transport.opened() as send:
        for number in range(limit):
            now = at + timedelta(seconds=monotonic() - started)
            delivery = None if stop and stop.is_set() else leases.claim(now, _kinds())
            if delivery is None:
                return number
            _attempt(delivery, send, now)
    return limit


def _kinds() -> list[str]:
    mails = [Delivery.Kind.MAIL, Delivery.Kind.CALENDAR] if _circuit.is_closed() else []
    return [*mails, Delivery.Kind.JOB]


def _attempt(delivery: Delivery, send: transport.Send, at: datetime) -> None:
    try:
        _deliver(delivery, send, at)
    except leases.LeaseLostError:
        _log.warning("delivery_lease_lost", delivery=str(delivery.id))
    except Exception as error:  # noqa: BLE001 - whatever one delivery does, the others go on
        _log.warning("delivery_failed", delivery=str(delivery.id), error=leases.describe(error))
        if delivery.kind != Delivery.Kind.JOB:
            _circuit.note(error)
        leases.fail(delivery, error, at)


def _deliver(delivery: Delivery, send: transport.Send, at: datetime) -> None:
    if delivery.kind == Delivery.Kind.JOB:
        _do_job(delivery, at)
        return
    late = delivery.valid_until is not None and delivery.valid_until <= at
    if late or not may_receive(delivery.kind, delivery.recipient, delivery.ref):
        _log.info("delivery_dropped", delivery=str(delivery.id), late=late)
        leases.drop(delivery)
        return
    send(delivery, rendering.message(delivery, at))
    leases.finish(delivery, at)


@transaction.atomic
def _do_job(delivery: Delivery, at: datetime) -> None:
    """Do the job and mark it as done in one transaction; without the lease nothing is done."""
    leases.finish(delivery, at)
    job(delivery.payload["name"])(delivery.payload["arguments"], at)


def _loop(stop: Event) -> None:
    prepared = False
    while not stop.is_set():
        try:
            if not prepared:
                schedules.keep_plans(timezone.now())
                prepared = True
            busy = _turn(stop)
        except (DatabaseError, InterfaceError) as error:
            # Locked, restarted or gone for a moment: what was claimed comes back when its lease runs out.
            _log.warning("outbox_database_failed", error=leases.describe(error))
            connections.close_all()
            busy = False
        except Exception as error:  # noqa: BLE001 - the loop outlives everything but its process
            _log.error("outbox_turn_failed", error=leases.describe(error))
            busy = False
        if not busy:
            stop.wait(POLL_SECONDS)
    connections.close_all()


def _turn(stop: Event | None = None) -> bool:
    """One look at everything; True if there may be more to do at once."""
    close_old_connections()
    at = timezone.now()
    schedules.enqueue_due(at)
    return deliver_due(at, BATCH, stop) == BATCH
