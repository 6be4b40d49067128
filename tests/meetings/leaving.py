"""What a meeting's actions put into the outbox, as tests compare it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from mutua.errors import DomainError
from mutua.outbox.models import Delivery
from tests.meetings.tandem import END, START

LATER, LATER_END = START + timedelta(days=1), END + timedelta(days=1)
REQUEST, CANCEL = "REQUEST", "CANCEL"


def calendars() -> list[tuple[int, str, str, datetime]]:
    """(sequence, recipient, method, start) of what is on its way into calendars, in order."""
    events = [row.payload for row in Delivery.objects.filter(kind=Delivery.Kind.CALENDAR)]
    return sorted(
        (
            event["sequence"],
            event["attendee"]["address"],
            event["method"],
            datetime.fromisoformat(event["start"]),
        )
        for event in events
    )


def both(sequence: int, method: str, start: datetime) -> list[tuple[int, str, str, datetime]]:
    return [(sequence, f"{name}@example.org", method, start) for name in ("amira", "ben")]


def mails() -> list[tuple[str, str]]:
    rows = Delivery.objects.filter(kind=Delivery.Kind.MAIL).order_by("created_at")
    return [(row.recipient, row.payload["subject"]) for row in rows]


def refused(code: str, action: Any, **values: Any) -> None:
    with pytest.raises(DomainError) as refusal:
        action(**values)
    assert refusal.value.code == code
