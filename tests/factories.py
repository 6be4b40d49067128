"""Short ways to make people and profiles for a test. Names and addresses are invented."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import count
from typing import Any

from mutua.people.models import Exclusion, Offer, Person, Profile, ReportingLine, Wish

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # a Monday, 10:00 in Berlin
_numbers = count(1)


def make_person(name: str = "", **fields: Any) -> Person:
    """An active person; the address follows from the first name, or from a number without one."""
    number = next(_numbers)
    name = name or f"Person {number:04}"
    address = name.split(" ")[0].lower() if not name.startswith("Person ") else f"person{number:04}"
    values = {"email": f"{address}@example.org", "state": Person.State.ACTIVE, "created_at": AT, **fields}
    return Person.objects.create(name=name, **values)


def make_profile(
    person: Person | None = None,
    *,
    offers: Mapping[str, int] | Sequence[str] = ("sk_presenting",),
    wishes: Mapping[str, int] | Sequence[str] = ("sk_negotiating",),
    **fields: Any,
) -> Profile:
    """A complete, visible profile; `offers` and `wishes` by key, with their weight where it counts."""
    values: dict[str, Any] = {
        "level": 3,
        "years": 5,
        "languages": ["de", "en"],
        "directions": ["cd_people_lead"],
        "challenges": ["ch_unwritten_rules"],
        "facets": {"function": ["engineering"], "unit": ["Platform"]},
        "slots": [[0, 540, 780], [3, 840, 960]],
        "mode": Profile.Mode.FLEXIBLE,
        "visible": True,
        "shown_at": AT,
        "updated_at": AT,
        **fields,
    }
    profile = Profile.objects.create(person=person or make_person(), **values)
    Offer.objects.bulk_create(Offer(profile=profile, skill=k, confidence=v) for k, v in _weighted(offers))
    Wish.objects.bulk_create(Wish(profile=profile, skill=k, priority=v) for k, v in _weighted(wishes))
    return profile


def make_reporting_line(person: Person, reports_to: Person, **fields: Any) -> ReportingLine:
    """`person` reports to `reports_to`, since a year before AT and still."""
    values = {"valid_from": AT.date().replace(year=AT.year - 1), **fields}
    return ReportingLine.objects.create(person=person, reports_to=reports_to, **values)


def make_exclusion(owner: Person, other: Person, **fields: Any) -> Exclusion:
    """`owner` does not want to be paired with `other`."""
    return Exclusion.objects.create(owner=owner, other=other, **{"since": AT, **fields})


def _weighted(skills: Mapping[str, int] | Sequence[str]) -> list[tuple[str, int]]:
    return list(skills.items()) if isinstance(skills, Mapping) else [(key, 2) for key in skills]
