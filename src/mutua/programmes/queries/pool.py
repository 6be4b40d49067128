"""Everybody one person could be paired with, as a matching Pool, in a fixed number of queries.

Whom a hard filter between the two bars (reporting line, exclusion, former or current partner, no room
left) is not in the pool at all: nothing that is worked out from it can tell why, or that they exist.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.db.models import Q

from mutua.content.skills import nearness
from mutua.matching.pool import Pool
from mutua.people.models import Offer, Person, Profile, Wish
from mutua.people.queries import never_paired_with
from mutua.programmes.models import Pairing
from mutua.programmes.queries.pairings import tandems_of_each
from mutua.programmes.rules import MOST_TANDEMS, sees_directory

IN_POOL = Q(visible=True, person__state=Person.State.ACTIVE)
IN_DIRECTORY = Q(listed=True, person__state=Person.State.ACTIVE)
FACETS = ("function", "unit", "path", "industry", "site", "perspective")


@dataclass(frozen=True)
class Sheet:
    """What matching may know of one person. offers: skill → confidence; wishes: skill → priority."""

    id: UUID
    first_name: str
    language: str
    time_zone: str
    profile: Profile
    offers: Mapping[str, int]
    wishes: Mapping[str, int]

    @property
    def is_complete(self) -> bool:
        """Enough for a fit: something to give, something to learn, a level and a language (S19)."""
        known = self.offers and self.wishes and self.profile.level and self.profile.languages
        return bool(known)

    def facet(self, name: str) -> tuple[str, ...]:
        value = self.profile.facets.get(name) or ()
        return (value,) if isinstance(value, str) else tuple(value)

    def as_listed(self) -> Sheet:
        """What the directory shows of it: the field of work, skills, directions, languages."""
        whole = self.profile
        kept = next(({name: self.facet(name)} for name in ("function", "unit") if self.facet(name)), {})
        shown = Profile(
            person=whole.person, facets=kept, directions=whole.directions, languages=whole.languages
        )
        return replace(self, profile=shown)

    def record(self) -> dict[str, object]:
        """The columns that matching reads."""
        profile = self.profile
        return {
            "id": str(self.id),
            "name": self.first_name,
            **({"level": profile.level} if profile.level else {}),
            "years": profile.years,
            "languages": profile.languages,
            "offers": list(self.offers.items()),
            "wishes": list(self.wishes.items()),
            "directions": profile.directions,
            "challenges": profile.challenges,
            "style": profile.style,
            "timezone": self.time_zone,
            "slots": profile.slots,
            "mode": profile.mode,
            **{facet: self.facet(facet) for facet in FACETS},
        }


@dataclass(frozen=True)
class Around:
    """One person, everybody they could be paired with, and `visible`: all who are shown, barred or not."""

    me: Sheet
    others: Sequence[Sheet]
    visible: Sequence[Sheet]
    day: datetime

    def alone_with(self, other: Sheet) -> Around:
        """The same person, and nobody but this one."""
        return replace(self, others=[other], visible=[])

    @cached_property
    def pool(self) -> Pool:
        """Row 0 is the asking person, then the others in order; unreadable profiles are left out."""
        # Matching needs a level. A card of the directory has none; without years nothing is said about it.
        level = self.me.profile.level
        records = [self.me.record(), *({"level": level} | sheet.record() for sheet in self.others)]
        return Pool.from_records(records, near=nearness(), week=self.day.date(), lenient=True)

    @cached_property
    def sheets(self) -> Sequence[Sheet]:
        """The sheets in the order of the pool's rows."""
        known = {str(sheet.id): sheet for sheet in (self.me, *self.others)}
        return [known[key] for key in self.pool.ids]


def around(person: Person, *, at: datetime, shown: Q = IN_POOL) -> Around:
    """Six queries, whatever the number of people. `shown` says whose complete profiles there are to see."""
    profiles = Profile.objects.select_related("person").filter(shown | Q(person=person)).order_by("person_id")
    offers = numbers(Offer.objects.values_list("profile_id", "skill", "confidence"))
    wishes = numbers(Wish.objects.values_list("profile_id", "skill", "priority"))
    sheets = {row.pk: sheet_of(row, offers[row.pk], wishes[row.pk]) for row in profiles}
    me = sheets.pop(person.pk, None) or sheet_of(Profile(person=person), {}, {})
    barred = never_paired_with(person.pk, at.date()) | _not_free(person.pk, sheets)
    complete = [sheet for sheet in sheets.values() if sheet.is_complete]
    others = [sheet for sheet in complete if sheet.id not in barred]
    return Around(me=me, others=others, visible=complete, day=at)


def around_card(person: Person, other_id: UUID, *, at: datetime) -> Around:
    """The same for opening one card, which may be one of the directory that is not in the pool."""
    card = Q(person=other_id) & IN_DIRECTORY if sees_directory(person) else Q(pk__in=[])
    return around(person, at=at, shown=IN_POOL | card)


def sheet_of(profile: Profile, offers: Mapping[str, int], wishes: Mapping[str, int]) -> Sheet:
    """The sheet of a profile whose person is loaded."""
    person = profile.person
    return Sheet(person.pk, person.first_name, person.language, person.time_zone, profile, offers, wishes)


def numbers(rows: object) -> Mapping[UUID, Mapping[str, int]]:
    """(profile, skill, number) rows as profile to skill to number."""
    found: dict[UUID, dict[str, int]] = defaultdict(dict)
    for profile_id, skill, number in rows:  # type: ignore[attr-defined]
        found[profile_id][skill] = number
    return found


def _not_free(person_id: UUID, sheets: Mapping[UUID, Sheet]) -> set[UUID]:
    """Whoever is or was paired with this person, and whoever has as many tandems as they want."""
    rows = list(Pairing.objects.values_list("tandem", "first", "second", "ended_at"))
    pairs = [(first, second) for _tandem, first, second, _ended in rows if person_id in (first, second)]
    partners = {key for pair in pairs for key in pair} - {person_id}
    running = tandems_of_each(row[:3] for row in rows if row[3] is None)
    full = {key for key, sheet in sheets.items() if running[key] >= min(MOST_TANDEMS, sheet.profile.capacity)}
    return partners | full
