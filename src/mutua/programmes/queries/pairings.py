"""How many tandems people are in, worked out from who is paired: a trio is three rows of one tandem."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from mutua.programmes.models import Pairing


def tandems_of_each(rows: Iterable[tuple[UUID, UUID, UUID]]) -> Counter[UUID]:
    """Person to number of tandems, from (tandem, first, second) rows."""
    seats = {(tandem, member) for tandem, *pair in rows for member in pair}
    return Counter(member for _tandem, member in seats)


def running_tandems(person_id: UUID) -> int:
    """How many tandems this person is in now."""
    running = Pairing.objects.filter(Q(first=person_id) | Q(second=person_id), ended_at__isnull=True)
    return running.values("tandem").distinct().count()
