"""Taking a list back: exactly what was there before, but for what people or other lists changed since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from mutua.people.actions.import_undo_lines import restore_lines
from mutua.people.actions.import_writes import save_facts, save_people, save_profiles, save_skills
from mutua.people.imports.before import Before, facts_then
from mutua.people.imports.columns import Fact
from mutua.people.imports.holding import OF_PERSON, SKILLS, Held, first_value
from mutua.people.imports.known import fill, fill_elsewhere, held_by, in_chunks
from mutua.people.imports.models import PeopleImport
from mutua.people.imports.named import Named, who_is_named
from mutua.people.models import ImportedFacts, Offer, Person, Profile, Wish

People = Mapping[UUID, Held]


def take_back(one: PeopleImport, at: datetime) -> None:
    """Undo everything that applying `one` wrote, inside the transaction of whoever undoes it."""
    before, applied = Before(**one.before), one.applied_at or at
    ids = {UUID(key) for key in (*before.created, *before.invited, *before.values, *before.facts)}
    people = held_by(ids, one.group, lock="delete")
    fill_elsewhere(people, one.group)
    restore_lines(before, people, applied)
    made = [people[key] for key in map(UUID, before.created) if key in people]
    named = who_is_named(Person.objects.filter(created_at=applied), one.group)
    gone = {held.person.pk for held in made if held.person.pk not in named and _never_came(held)}
    _delete_people(gone)
    left = {key: held for key, held in people.items() if key not in gone}
    fill(left.values(), one.group)
    _restore_values(before, left, applied, named)
    _restore_facts(before, left)


def _never_came(held: Held) -> bool:
    return held.person.state == Person.State.INVITED


def _delete_people(ids: Iterable[UUID]) -> None:
    for chunk in in_chunks(ids):
        _delete_profiles(chunk)
        ImportedFacts.objects.filter(person__in=chunk).delete()
        # Nobody names them, as was just asked under locks; to ask once more would take seconds.
        people = Person.objects.filter(pk__in=chunk)
        people._raw_delete(people.db)  # noqa: SLF001 - Django has no public way to delete unasked


def _restore_values(before: Before, people: People, applied: datetime, named: Mapping[UUID, Named]) -> None:
    persons, profiles, skills, unmade = [], [], [], []
    for key, held in people.items():
        fields = _put_back(_written(before, held), held, applied)
        if _becomes_outside(before, held, named.get(key)):
            held.person.state = Person.State.OUTSIDE
            fields.add("name")
        persons += [held] if fields & set(OF_PERSON) else []
        if _is_unmade(before, held, applied):
            unmade.append(key)
            continue
        changed_at = before.profiles.get(str(key))
        if held.profile and changed_at and held.profile.updated_at == applied:
            held.profile.updated_at = datetime.fromisoformat(changed_at)
        profiles += [held] if fields - set(OF_PERSON) else []
        skills += [held] if fields & set(SKILLS) else []
    save_people(persons)
    save_profiles(profiles)
    save_skills(skills)
    for chunk in in_chunks(unmade):
        _delete_profiles(chunk)


def _put_back(written: Mapping[str, tuple[Fact, Fact]], held: Held, applied: datetime) -> set[str]:
    """What still is as the list wrote it becomes what it was; what somebody called correct is their own."""
    if held.facts and held.facts.confirmed_at and held.facts.confirmed_at >= applied:
        return set()
    fields = set()
    for name, (old, new) in written.items():
        stored = name in OF_PERSON or held.profile is not None
        if stored and old != new and held.value(name) == new:
            held.put(name, old, applied)
            fields.add(name)
    return fields


def _written(before: Before, held: Held) -> Mapping[str, tuple[Fact, Fact]]:
    """By field: what was there, what the list wrote."""
    key = str(held.person.pk)
    if key not in before.created:
        return {name: (old, new) for name, (old, new) in before.values.get(key, {}).items()}
    told = {name: value for name, value in held.told_before.items() if name != "reports_to"}
    return {name: (first_value(name), value) for name, value in told.items()}


def _becomes_outside(before: Before, held: Held, named: Named | None) -> bool:
    """Who was outside, or would be if the list had never been: nobody may learn that somebody keeps apart."""
    if held.person.state != Person.State.INVITED:
        return False
    key = str(held.person.pk)
    return key in before.invited or (key in before.created and named == Named.KEPT_APART)


def _is_unmade(before: Before, held: Held, applied: datetime) -> bool:
    """Whether the profile was made by the list and nobody has changed it since."""
    key = str(held.person.pk)
    made = key in before.created or before.profiles.get(key, "") is None
    confirmed = held.facts and held.facts.confirmed_at and held.facts.confirmed_at >= applied
    return bool(made and held.profile and held.profile.updated_at == applied and not confirmed)


def _delete_profiles(chunk: Iterable[UUID]) -> None:
    ids = list(chunk)
    Offer.objects.filter(profile__in=ids).delete()
    Wish.objects.filter(profile__in=ids).delete()
    Profile.objects.filter(pk__in=ids).delete()


def _restore_facts(before: Before, people: People) -> None:
    rows, made = [], []
    for held in people.values():
        then = before.facts.get(str(held.person.pk))
        if held.facts and then:
            facts_then(held.facts, then)
            rows.append(held.facts)
        elif held.facts:
            made.append(held.facts.pk)
    save_facts(rows)
    for chunk in in_chunks(made):
        ImportedFacts.objects.filter(pk__in=chunk).delete()
