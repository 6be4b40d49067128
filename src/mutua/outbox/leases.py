"""Who works on a delivery: claimed by a conditional update, given back or finished with the same token.

A worker that dies keeps its lease until it runs out; then anyone may claim the delivery again. So each is
done at least once, and the same Message-ID lets mail programs recognise a second copy.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from random import SystemRandom
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPResponseException
from uuid import uuid4

from django.db.models import F, Q

from mutua.outbox.models import Delivery

LEASE = timedelta(minutes=5)
MOST_ATTEMPTS = 12
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=6)
JITTER = 0.2
CANDIDATES = 10

_random = SystemRandom()


class LeaseLostError(Exception):
    """The lease ran out and another worker has the delivery now."""


def claim(at: datetime, kinds: Collection[str], lease: timedelta = LEASE) -> Delivery | None:
    """Take the delivery that has been due longest, or None if nothing is due."""
    free = Q(state=Delivery.State.WAITING, run_at__lte=at) | Q(
        state=Delivery.State.LEASED, leased_until__lte=at
    )
    due = Delivery.objects.filter(free, kind__in=kinds)
    for key in due.order_by("run_at", "created_at").values_list("id", flat=True)[:CANDIDATES]:
        token = uuid4()
        taken = due.filter(id=key).update(
            state=Delivery.State.LEASED,
            lease_token=token,
            leased_until=at + lease,
            attempts=F("attempts") + 1,
        )
        if taken:
            return Delivery.objects.get(id=key)
    return None


def renew(delivery: Delivery, until: datetime) -> bool:
    """Keep a delivery that takes long. False if the lease is lost."""
    held = Delivery.objects.filter(id=delivery.id, lease_token=delivery.lease_token)
    return bool(held.update(leased_until=until))


def finish(delivery: Delivery, at: datetime) -> None:
    """Mark as sent and forget what was in it. Raises LeaseLostError."""
    if not _let_go(delivery, state=Delivery.State.SENT, payload={}, finished_at=at, last_error=""):
        raise LeaseLostError


def fail(delivery: Delivery, error: Exception, at: datetime) -> None:
    """Try again later, or give up after the last attempt or a final refusal; nothing if the lease is lost."""
    if delivery.attempts >= MOST_ATTEMPTS or _is_final(error):
        _let_go(delivery, state=Delivery.State.DEAD, finished_at=at, last_error=describe(error))
    else:
        later = at + pause(delivery.attempts)
        _let_go(delivery, state=Delivery.State.WAITING, run_at=later, last_error=describe(error))


def drop(delivery: Delivery) -> None:
    """Forget a delivery that must not leave any more."""
    Delivery.objects.filter(id=delivery.id, lease_token=delivery.lease_token).delete()


def pause(attempts: int) -> timedelta:
    """How long to wait after so many attempts: doubling, with jitter so that not all come back at once."""
    doubled: timedelta = FIRST_PAUSE * (1 << (attempts - 1))
    return min(doubled, LONGEST_PAUSE) * _random.uniform(1 - JITTER, 1 + JITTER)


def describe(error: Exception) -> str:
    """What went wrong without any word of the message or the address: the kind of error and a code."""
    return " ".join([type(error).__name__, *(str(code) for code in _codes(error)[:1])])


def _is_final(error: Exception) -> bool:
    """The mail server will never take this mail: 5xx to the recipient or the data (RFC 5321)."""
    return isinstance(error, SMTPRecipientsRefused | SMTPDataError) and min(_codes(error)) >= 500


def _codes(error: Exception) -> list[int]:
    if isinstance(error, SMTPRecipientsRefused):
        return [code for code, _message in error.recipients.values()]
    return [error.smtp_code] if isinstance(error, SMTPResponseException) else []


def _let_go(delivery: Delivery, **values: object) -> bool:
    held = Delivery.objects.filter(id=delivery.id, lease_token=delivery.lease_token)
    return bool(held.update(lease_token=None, leased_until=None, **values))
