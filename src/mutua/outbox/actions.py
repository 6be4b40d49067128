"""Hand something over to leave the house later. Every action writes in the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q

from mutua.content.loader import language as content_language
from mutua.outbox.calendar import CalendarEvent
from mutua.outbox.models import Delivery
from mutua.outbox.texts import Context, MailText, written

KEEP_SENT = timedelta(days=30)
KEEP_DEAD = timedelta(days=90)


def enqueue_mail(
    *,
    to: str,
    language: str,
    template: MailText | str,
    context: Context,
    at: datetime,
    ref: str = "",
    valid_until: datetime | None = None,
) -> Delivery:
    """Send a mail at `at`, or not at all once `valid_until` has passed.

    `template` is the id of a shipped notification ("nt_sign") or a MailText; `context` fills its {names},
    dates written out in the language; context["link"] is a path here and becomes the button. An address
    that may not be written raises ValidationError, an unfilled name KeyError.
    """
    tongue = content_language(language)
    payload = written(template, context, tongue) | {"link": _own_path(str(context.get("link", "")))}
    return _enqueue(Delivery.Kind.MAIL, payload, at, ref, to=to, language=tongue, valid_until=valid_until)


def enqueue_calendar(*, to: str, language: str, event: CalendarEvent, at: datetime, ref: str) -> Delivery:
    """Send an invitation, its update or its cancelling to one person's calendar.

    The link in event.url may be a path here. Raises ValueError if `to` is not the attendee.
    """
    if event.attendee.address.casefold() != to.casefold():
        raise ValueError("the invitation goes to its attendee alone")
    payload = event.to_payload() | {"url": settings.BASE_URL + _own_path(event.url)}
    tongue = content_language(language)
    return _enqueue(Delivery.Kind.CALENDAR, payload, at, ref, to=to, language=tongue)


def enqueue_job(*, name: str, arguments: Mapping[str, Any], run_at: datetime, ref: str = "") -> Delivery:
    """Have the job registered under `name` done at `run_at`; `arguments` are JSON values."""
    payload = {"name": name, "arguments": dict(arguments)}
    return _enqueue(Delivery.Kind.JOB, payload, run_at, ref)


def enqueue_work(*, name: str, arguments: Mapping[str, Any], run_at: datetime, ref: str = "") -> Delivery:
    """Have the long work registered under `name` done at `run_at`; `arguments` are JSON values."""
    payload = {"name": name, "arguments": dict(arguments)}
    return _enqueue(Delivery.Kind.WORK, payload, run_at, ref)


def cancel(*, ref: str) -> int:
    """Take back what has not left yet under this ref and those below it ("a/b" holds "a/b/c").

    Returns how many. A cancelled ref may be used again; one that was sent may not.
    """
    if not ref:
        return 0
    named = Q(ref=ref) | Q(ref__startswith=f"{ref}/")
    taken_back, _by_model = Delivery.objects.filter(named, state=Delivery.State.WAITING).delete()
    return taken_back


@transaction.atomic
def send_again(*, delivery: Delivery, at: datetime) -> bool:
    """Give a dead delivery another row of attempts. False if it is not dead any more.

    What may not be sent any more because it is too late stays so: it is dropped instead.
    """
    dead = Delivery.objects.filter(id=delivery.id, state=Delivery.State.DEAD)
    return bool(
        dead.update(
            state=Delivery.State.WAITING,
            run_at=at,
            attempts=0,
            last_error="",
            finished_at=None,
        )
    )


def tidy(*, at: datetime) -> int:
    """Forget what was sent 30 days ago, given up 90 days ago, or given up and too late. Returns how many."""
    old = Q(state=Delivery.State.SENT, finished_at__lt=at - KEEP_SENT)
    older = Q(state=Delivery.State.DEAD, finished_at__lt=at - KEEP_DEAD)
    late = Q(state=Delivery.State.DEAD, valid_until__lte=at)
    forgotten, _by_model = Delivery.objects.filter(old | older | late).delete()
    return forgotten


def _enqueue(
    kind: Delivery.Kind,
    payload: dict[str, Any],
    at: datetime,
    ref: str,
    *,
    to: str = "",
    language: str = "",
    valid_until: datetime | None = None,
) -> Delivery:
    """Insert the delivery; if its ref is there already, that one stands."""
    if to:
        validate_email(to)
    key = uuid4()
    delivery = Delivery(
        id=key,
        kind=kind,
        recipient=to,
        language=language,
        payload=payload,
        ref=ref,
        message_id=_message_id(key) if to else "",
        created_at=at,
        run_at=at,
        valid_until=valid_until,
    )
    if not ref:
        delivery.save(force_insert=True)
        return delivery
    Delivery.objects.bulk_create([delivery], ignore_conflicts=True)
    return Delivery.objects.get(ref=ref)


def _message_id(key: UUID) -> str:
    return f"<{key}@{parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition('@')[2]}>"


def _own_path(link: str) -> str:
    """A mail links to this house alone: a path, or an address that begins with our own."""
    path = link.removeprefix(settings.BASE_URL) if link.startswith(f"{settings.BASE_URL}/") else link
    if path and (not path.startswith("/") or path.startswith("//") or not path.isprintable()):
        raise ValueError("a mail may link only to a path of this installation")
    return path
