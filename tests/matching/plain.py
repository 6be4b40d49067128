"""A second, plain reading of a list of people, one by one in dicts; it shares only the parsers of cells."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from mutua.matching.cells import PARSERS
from mutua.matching.problems import CellError
from mutua.matching.rows import FACETS, RECORD_PARSERS
from mutua.matching.week import spans
from tests.matching.people import WEEK, Record


class Plain(NamedTuple):
    """What a list says of one person; unknown years and answers are 0."""

    single: tuple[object, ...]
    answers: tuple[object, ...]
    words: tuple[dict[str, float], ...]
    skills: tuple[dict[str, float], ...]
    free: tuple[tuple[int, ...], ...] | None
    named: tuple[set[str], ...]


def plain_reading(records: Sequence[Record], kept: Collection[int]) -> list[Plain]:
    """The people of the rows in `kept` (from 1); the others only exclude and report."""
    people = [{name: parsed(name, record.get(name)) for name in RECORD_PARSERS} for record in records]
    ids = {person["id"] for row, person in enumerate(people, start=1) if row in kept}
    return [_plain(person, people, ids) for row, person in enumerate(people, start=1) if row in kept]


def parsed(column: str, cell: object) -> Any:
    """The value of a cell, None where it cannot be read and is required, else as if it were empty."""
    try:
        return RECORD_PARSERS[column](cell)
    except CellError:
        return None if column in {"id", "level"} else PARSERS[column](None)


def _plain(person: dict[str, Any], people: Sequence[dict[str, Any]], ids: set[str]) -> Plain:
    slots, zone = person["slots"], person["timezone"]
    first_counts = [2.0, 1.0, 1.0]
    years = 0.0 if math.isnan(person["years"]) else person["years"]
    return Plain(
        single=(person["id"], person["name"] or person["id"], person["level"], person["capacity"]),
        answers=(person["trio"], person["mode"], years, *(person["style"] or [0] * 6)),
        words=(
            dict.fromkeys(person["languages"], 1.0),
            dict(zip(person["directions"], first_counts, strict=False)),
            *(dict.fromkeys(person[column], 1.0) for column in ("challenges", *FACETS)),
        ),
        skills=(person["offers"], person["wishes"]),
        free=spans(slots, zone, WEEK) if slots and zone else None,
        named=(
            _above(person["id"], people) & ids,
            {*person["gladly"]} & ids,
            _excluded(person["id"], people) & ids,
            {*person["former"]} & ids,
        ),
    )


def _excluded(person_id: str, people: Sequence[dict[str, Any]]) -> set[str]:
    return {other for person in people if person["id"] == person_id for other in person["rather_not"]}


def _above(person_id: str, people: Sequence[dict[str, Any]]) -> set[str]:
    found: set[str] = set()
    ahead = [person_id]
    while ahead:
        below = ahead.pop()
        for person in people:
            if person["id"] == below:
                bosses = {*person["reports_to"], *person["reported_to"]} - found
                found |= bosses
                ahead += bosses
    return found - {person_id}
