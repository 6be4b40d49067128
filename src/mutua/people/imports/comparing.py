"""A list beside everything that is here: the same for the dry run and, under locks, for applying."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mutua.matching.problems import Problem
from mutua.people.imports.holding import Held
from mutua.people.imports.known import fill, gone_ids, held_by, ids_of, lasting_edges
from mutua.people.imports.lines import Lines, edges_after, lines_of
from mutua.people.imports.listed import Listed
from mutua.people.imports.models import PeopleImport
from mutua.people.imports.plan import Decision, Entry, decide, is_unchanged
from mutua.people.imports.plan import gone as gone_entry
from mutua.people.imports.references import circle_problems
from mutua.people.models import Person


@dataclass(frozen=True)
class Comparison:
    """decisions: about each row, in order; held: by address, who of the list is here; gone: who is off it."""

    decisions: Sequence[Decision]
    held: Mapping[str, Held]
    gone: Sequence[Held]
    circles: Sequence[Problem]

    @property
    def entries(self) -> list[Entry]:
        return [*(one.entry for one in self.decisions), *map(gone_entry, self.gone)]

    def lines(self) -> Iterator[Lines]:
        """Of everybody on the list, then of everybody who is gone."""
        return _lines(self.decisions, self.held, self.gone)


def compare(
    listed: Sequence[Listed],
    group: UUID | None,
    today: date,
    *,
    lock: str = "",
    created: Collection[Person] = (),
) -> Comparison:
    """`lock` as in held_by; `created`: people whom this very import has just made."""
    emails = {one.email for one in listed}
    held = {person.email: Held(person, created=True) for person in created}
    ids, away = ids_of(emails - set(held)), gone_ids(group, emails)
    people = held_by({*ids.values(), *away}, group, lock=lock)
    held |= {email: people[key] for email, key in ids.items() if key in people}
    gone = [people[key] for key in away if key in people]
    here = [(one, held[one.email]) for one in listed if one.email in ids and one.email in held]
    fill([*gone, *(known for one, known in here if not is_unchanged(one, known))], group)
    decisions = [decide(one, held.get(one.email)) for one in listed]
    after = edges_after(lasting_edges(today), _lines(decisions, held, gone), today)
    return Comparison(decisions, held, gone, circle_problems(after, {one.email: one.row for one in listed}))


def in_force(group: UUID | None) -> UUID | None:
    """The last list applied of this group."""
    return PeopleImport.objects.filter(group=group, in_force=True).values_list("pk", flat=True).first()


def _lines(decisions: Sequence[Decision], held: Mapping[str, Held], gone: Sequence[Held]) -> Iterator[Lines]:
    for one in decisions:
        yield lines_of(one.entry.email, held.get(one.entry.email), one.facts)
    for person in gone:
        yield lines_of(person.person.email.lower(), person, {})
