"""Taking the reporting lines of a list back; those that another list has told since stay as they are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from mutua.people.actions.import_writes import save_lines
from mutua.people.imports.before import Before, dates_of, day
from mutua.people.imports.holding import Held
from mutua.people.imports.known import in_chunks
from mutua.people.imports.lines import told_lines
from mutua.people.models import Person, ReportingLine

Pair = tuple[UUID, UUID]


def restore_lines(before: Before, people: Mapping[UUID, Held], applied: datetime) -> None:
    """Lines that began are forgotten, those with other dates get the old ones, dropped ones come back."""
    told = _told_since(people, applied)
    begun = [line for line in _stored(before.begun) if _named(line) not in told]
    for chunk in in_chunks(line.pk for line in begun):
        ReportingLine.objects.filter(pk__in=chunk).delete()
    changed = list(_changed_back(before, told))
    dropped = _dropped(before)
    open_pairs = _open_pairs([*changed, *dropped])
    save_lines(line for line in changed if _may_be(line, open_pairs))
    ReportingLine.objects.bulk_create(line for line in dropped if _may_be(line, open_pairs))


def _told_since(people: Mapping[UUID, Held], applied: datetime) -> set[tuple[UUID, str]]:
    """(person, address of the boss) of every line that lists of other groups told after this one."""
    return {
        (held.person.pk, boss)
        for held in people.values()
        for facts in held.elsewhere
        if facts.gone_at is None and facts.imported_at > applied
        for boss in told_lines(facts.facts)
    }


def _stored(ids: Iterable[int]) -> list[ReportingLine]:
    return [
        line
        for chunk in in_chunks(ids)
        for line in ReportingLine.objects.select_related("reports_to").filter(pk__in=chunk)
    ]


def _named(line: ReportingLine) -> tuple[UUID, str]:
    return line.person_id, line.reports_to.email.lower()


def _changed_back(before: Before, told: Collection[tuple[UUID, str]]) -> Iterable[ReportingLine]:
    lines = {line.pk: line for line in _stored(entry[0] for entry in before.changed)}
    for key, since, until, since_after, until_after in before.changed:
        line = lines.get(key)
        if line and dates_of(line) == [since_after, until_after] and _named(line) not in told:
            line.valid_from, line.valid_to = day(since) or line.valid_from, day(until)
            yield line


def _dropped(before: Before) -> list[ReportingLine]:
    entries = [
        (key, UUID(person), UUID(boss), date.fromisoformat(since), day(until))
        for key, person, boss, since, until in before.dropped
    ]
    named = {person for entry in entries for person in entry[1:3]}
    here: set[UUID] = set()
    for chunk in in_chunks(named):
        here |= set(Person.objects.filter(pk__in=chunk).values_list("pk", flat=True))
    return [
        ReportingLine(pk=key, person_id=person, reports_to_id=boss, valid_from=since, valid_to=until)
        for key, person, boss, since, until in entries
        if {person, boss} <= here
    ]


def _open_pairs(lines: Iterable[ReportingLine]) -> dict[Pair, int]:
    """Who has an open line to whom, among the people of these lines."""
    found: dict[Pair, int] = {}
    for chunk in in_chunks({line.person_id for line in lines}):
        there = ReportingLine.objects.filter(person__in=chunk, valid_to=None)
        found |= {
            (person, boss): key for key, person, boss in there.values_list("pk", "person", "reports_to")
        }
    return found


def _may_be(line: ReportingLine, open_pairs: Mapping[Pair, int]) -> bool:
    """Of two people only one line can be open."""
    there = open_pairs.get((line.person_id, line.reports_to_id))
    return line.valid_to is not None or there in {None, line.pk}
