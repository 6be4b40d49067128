"""Reporting lines as a list tells them: which begin, which end, which get other dates."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from mutua.people.imports.columns import Fact
from mutua.people.imports.holding import Held
from mutua.people.imports.references import Edge
from mutua.people.models import ReportingLine


class Dates(NamedTuple):
    """As told: None is from now on, and without an end."""

    since: date | None
    until: date | None


Told = Mapping[str, Dates]
"""By the address of whom somebody reports to."""


@dataclass
class LineWork:
    """What is to be written. changed: lines with new dates, and what the dates were before."""

    begun: list[ReportingLine] = field(default_factory=list)
    changed: list[tuple[ReportingLine, date, date | None]] = field(default_factory=list)
    dropped: list[ReportingLine] = field(default_factory=list)

    def begin(self, person: UUID, boss: UUID, since: date, until: date | None) -> None:
        self.begun.append(
            ReportingLine(person_id=person, reports_to_id=boss, valid_from=since, valid_to=until)
        )

    def change(self, line: ReportingLine, since: date, until: date | None) -> None:
        if (line.valid_from, line.valid_to) != (since, until):
            self.changed.append((line, line.valid_from, line.valid_to))
            line.valid_from, line.valid_to = since, until


def told_lines(facts: Mapping[str, Fact]) -> Told:
    """The lines among somebody's facts."""
    return {boss: Dates(_day(since), _day(until)) for boss, since, until in facts.get("reports_to") or ()}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@dataclass(frozen=True)
class Lines:
    """The lines of one person, as the group told them before and tells them now, both empty for none.

    elsewhere: bosses that lists of other groups tell; those lines stay.
    """

    email: str
    old: Told
    new: Told
    elsewhere: Collection[str] = ()


def lines_of(email: str, held: Held | None, facts: Mapping[str, Fact]) -> Lines:
    """The lines of somebody for whom `facts` will be told from now on."""
    if held is None:
        return Lines(email, {}, told_lines(facts))
    old = told_lines(held.told_before) if held.on_the_list else {}
    others = {boss for one in held.elsewhere if one.gone_at is None for boss in told_lines(one.facts)}
    return Lines(email, old, told_lines(facts), others)


def work_out(
    work: LineWork,
    person_id: UUID,
    person: Lines,
    stored: Sequence[ReportingLine],
    *,
    ids: Mapping[str, UUID],
    today: date,
) -> None:
    """Add to `work` what leads from the old to the new lines of one person; ids: of bosses by address."""
    for boss in sorted(boss for boss in {*person.old, *person.new} if boss in ids):
        old, new = person.old.get(boss), person.new.get(boss)
        lines = [line for line in stored if line.reports_to_id == ids[boss]]
        line = _line_of(old, lines)
        if old == new or (old and boss in person.elsewhere):
            continue
        if new is None:
            _end(work, line, today)
        elif line:
            _change(work, line, new, lines)
        else:
            _begin(work, (person_id, ids[boss]), new, lines, today)


def _line_of(told: Dates | None, lines: Iterable[ReportingLine]) -> ReportingLine | None:
    """The stored line that was told so."""
    if told is None:
        return None
    ends = [line for line in lines if line.valid_to == told.until]
    return next((line for line in ends if told.since in (None, line.valid_from)), None)


def _end(work: LineWork, line: ReportingLine | None, today: date) -> None:
    """As of yesterday; what ended before stays, what has not begun is dropped."""
    if line is None or (line.valid_to is not None and line.valid_to < today):
        return
    if line.valid_from > today:
        work.dropped.append(line)
    else:
        work.change(line, line.valid_from, max(line.valid_from, today - timedelta(days=1)))


def _change(work: LineWork, line: ReportingLine, new: Dates, lines: Sequence[ReportingLine]) -> None:
    since = new.since or line.valid_from
    if new.until is None and any(one is not line and one.valid_to is None for one in lines):
        return  # it is open already
    work.change(line, min(since, new.until or since), new.until)


def _begin(
    work: LineWork, pair: tuple[UUID, UUID], new: Dates, lines: Sequence[ReportingLine], today: date
) -> None:
    since = new.since or min(today, new.until or today)
    same = [line for line in lines if line.valid_to == new.until]
    if new.until is None and same:
        work.change(same[0], min(since, same[0].valid_from), None)
    elif not any(line.valid_from == since for line in same):
        work.begin(*pair, since, new.until)


def edges_after(stored: Iterable[Edge], people: Iterable[Lines], today: date) -> list[Edge]:
    """All lines that will hold today or later, once the list is applied."""
    replaced, added = set(), []
    for one in people:
        replaced |= {(one.email, boss) for boss in one.old if boss not in one.elsewhere}
        for boss, (since, until) in one.new.items():
            if until is None or until >= today:
                begins = (since or today).isoformat()
                added.append(Edge(one.email, boss, begins, until.isoformat() if until else ""))
    return [*(edge for edge in stored if (edge.person, edge.boss) not in replaced), *added]
