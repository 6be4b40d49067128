"""What a list has told about somebody, for that person alone: “imported: correct?”"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from mutua.people.imports.columns import FACTS, Fact
from mutua.people.imports.display import fact_in_words, field_name
from mutua.people.imports.holding import Held
from mutua.people.models import ImportedFacts, Person, Profile


@dataclass(frozen=True)
class OwnFact:
    name: str
    words: str


@dataclass(frozen=True)
class OwnFacts:
    """What is stored as a list told it and was not called correct yet; `seen`: up to which import."""

    facts: Sequence[OwnFact]
    seen: datetime | None

    def __bool__(self) -> bool:
        return bool(self.facts)


def own_facts(person: Person, profile: Profile, language: str) -> OwnFacts:
    """One query, where offers and wishes of the profile are prefetched."""
    held = _held(person, profile)
    rows = _rows(person)
    found = dict(_open_facts(held, rows))
    facts = [
        OwnFact(field_name(name, language), fact_in_words(name, found[name], language))
        for name in FACTS
        if name in found
    ]
    return OwnFacts(facts, max((row.imported_at for row in rows), default=None))


def imported_fields(person: Person, profile: Profile) -> set[str]:
    """What is stored as a list told it, called correct or not."""
    held = _held(person, profile)
    return {name for row in _rows(person) for name, told in row.facts.items() if told == held.value(name)}


def _rows(person: Person) -> list[ImportedFacts]:
    return list(ImportedFacts.objects.filter(person=person, gone_at=None).order_by("imported_at"))


def _open_facts(held: Held, rows: Sequence[ImportedFacts]) -> Iterator[tuple[str, Fact]]:
    for row in rows:
        for name, told in row.facts.items():
            as_told = name == "reports_to" or held.value(name) == told
            if as_told and row.confirmed.get(name) != told:
                yield name, told


def _held(person: Person, profile: Profile) -> Held:
    if profile._state.adding:
        return Held(person)
    offers = {offer.skill: offer.confidence for offer in profile.offers.all()}
    wishes = {wish.skill: wish.priority for wish in profile.wishes.all()}
    return Held(person, profile, offers, wishes)
