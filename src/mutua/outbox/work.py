"""Long work (importing a list, matching a round): one at a time in a thread of its own beside the mails.

It runs in no transaction, so that everybody can see how far it is. While it runs its lease is kept alive;
if the process dies, another worker begins it anew a minute later.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Event, Thread

import structlog
from django.db import DatabaseError, InterfaceError, close_old_connections, connection, connections
from django.utils import timezone

from mutua.outbox import jobs, leases
from mutua.outbox.models import Delivery

LEASE = timedelta(seconds=60)
HEARTBEAT_SECONDS = 15.0
POLL_SECONDS = 0.5

_log = structlog.get_logger(__name__)


def loop(stop: Event) -> None:
    """Do what is due until `stop` is set; what is being done then is begun anew by the next worker."""
    while not stop.is_set():
        close_old_connections()
        try:
            busy = do_due(timezone.now())
        except (DatabaseError, InterfaceError) as error:
            _log.warning("work_database_failed", error=leases.describe(error))
            connections.close_all()
            busy = False
        if not busy:
            stop.wait(POLL_SECONDS)
    connections.close_all()


def do_due(at: datetime) -> bool:
    """Do the work that has been due longest. False if there was none."""
    delivery = leases.claim(at, [Delivery.Kind.WORK], LEASE)
    if delivery is None:
        return False
    try:
        with _kept_alive(delivery):
            jobs.work(delivery.payload["name"])(delivery.payload["arguments"], at)
        leases.finish(delivery, timezone.now())
    except leases.LeaseLostError:
        _log.warning("work_lease_lost", delivery=str(delivery.id))
    except Exception as error:  # noqa: BLE001 - whatever one piece of work does, the others go on
        _log.warning("work_failed", delivery=str(delivery.id), error=leases.describe(error))
        leases.fail(delivery, error, timezone.now())
    return True


@contextmanager
def _kept_alive(delivery: Delivery) -> Iterator[None]:
    done = Event()
    heart = Thread(target=_beat, args=(delivery, done), name="heartbeat", daemon=True)
    heart.start()
    try:
        yield
    finally:
        done.set()
        heart.join()


def _beat(delivery: Delivery, done: Event) -> None:
    while not done.wait(HEARTBEAT_SECONDS):
        try:
            if not leases.renew(delivery, timezone.now() + LEASE):
                return
        except (DatabaseError, InterfaceError) as error:
            _log.warning("work_heartbeat_failed", error=leases.describe(error))
        finally:
            connection.close()
