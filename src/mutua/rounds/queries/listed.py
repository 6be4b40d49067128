"""People of the imported list of a programme who are not in a round yet."""

from __future__ import annotations

from uuid import UUID

from mutua.people.imports.models import ImportedFacts
from mutua.people.models import Person
from mutua.rounds.models import Round


def listed_outside(round: Round) -> list[UUID]:
    """Whoever is on the list now, has an account that is in use, and was never in this round. One query."""
    on_list = ImportedFacts.objects.filter(
        group=round.programme_id,
        gone_at__isnull=True,
        person__state__in=(Person.State.INVITED, Person.State.ACTIVE),
    )
    enrolled = round.enrolments.values("person_id")
    return list(
        on_list.exclude(person__in=enrolled).order_by("person_id").values_list("person_id", flat=True)
    )
