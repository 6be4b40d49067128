"""Whether somebody can take another tandem."""

from __future__ import annotations

from mutua.people.models import Person, Profile
from mutua.programmes.queries.pairings import running_tandems
from mutua.programmes.rules import MOST_TANDEMS


def has_room(person: Person) -> bool:
    """Fewer tandems under way than this person wants at a time, two at most."""
    profile = Profile.objects.filter(person=person).first()
    wanted = min(MOST_TANDEMS, profile.capacity) if profile else 0
    return running_tandems(person.pk) < wanted
