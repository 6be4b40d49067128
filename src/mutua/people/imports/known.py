"""Who of a list is here already, and who of the last list is not on this one: read in bulk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Lower

from mutua.people.imports.holding import Held
from mutua.people.imports.references import Edge
from mutua.people.models import ImportedFacts, Offer, Person, Profile, ReportingLine, Wish

CHUNK = 2_000
"""Values in one query: fewer than any database refuses."""
One = TypeVar("One")


def in_chunks(values: Iterable[One]) -> Iterator[Sequence[One]]:
    """A few thousand at a time, in order."""
    every = list(values)
    for start in range(0, len(every), CHUNK):
        yield every[start : start + CHUNK]


def ids_of(addresses: Collection[str]) -> dict[str, UUID]:
    """Who has these addresses, people outside too; by address in small letters."""
    found: dict[str, UUID] = {}
    for chunk in in_chunks(sorted(addresses)):
        people = Person.objects.annotate(low=Lower("email")).filter(low__in=chunk)
        found |= {email.lower(): key for email, key in people.values_list("email", "pk")}
    return found


def with_account(addresses: Collection[str]) -> set[str]:
    """Those of these addresses that belong to somebody here. People outside count as nobody."""
    ids = ids_of(addresses)
    hidden = (Person.State.OUTSIDE, Person.State.ERASED)
    outside: set[UUID] = set()
    for chunk in in_chunks(ids.values()):
        outside |= set(Person.objects.filter(pk__in=chunk, state__in=hidden).values_list("pk", flat=True))
    return {address for address, key in ids.items() if key not in outside}


def held_by(ids: Collection[UUID], group: UUID | None, *, lock: str = "") -> dict[UUID, Held]:
    """These people and what the group told of them; `fill` adds the rest.

    lock: "" reads, "write" keeps others from writing, "delete" also from naming them. Rows are locked in the
    order of their ids, so that two imports never wait for each other in a circle.
    """
    found: dict[UUID, Held] = {}
    for chunk in in_chunks(sorted(ids)):
        people = Person.objects.filter(pk__in=chunk).order_by("pk")
        if lock:
            people = people.select_for_update(no_key=lock == "write")
        found |= {person.pk: Held(person) for person in people}
    for chunk in in_chunks(sorted(found)):
        for facts in ImportedFacts.objects.filter(person__in=chunk, group=group):
            found[facts.person_id].facts = facts
    return found


def fill(people: Iterable[Held], group: UUID | None) -> None:
    """Add profiles, skills, and what other groups told."""
    found = {held.person.pk: held for held in people}
    fill_elsewhere(found, group)
    for chunk in in_chunks(sorted(found)):
        _fill(found, chunk)


def fill_elsewhere(found: Mapping[UUID, Held], group: UUID | None) -> None:
    """Add what other groups told."""
    elsewhere: dict[UUID, list[ImportedFacts]] = defaultdict(list)
    for chunk in in_chunks(sorted(found)):
        for facts in ImportedFacts.objects.filter(person__in=chunk).exclude(group=group):
            elsewhere[facts.person_id].append(facts)
    for key, told in elsewhere.items():
        found[key].elsewhere = told


def _fill(found: Mapping[UUID, Held], chunk: Sequence[UUID]) -> None:
    for profile in Profile.objects.filter(pk__in=chunk):
        found[profile.pk].profile = profile
    for key, skill, weight in _rows(Offer, chunk, "confidence"):
        found[key].offers[skill] = weight
    for key, skill, weight in _rows(Wish, chunk, "priority"):
        found[key].wishes[skill] = weight


def _rows(model: type[Offer | Wish], chunk: Sequence[UUID], weight: str) -> Iterable[Any]:
    return (
        model._default_manager.filter(profile__in=chunk)
        .order_by("pk")
        .values_list("profile", "skill", weight)
    )


def gone_ids(group: UUID | None, listed: Collection[str]) -> list[UUID]:
    """Who was on the last list of the group and is not on this one."""
    there = ImportedFacts.objects.filter(group=group, gone_at=None).order_by("person__email")
    known = there.values_list("person", "person__email")
    return [key for key, email in known if email.lower() not in listed]


def lasting_edges(today: date) -> list[Edge]:
    """The reporting lines that hold today or later, by address."""
    lines = ReportingLine.objects.filter(Q(valid_to=None) | Q(valid_to__gte=today))
    return [
        Edge(person.lower(), boss.lower(), since.isoformat(), until.isoformat() if until else "")
        for person, boss, since, until in lines.values_list(
            "person__email", "reports_to__email", "valid_from", "valid_to"
        )
    ]
