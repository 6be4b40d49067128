"""Write down that somebody looked. This is the one thing that a page may write when it is only read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from mutua.audit.chain import BEGINNING, hash_of
from mutua.audit.models import Entry, Look

Detail = str | int | bool | None
MOST_DETAILS = 10
LONGEST_DETAIL = 100


@transaction.atomic
def record(
    *,
    by: UUID | None,
    what: str,
    people: Iterable[UUID] = (),
    place: UUID | None = None,
    details: Mapping[str, Detail] | None = None,
    at: datetime,
) -> Entry:
    """Add one entry to the chain: `by` (None: a command) looked at what `what` stands for of these people.

    In the caller's transaction, or one of its own. Whoever records at the same time waits until that one
    ends, so record last. `details` are at most ten short values, none of them personal: ValueError.
    """
    concerned = sorted(set(people))
    small = _small(details or {})
    _one_at_a_time()
    last = Entry.objects.order_by("-number").values_list("number", "hash").first()
    number, previous = last or (0, BEGINNING)
    entry = Entry(number=number + 1, at=at, by=by, what=what, place=place, details=small, previous=previous)
    entry.hash = hash_of(entry, concerned)
    entry.save()
    Look.objects.bulk_create(Look(entry=entry, person=person) for person in concerned)
    return entry


def _one_at_a_time() -> None:
    """Only one transaction may add to the chain; reading goes on.

    A row lock would not do: who waited for the last row would still hold that one, and not the new last.
    On SQLite a transaction is the only one that writes from its beginning (IMMEDIATE).
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {Entry._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")


def _small(details: Mapping[str, Detail]) -> dict[str, Detail]:
    if len(details) > MOST_DETAILS:
        raise ValueError(f"more than {MOST_DETAILS} details")
    for name, value in details.items():
        if not isinstance(value, str | int | None) or len(str(value)) > LONGEST_DETAIL:
            raise ValueError(f"the detail “{name}” is not a short text, a whole number, yes, no or nothing")
    return dict(details)
