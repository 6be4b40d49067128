"""Who reports to whom: references of a list led to addresses, and circles found."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from mutua.matching.problems import Problem
from mutua.matching.relations import circles
from mutua.people.imports.columns import DATES
from mutua.people.imports.limits import LONGEST_VALUE
from mutua.people.imports.listed import Listed, Read

MOST_DAYS = 400
"""Beyond, circles are looked for as if all lines held at once."""


class Edge(NamedTuple):
    """`person` reports to `boss`, both by address, on the days from `since` to `until` (ISO, "" is open)."""

    person: str
    boss: str
    since: str
    until: str


def addresses_named(rows: Sequence[Read]) -> set[str]:
    """What stands in reports_to and is no id or address of the list."""
    known = _by_reference(rows)
    return {
        low
        for row in rows
        for name in row.told.get("reports_to") or ()
        if name not in known and (low := name.lower()) not in known
    }


def resolved(rows: Sequence[Read], outside: Collection[str]) -> tuple[list[Listed], list[Problem]]:
    """The rows with addresses in reports_to; `outside`: addresses of people who have an account here."""
    known = _by_reference(rows)
    listed, problems = [], []
    for row in rows:
        told = {name: value for name, value in row.told.items() if name not in {"id", *DATES}}
        since, until = (row.told.get(name) for name in DATES)
        lines = []
        for name in told.get("reports_to") or ():
            low = name.lower()
            boss = known.get(name) or known.get(low) or (low if low in outside else "")
            if not boss or boss == row.email:
                code = "own_id" if boss else "unknown_reference"
                problems.append(Problem(row.row, "reports_to", name[:LONGEST_VALUE], code))
            else:
                lines.append([boss, since, until])
        if "reports_to" in told:
            told["reports_to"] = sorted(_once(lines)) or None
        if row.email:
            listed.append(Listed(row.row, row.email, told))
    return listed, problems


def _once(lines: Iterable[list[Any]]) -> list[list[Any]]:
    return list({line[0]: line for line in lines}.values())


def _by_reference(rows: Sequence[Read]) -> Mapping[str, str]:
    """Addresses by id, and each by itself; an id wins over an address that looks the same."""
    addresses = {row.email: row.email for row in rows if row.email}
    return addresses | {row.told["id"]: row.email for row in rows if row.told.get("id") and row.email}


def circle_problems(edges: Collection[Edge], rows: Mapping[str, int]) -> list[Problem]:
    """One problem for each row, by address, of someone who would report to themselves on some day."""
    if not circles(_bosses(edges)):
        return []
    core = _core(edges)
    days = sorted({edge.since for edge in core})
    moments = [_on(core, day) for day in days] if len(days) <= MOST_DAYS else [core]
    found = {
        frozenset(circle): circle
        for held in moments
        for circle in circles(_bosses(held))
        if set(circle) & set(rows)
    }
    return sorted(
        {
            Problem(rows[person], "reports_to", person, "reporting_cycle", (("circle", _shown(circle)),))
            for circle in found.values()
            for person in circle
            if person in rows
        },
        key=lambda problem: problem.row,
    )


def _shown(circle: Sequence[str]) -> str:
    return " → ".join([*circle, circle[0]])


def _on(edges: Iterable[Edge], day: str) -> list[Edge]:
    return [edge for edge in edges if edge.since <= day and (not edge.until or day <= edge.until)]


def _bosses(edges: Iterable[Edge]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        found[edge.person].append(edge.boss)
    return dict(found)


def _core(edges: Iterable[Edge]) -> list[Edge]:
    """What is left after taking out, again and again, who has nobody below and who has nobody above."""
    upwards = _with_someone_below(edges)
    turned = [edge._replace(person=edge.boss, boss=edge.person) for edge in upwards]
    return [edge._replace(person=edge.boss, boss=edge.person) for edge in _with_someone_below(turned)]


def _with_someone_below(edges: Iterable[Edge]) -> list[Edge]:
    left = list(edges)
    below = Counter(edge.boss for edge in left)
    above: dict[str, list[str]] = _bosses(left)
    ends = [person for person in above if not below[person]]
    gone = set(ends)
    while ends:
        for boss in above.get(ends.pop(), ()):
            below[boss] -= 1
            if not below[boss]:
                gone.add(boss)
                ends.append(boss)
    return [edge for edge in left if edge.person not in gone]
