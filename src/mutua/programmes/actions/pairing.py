"""Who is paired with whom: written by tandems as they begin and end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import combinations
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mutua.errors import DomainError
from mutua.people.models import Person
from mutua.programmes.models import Pairing
from mutua.programmes.queries.pairings import running_tandems
from mutua.programmes.rules import MOST_TANDEMS


def lock_people(*ids: UUID) -> None:
    """Until the transaction ends, nobody else decides anything about these people; ids in one order.

    Rows that merely point to them can be written meanwhile: whoever writes those may hold what we wait for.
    """
    list(Person.objects.select_for_update(no_key=True).filter(id__in=ids).order_by("id").values_list("id"))


@transaction.atomic
def record_pairing(*, tandem: UUID, people: Sequence[Person], at: datetime) -> None:
    """Note that these two or three are together from now on.

    Locks the people in the order of their ids, so that two tandems begun at once cannot both take
    the last place. Raises DomainError("capacity") or ("already_paired").
    """
    ids = sorted(person.id for person in people)
    lock_people(*ids)
    running = Pairing.objects.filter(ended_at__isnull=True)
    for person_id in ids:
        if running_tandems(person_id) >= MOST_TANDEMS:
            raise DomainError(
                "capacity", _("One of you already has two tandems. One has to end before a new one begins.")
            )
    for first, second in combinations(ids, 2):
        if running.filter(first=first, second=second).exists():
            raise DomainError("already_paired", _("The two of you already are a tandem."))
        Pairing.objects.create(tandem=tandem, first_id=first, second_id=second, began_at=at)


@transaction.atomic
def end_pairing(*, tandem: UUID, at: datetime) -> int:
    """Note that this tandem is over; returns how many pairings ended."""
    return Pairing.objects.filter(tandem=tandem, ended_at__isnull=True).update(ended_at=at)
