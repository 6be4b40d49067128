"""Who looked at somebody's data, for that person alone; and whether the chain is whole."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Max, QuerySet
from django.db.models.functions import TruncDate

from mutua.audit.chain import BEGINNING, hash_of
from mutua.audit.models import Entry

CHUNK = 500
DayOfLooks = tuple[date, UUID | None, str, int]  # on that day, by whom, at what, how often


def looks_at(person_id: UUID, *, since: datetime) -> QuerySet[Entry]:
    """The entries that concern this person, newest first. Show them to nobody else."""
    return Entry.objects.filter(looks__person=person_id, at__gte=since).order_by("-at", "-number")


def looks_by_day(person_id: UUID, *, since: datetime) -> QuerySet[Entry, DayOfLooks]:
    """The same by day, newest first; days are those of the current time zone."""
    days = looks_at(person_id, since=since).annotate(day=TruncDate("at")).values("day", "by", "what")
    grouped = days.annotate(times=Count("number"), latest=Max("number")).order_by("-day", "-latest")
    return grouped.values_list("day", "by", "what", "times")


def broken_link() -> int | None:
    """The number of the first entry that is missing or is not as it was written; None if all are right.

    Entries cut off at the end leave no trace here: compare the last hash with one kept elsewhere.
    """
    previous = BEGINNING
    chain = Entry.objects.order_by("number").prefetch_related("looks").iterator(chunk_size=CHUNK)
    for number, entry in enumerate(chain, start=1):
        people = [look.person for look in entry.looks.all()]
        if (entry.number, entry.previous, entry.hash) != (number, previous, hash_of(entry, people)):
            return number
        previous = entry.hash
    return None
