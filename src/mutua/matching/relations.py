"""Who names whom: references checked, reporting lines followed to the top, locks made pairs."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from mutua.matching.bags import Bag
from mutua.matching.compiled import borrowing, entrance
from mutua.matching.problems import Problem
from mutua.matching.rows import REFERENCES, Rows
from mutua.matching.sorting import rising, sort_part

Numbers = NDArray[np.intp]
Someone = TypeVar("Someone", bound=Hashable)


@dataclass(frozen=True)
class References:
    """Whom the rows of a list name. A person is the number of their id in `ids`, with a row or without.

    rows: shape (rows,), the row to name in problems; own: shape (rows,), whose row it is; named: per column
    of rows.REFERENCES rows × ids, in the order written.
    """

    ids: Sequence[str]
    rows: NDArray[np.int64]
    own: NDArray[np.intp]
    named: Mapping[str, Bag]

    @classmethod
    def of(cls, rows: Rows) -> References:
        cells = rows.columns["reports_to"].written()  # all these columns share their distinct cells
        named = {column: cells.take(rows.codes[column]) for column in REFERENCES}
        return cls(rows.ids, rows.numbers, rows.codes["id"].astype(np.intp), named)

    def entries(self, column: str) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
        """One column flat: row, the person of that row, whom they name; each of shape (entries,)."""
        bag = self.named[column]
        owner = bag.owners()
        return owner, self.own[owner], bag.items

    def problem(self, row: int, column: str, person: int, code: str, **details: str) -> Problem:
        """A problem with the person named."""
        return Problem(int(self.rows[row]), column, self.ids[person], code, tuple(details.items()))


def reference_problems(references: References) -> list[Problem]:
    """Unknown ids and people who name themselves, by row and column."""
    has_row = np.zeros(len(references.ids), dtype=np.bool_)
    has_row[references.own] = True
    found = []
    for order, column in enumerate(REFERENCES):
        owner, person, named = references.entries(column)
        for entry in np.flatnonzero((named == person) | ~has_row[named]).tolist():
            code = "own_id" if named[entry] == person[entry] else "unknown_id"
            problem = references.problem(owner[entry], column, named[entry], code)
            found.append((owner[entry], order, entry, problem))
    return [problem for *_, problem in sorted(found, key=lambda one: one[:3])]


def named_in_any_row(references: References, *columns: str) -> Bag:
    """People × people: whom each one names in these columns, in any row of theirs, left out or not."""
    width = max(len(references.ids), 1)
    edges = [references.entries(column)[1:] for column in columns]
    keys = rising(np.concatenate([person * width + named for person, named in edges]))
    return Bag.of_keys(keys, width, width)


def reporting_lines(references: References) -> Bag:
    """People × people, all bosses, their bosses and so on, now or in the last twelve months.

    Whoever is in a circle stands above themselves.
    """
    width = max(len(references.ids), 1)
    direct = named_in_any_row(references, "reports_to", "reported_to")
    sizes, line = np.empty(width, dtype=np.intp), np.empty(width, dtype=np.intp)
    _count_above(direct.starts, direct.items, sizes, line, np.full(width, -1))
    starts = np.concatenate(([0], np.cumsum(sizes)))
    above = np.empty(starts[-1], dtype=np.intp)
    _write_above(direct.starts, direct.items, starts, above, np.full(width, -1))
    return Bag(starts, above, np.ones(starts[-1]), width)


@entrance
def _count_above(
    starts: Numbers, bosses: Numbers, sizes: Numbers, line: Numbers, last_met_by: Numbers
) -> None:
    """How many stand above each person. line: (people,), space; last_met_by: (people,), filled with -1."""
    for person in range(len(sizes)):
        sizes[person] = _climb(person, starts, bosses, last_met_by, line)


@entrance
def _write_above(
    starts: Numbers, bosses: Numbers, above_starts: Numbers, above: Numbers, last_met_by: Numbers
) -> None:
    """Who stands above each person, in rising order."""
    for person in range(len(above_starts) - 1):
        begin, end = above_starts[person], above_starts[person + 1]
        _climb(person, starts, bosses, last_met_by, above[begin:end])
        sort_part(above, begin, end)


@borrowing
def _climb(person: int, starts: Numbers, bosses: Numbers, last_met_by: Numbers, line: Numbers) -> int:
    """Write everyone above a person into `line`, once each, and say how many they are."""
    size, step, below = 0, 0, person
    while True:
        for place in range(starts[below], starts[below + 1]):
            boss = bosses[place]
            if last_met_by[boss] != person:
                last_met_by[boss] = person
                line[size] = boss
                size += 1
        if step == size:
            return size
        below = line[step]
        step += 1


def circle_problems(references: References, above: Bag) -> list[Problem]:
    """Circles of reporting; `above` are the lines of reporting_lines."""
    if not (above.owners() == above.items).any():
        return []
    first_row = dict(zip(references.own[::-1].tolist(), range(len(references.own))[::-1], strict=True))
    bosses: dict[int, list[int]] = {person: [] for person in references.own.tolist()}
    _, people, named = references.entries("reports_to")
    for person, boss in zip(people.tolist(), named.tolist(), strict=True):
        bosses[person].append(boss)
    problems = []
    for circle in circles(bosses):
        names = " → ".join(references.ids[person] for person in [*circle, circle[0]])
        problems += [
            references.problem(first_row[person], "reports_to", person, "reporting_cycle", circle=names)
            for person in circle
        ]
    return problems


def circles(reports_to: Mapping[Someone, Sequence[Someone]]) -> list[list[Someone]]:
    """Circles of two or more people found by walking up; each person is walked over once."""
    done: set[Someone] = set()
    found: list[list[Someone]] = []
    for start in reports_to:
        path: dict[Someone, int] = {}
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


def locks(references: References, kept: NDArray[np.intp] | None = None) -> NDArray[np.intp]:
    """Pairs to keep, shape (pairs, 2), the smaller id first; one side saying so is enough.

    kept: the rows that count, None for all.
    """
    ids = references.ids
    owner, people, named = references.entries("locked_with")
    if kept is not None:
        counts = np.isin(owner, kept)
        people, named = people[counts], named[counts]
    pairs = dict.fromkeys(
        (one, other) if ids[one] <= ids[other] else (other, one)
        for one, other in zip(people.tolist(), named.tolist(), strict=True)
    )
    return np.array(list(pairs), dtype=np.intp).reshape(-1, 2)


def lock_problems(
    references: References, pairs: NDArray[np.intp], capacity: NDArray[np.int64]
) -> list[Problem]:
    """People locked into more tandems than they have room for; capacity: shape (rows,)."""
    counts = np.bincount(pairs.ravel(), minlength=len(references.ids))[references.own]
    return [
        references.problem(row, "locked_with", references.own[row], "lock_capacity")
        for row in np.flatnonzero(counts > capacity).tolist()
    ]


def barred_locks(references: References, barred: Set[frozenset[str]]) -> list[Problem]:
    """The cells that lock a pair of `barred`, each a set of two ids."""
    ids = references.ids
    return [
        references.problem(row, "locked_with", other, "lock_barred")
        for row, person, other in zip(*map(np.ndarray.tolist, references.entries("locked_with")), strict=True)
        if frozenset((ids[person], ids[other])) in barred
    ]
