"""From invented people to rows: what a directory and many filled-in profiles would have left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import NAMESPACE_URL, UUID, uuid5

from mutua.demo.cast import OKSANA
from mutua.demo.invention import Invented
from mutua.people.actions.exclusion import exclude
from mutua.people.models import Offer, Person, Profile, ReportingLine, Wish
from mutua.programmes.queries.pool import Sheet

DIRECTORY_SINCE = timedelta(days=400)
JOINED = timedelta(days=120)


@dataclass(frozen=True)
class Stored:
    """An invented person and their rows. `sheet` is what pages read of both."""

    invented: Invented
    person: Person
    sheet: Sheet


def person_id(email: str) -> UUID:
    """The same for an address in every demo: this is how somebody invented is known again."""
    return uuid5(NAMESPACE_URL, f"mailto:{email}")


def store(people: Sequence[Invented], *, at: datetime) -> dict[str, Stored]:
    """Write persons, profiles, reporting lines and exclusions; by address. `at` is the day of the demo."""
    persons = {one.email: _person(one, at) for one in people}
    profiles = {one.email: _profile(one, persons[one.email], at) for one in people}
    kept = [one for one in people if one.stage != "no_profile"]
    shown = [one for one in kept if one.stage != "invited"]
    Person.objects.bulk_create(persons.values())
    Profile.objects.bulk_create(profiles[one.email] for one in kept)
    Offer.objects.bulk_create(
        Offer(profile=profiles[one.email], skill=skill, confidence=number)
        for one in shown
        for skill, number in one.offers.items()
    )
    Wish.objects.bulk_create(
        Wish(profile=profiles[one.email], skill=skill, priority=number)
        for one in shown
        for skill, number in one.wishes.items()
    )
    _relations(people, persons, at)
    return {one.email: _stored(one, persons[one.email], profiles[one.email]) for one in people}


def _relations(people: Sequence[Invented], persons: dict[str, Person], at: datetime) -> None:
    ReportingLine.objects.bulk_create(
        ReportingLine(
            person=persons[one.email],
            reports_to=persons[one.reports_to],
            valid_from=(at - DIRECTORY_SINCE).date(),
        )
        for one in people
        if one.reports_to
    )
    for one in people:
        for other in one.rather_not:
            exclude(other=persons[other], by=persons[one.email], at=at - JOINED)


def _person(one: Invented, at: datetime) -> Person:
    return Person(
        id=person_id(one.email),
        email=one.email,
        name=one.name,
        language=one.language,
        time_zone=one.time_zone,
        state=Person.State.INVITED if one.stage == "invited" else Person.State.ACTIVE,
        is_operator=one.name == OKSANA.name,
        created_at=at - JOINED,
    )


def _profile(one: Invented, person: Person, at: datetime) -> Profile:
    """Of someone invited only what the directory says; the rest is theirs to tell."""
    known = Profile(
        person=person,
        level=one.level,
        years=Decimal(one.years),
        languages=list(one.languages),
        facets={"function": [one.function], "unit": [one.unit], "site": [one.site]},
        updated_at=at - JOINED,
    )
    if one.stage == "invited":
        return known
    known.facets |= {facet: list(words) for facet, words in one.facets.items()}
    known.directions, known.challenges = list(one.directions), list(one.challenges)
    known.style, known.slots = list(one.style), [list(slot) for slot in one.slots]
    known.mode, known.trio, known.capacity = one.mode, one.trio, one.capacity
    known.visible = one.stage == "visible"
    known.listed = person.pk.int % 3 == 0  # also some of those whom matching does not see
    known.shown_at = at - JOINED if known.visible else None
    return known


def _stored(one: Invented, person: Person, profile: Profile) -> Stored:
    sheet = Sheet(
        person.pk, person.first_name, person.language, person.time_zone, profile, one.offers, one.wishes
    )
    return Stored(one, person, sheet)
