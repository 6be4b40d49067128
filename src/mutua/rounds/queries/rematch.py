"""Whether somebody can take another tandem."""

from __future__ import annotations

from django.db.models import Q

from mutua.people.models import Person, Profile
from mutua.programmes.models import Pairing
from mutua.programmes.rules import MOST_TANDEMS


def has_room(person: Person) -> bool:
    """Fewer tandems under way than this person wants at a time, two at most."""
    profile = Profile.objects.filter(person=person).first()
    running = Pairing.objects.filter(Q(first=person) | Q(second=person), ended_at__isnull=True)
    wanted = min(MOST_TANDEMS, profile.capacity) if profile else 0
    return running.values("tandem").distinct().count() < wanted
