"""People who stand in the directory, one or thousands."""

from __future__ import annotations

from html import unescape
from typing import Any

from django.urls import reverse

from mutua.people.models import Offer, Person, Profile, Wish
from tests.cast import browser_of
from tests.factories import AT, make_person, make_profile

DIRECTORY = reverse("programmes:directory")


def listed(name: str, **fields: Any) -> Person:
    """In the directory and nowhere else; speaks Polish, so that nobody shares a language by chance."""
    values = {"visible": False, "shown_at": None, "languages": ["pl"], "listed": True, **fields}
    return make_profile(make_person(name), **values).person


def listed_crowd(count: int, prefix: str = "Crowd") -> None:
    """So many at once, in few queries."""
    people = Person.objects.bulk_create(
        Person(
            name=f"{prefix} {number:04}",
            email=f"{prefix}{number}@example.org".lower(),
            state="active",
            created_at=AT,
        )
        for number in range(count)
    )
    profiles = Profile.objects.bulk_create(
        Profile(
            person=one, level=3, languages=["de"], facets={"function": ["sales"]}, listed=True, updated_at=AT
        )
        for one in people
    )
    Offer.objects.bulk_create(Offer(profile=one, skill="sk_negotiating") for one in profiles)
    Wish.objects.bulk_create(Wish(profile=one, skill="sk_presenting") for one in profiles)


def names(person: Person, query: str = "") -> list[str]:
    """The names on the cards, in their order."""
    page = browser_of(person).get(DIRECTORY + query).content.decode()
    cards = page.split('<article class="card person-card">')[1:]
    return [unescape(card.partition('<h2 class="card-title">')[2].partition("<")[0]) for card in cards]
