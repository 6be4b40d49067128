"""What is stored about a person, in the form of facts: read, set, and free to be written by a list or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cache

from mutua.people.catalogue import FACETS
from mutua.people.imports.columns import FACTS, Fact
from mutua.people.models import ImportedFacts, Person, Profile

OF_PERSON = {"name": "name", "timezone": "time_zone"}
SKILLS = ("offers", "wishes")
OF_PROFILE = tuple(name for name in FACTS if name not in {*OF_PERSON, *SKILLS, *FACETS, "reports_to"})
NEVER_EMPTY = ("timezone", "trio", "capacity")
"""What has a value from the first day on: only of somebody who never signed in it is nobody's choice."""
UNTOUCHED = (Person.State.INVITED, Person.State.OUTSIDE)
AWAY = (Person.State.LEFT, Person.State.ERASED)


@dataclass
class Held:
    """A person with all that a list could tell. `facts`: of the group; `elsewhere`: what other groups told.

    `created`: by the import that looks at them now.
    """

    person: Person
    profile: Profile | None = None
    offers: dict[str, int] = field(default_factory=dict)
    wishes: dict[str, int] = field(default_factory=dict)
    facts: ImportedFacts | None = None
    elsewhere: Sequence[ImportedFacts] = ()
    created: bool = False

    @property
    def is_new(self) -> bool:
        """To whoever imports: an address that somebody else has written down here is no person yet."""
        return self.created or self.person.state == Person.State.OUTSIDE

    @property
    def is_away(self) -> bool:
        """Left for good: reporting lines still count, nothing else is written."""
        return self.person.state in AWAY

    @property
    def on_the_list(self) -> bool:
        return self.facts is not None and self.facts.gone_at is None

    @property
    def told_before(self) -> Mapping[str, Fact]:
        return self.facts.facts if self.facts else {}

    def value(self, name: str) -> Fact:
        """What is stored now; None for nothing."""
        if name in OF_PERSON:
            return getattr(self.person, OF_PERSON[name]) or None
        if name in SKILLS:
            return getattr(self, name) or None
        if self.profile is None:
            return _default(name) if name in NEVER_EMPTY else None
        if name in FACETS:
            words = self.profile.facets.get(name) or None
            return [words] if isinstance(words, str) else words
        return _fact(getattr(self.profile, name))

    def is_free(self, name: str, now: Fact) -> bool:
        """Whether a list may write over `now`: it is nothing, or still what a list told."""
        if now is None or (name in NEVER_EMPTY and self.person.state in UNTOUCHED):
            return True
        told = [self.told_before, *(one.facts for one in self.elsewhere)]
        return any(facts.get(name) == now for facts in told)

    def put(self, name: str, value: Fact, at: datetime) -> None:
        """Change the objects in memory; the profile is made where there is none."""
        if name in OF_PERSON:
            setattr(self.person, OF_PERSON[name], value or "")
            return
        if self.profile is None:
            self.profile = Profile(person=self.person, updated_at=at)
        if name in SKILLS:
            setattr(self, name, value or {})
        elif name in FACETS:
            kept = {key: words for key, words in self.profile.facets.items() if key != name}
            self.profile.facets = kept | ({name: value} if value else {})
        else:
            setattr(self.profile, name, _stored(name, value))


def first_value(name: str) -> Fact:
    """What somebody has there who has just been made, and of whom nothing is told."""
    return Held(Person()).value(name) if name in NEVER_EMPTY else None


@cache
def _defaults() -> Mapping[str, Fact]:
    empty = Profile()
    return {name: getattr(empty, name) for name in OF_PROFILE}


def _default(name: str) -> Fact:
    """What a profile has there that nobody filled in."""
    return copy(_defaults()[name])


def _fact(stored: object) -> Fact:
    if isinstance(stored, Decimal | float) and not isinstance(stored, bool):
        return f"{Decimal(str(stored)).normalize():f}"
    return None if stored in (None, "", [], ()) else stored


def _stored(name: str, value: Fact) -> object:
    if value is None:
        return _default(name)
    return Decimal(value) if name == "years" else value
