"""Who names whom: references checked, reporting lines followed to the top, locks made pairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mutua.matching.problems import Problem
from mutua.matching.rows import REFERENCES, Row

Edges = Mapping[str, Sequence[str]]


def reference_problems(rows: Sequence[Row]) -> list[Problem]:
    """Unknown ids, people who name themselves, and circles of reporting."""
    known = {row.id for row in rows}
    problems = []
    for row in rows:
        for column in REFERENCES:
            for other in row.references[column]:
                if other == row.id:
                    problems.append(Problem(row.number, column, other, "own_id"))
                elif other not in known:
                    problems.append(Problem(row.number, column, other, "unknown_id"))
    return problems + _circle_problems(rows)


def _circle_problems(rows: Sequence[Row]) -> list[Problem]:
    numbers = {row.id: row.number for row in reversed(rows)}
    problems = []
    for circle in circles(_bosses(rows, "reports_to")):
        details = (("circle", " → ".join([*circle, circle[0]])),)
        problems += [
            Problem(numbers[person], "reports_to", person, "reporting_cycle", details) for person in circle
        ]
    return problems


def _bosses(rows: Sequence[Row], *columns: str) -> dict[str, list[str]]:
    """Whom each id names in these columns; rows with the same id count together."""
    bosses: dict[str, list[str]] = {}
    for row in rows:
        bosses.setdefault(row.id, []).extend(other for column in columns for other in row.references[column])
    return bosses


def circles(reports_to: Edges) -> list[list[str]]:
    """Circles of two or more people found by walking up; each person is walked over once."""
    done: set[str] = set()
    found: list[list[str]] = []
    for start in reports_to:
        path: dict[str, int] = {}
        stack = [(start, 0)]
        while stack:
            person, step = stack.pop()
            if step == 0:
                if person in done:
                    continue
                path[person] = len(path)
            bosses = [boss for boss in reports_to.get(person, ()) if boss != person]
            if step == len(bosses):
                del path[person]
                done.add(person)
                continue
            stack.append((person, step + 1))
            boss = bosses[step]
            if boss in path:
                found.append(list(path)[path[boss] :])
            elif boss not in done:
                stack.append((boss, 0))
    return found


def everyone_above(rows: Sequence[Row]) -> dict[str, set[str]]:
    """For each person all bosses, their bosses and so on, now or in the last twelve months."""
    bosses = _bosses(rows, "reports_to", "reported_to")
    above: dict[str, set[str]] = {}
    for person, direct in bosses.items():
        reached: set[str] = set()
        ahead = list(direct)
        while ahead:
            boss = ahead.pop()
            if boss not in reached:
                reached.add(boss)
                ahead.extend(bosses.get(boss, ()))
        above[person] = reached - {person}
    return above


def locks(rows: Sequence[Row]) -> list[tuple[str, str]]:
    """Pairs to keep, each once; one side saying so is enough."""
    return list(
        dict.fromkeys(
            (min(row.id, other), max(row.id, other))
            for row in rows
            for other in row.references["locked_with"]
        )
    )


def lock_problems(rows: Sequence[Row], pairs: Sequence[tuple[str, str]]) -> list[Problem]:
    """People locked into more tandems than they have room for."""
    counts: dict[str, int] = {}
    for pair in pairs:
        for person in pair:
            counts[person] = counts.get(person, 0) + 1
    return [
        Problem(row.number, "locked_with", row.id, "lock_capacity")
        for row in rows
        if counts.get(row.id, 0) > row.capacity
    ]
