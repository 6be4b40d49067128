"""Who may do what in a tandem. All members may do the same: swap them and nothing changes (S2)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from mutua.people.models import Person
from mutua.people.queries import never_paired_with
from mutua.tandems.models import Goal, Member, Tandem
from mutua.tandems.states import LIVING


def is_member(tandem_id: UUID, person_id: UUID) -> bool:
    return Member.objects.filter(tandem=tandem_id, person=person_id, left_at__isnull=True).exists()


def may_write(tandem: Tandem) -> bool:
    return tandem.state in LIVING


def owns(person: Person, goal: Goal) -> bool:
    return goal.owner_id == person.id


def kept_apart(people: list[UUID], at: datetime) -> bool:
    """Is there a reporting line or an exclusion between any two of them? Which one is nobody's business."""
    for position, person in enumerate(people):
        others = set(people[position + 1 :])
        if others & never_paired_with(person, at.date()):
            return True
    return False
