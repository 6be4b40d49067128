"""Two pages for machines: is the process alive, and can it do its work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from hmac import compare_digest
from ipaddress import ip_address
from shutil import disk_usage

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from mutua import vault
from mutua.outbox.queries import oldest_due

LEAST_FREE_BYTES = 200_000_000
LONGEST_WAIT = timedelta(minutes=15)


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. Touches no database, so that a slow one restarts nothing."""
    return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Everything needed is there: 200, or 503 with the names of what is not. Only for the monitor."""
    if not _is_monitor(request):
        raise Http404
    failing = [name for name, works in CHECKS.items() if not _passes(works)]
    headers = {"Cache-Control": "no-store", **({"Retry-After": "30"} if failing else {})}
    return JsonResponse(
        {"ready": not failing, "failing": failing}, status=503 if failing else 200, headers=headers
    )


def _is_monitor(request: HttpRequest) -> bool:
    """The right token, or without a configured token a request from this machine itself."""
    if token := settings.MONITOR_TOKEN:
        return compare_digest(request.headers.get("Authorization", "").encode(), f"Bearer {token}".encode())
    address = request.META.get("REMOTE_ADDR", "")
    direct = "Forwarded" not in request.headers and "X-Forwarded-For" not in request.headers
    return direct and bool(address) and ip_address(address).is_loopback


def _passes(works: Callable[[], bool]) -> bool:
    try:
        return works()
    except (DatabaseError, OSError, vault.VaultError):
        return False


def _database_takes_writes() -> bool:
    cache.set("readyz", "written", timeout=60)
    return bool(cache.get("readyz") == "written")


def _migrations_are_applied() -> bool:
    executors = (MigrationExecutor(connections[alias]) for alias in connections)
    return not any(each.migration_plan(each.loader.graph.leaf_nodes()) for each in executors)


def _keys_open() -> bool:
    vault.check()
    return True


def _disk_has_room() -> bool:
    return disk_usage(settings.DATA).free >= LEAST_FREE_BYTES


def _mail_and_jobs_leave() -> bool:
    """Whatever fails is tried again later, so that only a worker that does not work lets things wait."""
    return oldest_due(timezone.now()) <= LONGEST_WAIT


CHECKS: dict[str, Callable[[], bool]] = {
    "database": _database_takes_writes,
    "migrations": _migrations_are_applied,
    "keys": _keys_open,
    "disk": _disk_has_room,
    "outbox": _mail_and_jobs_leave,
}
