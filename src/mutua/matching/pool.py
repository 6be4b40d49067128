"""The people of one matching run, as columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from mutua.matching.bags import Bag
from mutua.matching.cells import Slot
from mutua.matching.columns import Relations, Tags
from mutua.matching.problems import PoolProblems, Problem
from mutua.matching.relations import lock_problems, locks, reference_problems
from mutua.matching.rows import FACETS, Row, read_rows
from mutua.matching.sheet import Sheet, sheet_of
from mutua.matching.skills import Nearness, Skills
from mutua.matching.week import FreeTime, Span, spans


@dataclass(frozen=True)
class Pool:
    """People as columns; a person is a row number from 0. Build one with `from_records` or `read_people`.

    level, capacity: shape (people,); years: NaN unknown; style: (people, 6), NaN unknown; mode: index into
    cells.MODES, -1 unknown; facets in the order of rows.FACETS. `skipped`: what lenient reading left out.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    level: NDArray[np.int64]
    years: NDArray[np.float64]
    capacity: NDArray[np.int64]
    trio: NDArray[np.bool_]
    mode: NDArray[np.int64]
    style: NDArray[np.float64]
    free_time: FreeTime
    languages: Tags
    directions: Tags
    challenges: Tags
    facets: tuple[Tags, ...]
    skills: Skills
    relations: Relations
    level_tolerance: int
    skipped: tuple[Problem, ...]

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def sheet(self) -> Sheet:
        """Everybody's columns as compiled functions read them."""
        return sheet_of(self, np.arange(len(self)))

    def index(self, person_id: str) -> int:
        """The row number of an id; KeyError if nobody has it."""
        return self._places[person_id]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {person_id: number for number, person_id in enumerate(self.ids)}

    @classmethod
    def from_records(
        cls,
        records: Sequence[Mapping[str, object]],
        *,
        near: Nearness,
        week: date,
        lenient: bool = False,
        level_tolerance: int = 1,
        row_numbers: Sequence[int] | None = None,
        problems: Sequence[Problem] = (),
    ) -> Pool:
        """Build a pool from records that use the column names of cells.PARSERS.

        Values may be text as in a file or Python values: lists, numbers, booleans, `slots` as text or as
        (weekday from 0, start minute, end minute), `offers` and `wishes` as text, as a mapping or as
        (skill, number) pairs. `week` is any day of the week whose clock changes count; `near` tells
        which skills are a partial match; `problems` are those that a reader found before.

        Raises PoolProblems with everything that is wrong; with `lenient`, rows with problems are left
        out and told in `skipped` (their reporting lines still count).
        """
        rows, found = read_rows(records, row_numbers or range(1, len(records) + 1))
        found = [*problems, *found, *reference_problems(rows), *lock_problems(rows, locks(rows))]
        monday = week - timedelta(days=week.weekday())
        while True:
            pool = _pool(
                _without(rows, found),
                rows,
                near=near,
                monday=monday,
                level_tolerance=level_tolerance,
                skipped=tuple(found),
            )
            more = _barred_locks(pool, rows)
            found += more
            if not more:
                break
        if found and not lenient:
            raise PoolProblems(found)
        return pool


def _without(rows: Sequence[Row], problems: Sequence[Problem]) -> list[Row]:
    bad = {problem.row for problem in problems}
    return [row for row in rows if row.number not in bad]


def _pool(
    rows: Sequence[Row],
    everyone: Sequence[Row],
    *,
    near: Nearness,
    monday: date,
    level_tolerance: int,
    skipped: tuple[Problem, ...],
) -> Pool:
    return Pool(
        ids=tuple(row.id for row in rows),
        names=tuple(row.name or row.id for row in rows),
        level=np.array([row.level for row in rows], dtype=np.int64),
        years=np.array([row.years for row in rows], dtype=np.float64),
        capacity=np.array([row.capacity for row in rows], dtype=np.int64),
        trio=np.array([row.trio for row in rows], dtype=np.bool_),
        mode=np.array([row.mode for row in rows], dtype=np.int64),
        style=np.array([row.style or (np.nan,) * 6 for row in rows], dtype=np.float64).reshape(-1, 6),
        free_time=_free_time(rows, monday),
        languages=Tags.of([row.languages for row in rows]),
        directions=Tags.of([row.directions for row in rows], first_counts=2.0),
        challenges=Tags.of([row.challenges for row in rows]),
        facets=tuple(Tags.of([row.facets[facet] for row in rows]) for facet in FACETS),
        skills=_skills(rows, near),
        relations=Relations.of(rows, everyone),
        level_tolerance=level_tolerance,
        skipped=skipped,
    )


def _skills(rows: Sequence[Row], near: Nearness) -> Skills:
    words = tuple(dict.fromkeys(word for row in rows for own in (row.offers, row.wishes) for word in own))
    number = {word: place for place, word in enumerate(words)}
    offers, wishes = (
        Bag.of([{number[word]: float(value) for word, value in row.items()} for row in column], len(words))
        for column in ([row.offers for row in rows], [row.wishes for row in rows])
    )
    return Skills.of(words, offers, wishes, near)


def _free_time(rows: Sequence[Row], monday: date) -> FreeTime:
    known: dict[tuple[tuple[Slot, ...], ZoneInfo], tuple[Span, ...]] = {}
    weeks: list[tuple[Span, ...] | None] = []
    for row in rows:
        if not row.slots or row.timezone is None:
            weeks.append(None)
            continue
        key = (row.slots, row.timezone)
        if key not in known:
            known[key] = spans(row.slots, row.timezone, monday)
        weeks.append(known[key])
    return FreeTime.of(weeks)


def _barred_locks(pool: Pool, rows: Sequence[Row]) -> list[Problem]:
    # Imported here because the hard filters read a pool.
    from mutua.matching.filters import bars

    first, second = pool.relations.locks.T
    barred = bars(pool, first, second) > 0
    pairs = [{pool.ids[a], pool.ids[b]} for a, b in zip(first[barred], second[barred], strict=True)]
    return [
        Problem(row.number, "locked_with", other, "lock_barred")
        for row in rows
        for other in row.references["locked_with"]
        if {row.id, other} in pairs
    ]
