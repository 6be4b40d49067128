"""What other packages may ask about people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from mutua.people.models import Exclusion, Person, ReportingLine

LINE_MEMORY = timedelta(days=365)


def reporting_edges(on: date) -> list[tuple[UUID, UUID]]:
    """(person, reports to) of every line that holds on that day or held in the twelve months before it."""
    lines = ReportingLine.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on - LINE_MEMORY), valid_from__lte=on
    )
    return list(lines.values_list("person_id", "reports_to_id"))


def reporting_relatives(person_id: UUID, on: date) -> set[UUID]:
    """Everybody above and below this person at any depth (invariant 4); siblings are not among them."""
    up: dict[UUID, set[UUID]] = defaultdict(set)
    down: dict[UUID, set[UUID]] = defaultdict(set)
    for below, above in reporting_edges(on):
        up[below].add(above)
        down[above].add(below)
    return _reachable(person_id, up) | _reachable(person_id, down)


def _reachable(start: UUID, edges: dict[UUID, set[UUID]]) -> set[UUID]:
    found: set[UUID] = set()
    frontier = [start]
    while frontier:
        new = edges[frontier.pop()] - found - {start}
        found |= new
        frontier.extend(new)
    return found


def excluded_with(person_id: UUID) -> set[UUID]:
    """Everybody this person must never be paired with by an exclusion of either side. Never show it."""
    open_ones = Exclusion.objects.filter(lifted_at__isnull=True)
    pairs = open_ones.filter(Q(owner=person_id) | Q(other=person_id)).values_list("owner_id", "other_id")
    return {other if owner == person_id else owner for owner, other in pairs}


def people_by_id(ids: Iterable[UUID]) -> dict[UUID, Person]:
    return Person.objects.in_bulk(list(ids))
