"""The people of one matching run, as columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mutua.matching.bags import Bag
from mutua.matching.columns import Relations, Tags
from mutua.matching.problems import PoolProblems, Problem
from mutua.matching.relations import (
    References,
    barred_locks,
    circle_problems,
    lock_problems,
    locks,
    reference_problems,
    reporting_lines,
)
from mutua.matching.rows import FACETS, Rows, batch_of, duplicates
from mutua.matching.sheet import Sheet, sheet_of
from mutua.matching.skills import Nearness, Skills
from mutua.matching.week import FreeTime, Span, merged, spans
from mutua.matching.weights import POINTS, checked

People = NDArray[np.intp]


@dataclass(frozen=True)
class Pool:
    """People as columns; a person is a row number from 0. Build one with `from_records` or `read_people`.

    level, capacity: shape (people,); years: NaN unknown; style: (people, 6), NaN unknown; mode: index into
    cells.MODES, -1 unknown; facets in the order of rows.FACETS. `skipped`: what lenient reading left out.
    points: how much each criterion counts, in the order of weights.WEIGHTS, 100 together.
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
    points: tuple[int, ...] = POINTS

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
        points: tuple[int, ...] = POINTS,
    ) -> Pool:
        """Build a pool from records that use the column names of cells.PARSERS.

        Values may be text as in a file or Python values: lists, numbers, booleans, `slots` as text or as
        (weekday from 0, start minute, end minute), `offers` and `wishes` as text, as a mapping or as
        (skill, number) pairs. The rest is as in `of`.
        """
        rows = Rows.read(lambda: [batch_of(records)])
        pool = cls.of(rows, near=near, week=week, lenient=lenient, level_tolerance=level_tolerance)
        return replace(pool, points=checked(points))

    @classmethod
    def of(
        cls, rows: Rows, *, near: Nearness, week: date, lenient: bool = False, level_tolerance: int = 1
    ) -> Pool:
        """`week`: any day of the week whose clock changes count; `near`: which skills are a partial match.

        Raises PoolProblems with everything that is wrong; with `lenient`, rows with problems are left
        out and told in `skipped` (their reporting lines and exclusions still count).
        """
        references = References.of(rows)
        above = reporting_lines(references)
        found = [*rows.problems, *duplicates(rows), *_reference_problems(rows, references, above)]

        def build(wanted: NDArray[np.bool_]) -> Pool:
            kept = np.flatnonzero(wanted & ~np.isin(rows.numbers, [problem.row for problem in found]))
            return cls(
                relations=Relations.of(references, above, kept),
                skills=_skills(rows, kept, near),
                free_time=_free_time(rows, kept, week - timedelta(days=week.weekday())),
                **_cells(rows, kept),
                level_tolerance=level_tolerance,
                skipped=tuple(found),
            )

        locked = np.isin(references.own, locks(references))
        found += _barred_locks(build(locked), references) if locked.any() else []
        if found and not lenient:
            raise PoolProblems(found)
        return build(np.ones(len(locked), dtype=np.bool_))


def _cells(rows: Rows, kept: People) -> dict[str, Any]:
    ids = [rows.ids[number] for number in rows.codes["id"][kept].tolist()]
    names = rows.values("name", kept)
    style = [answers or (np.nan,) * 6 for answers in rows.columns["style"].found]
    return {
        "ids": tuple(ids),
        "names": tuple(name or person for name, person in zip(names, ids, strict=True)),
        "level": rows.array("level", kept, np.int64),
        "years": rows.array("years", kept, np.float64),
        "capacity": rows.array("capacity", kept, np.int64),
        "trio": rows.array("trio", kept, np.bool_),
        "mode": rows.array("mode", kept, np.int64),
        "style": np.array(style, dtype=np.float64)[rows.codes["style"][kept]],
        **{column: _tags(rows, column, kept) for column in ("languages", "directions", "challenges")},
        "facets": tuple(_tags(rows, facet, kept) for facet in FACETS),
    }


def _tags(rows: Rows, column: str, kept: People) -> Tags:
    words, (bag,) = rows.columns[column].bags(rows.codes[column][kept])
    return Tags(words, bag)


def _skills(rows: Rows, kept: People, near: Nearness) -> Skills:
    words, (offers, wishes) = rows.columns["offers"].bags(
        rows.codes["offers"][kept], rows.codes["wishes"][kept]
    )
    return Skills.of(words, offers, wishes, near)


def _free_time(rows: Rows, kept: People, monday: date) -> FreeTime:
    """Each combination of slots and time zone is laid out once, each slot in a zone too."""
    slots, zones = rows.columns["slots"].found, rows.columns["timezone"].found
    both = rows.codes["slots"][kept].astype(np.intp) * len(zones) + rows.codes["timezone"][kept]
    _, first, back = np.unique(both, return_index=True, return_inverse=True)
    laid_out = cache(lambda slot, zone: spans([slot], zone, monday))
    weeks: dict[tuple[Span, ...], int] = {}
    pattern = np.full(len(first), -1)
    for place in np.argsort(first):
        own, zone = slots[both[first[place]] // len(zones)], zones[both[first[place]] % len(zones)]
        if own and zone:
            week = merged([span for slot in own for span in laid_out(slot, zone)])
            pattern[place] = weeks.setdefault(week, len(weeks))
    return FreeTime.of_weeks(tuple(weeks), pattern[back])


def _reference_problems(rows: Rows, references: References, above: Bag) -> list[Problem]:
    capacity = rows.array("capacity", np.arange(len(rows.numbers)), np.int64)
    return [
        *reference_problems(references),
        *circle_problems(references, above),
        *lock_problems(references, locks(references), capacity),
    ]


def _barred_locks(pool: Pool, references: References) -> list[Problem]:
    # Imported here because the hard filters read a pool.
    from mutua.matching.filters import bars

    pairs = pool.relations.locks
    barred = pairs[bars(pool, *pairs.T) > 0]
    return barred_locks(references, {frozenset((pool.ids[a], pool.ids[b])) for a, b in barred.tolist()})
