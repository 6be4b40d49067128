"""Read a list of tandems, and check each against the rules for pairs and trios (CONTRACT §3.1 to §3.3)."""

from __future__ import annotations

import csv
import io
import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mutua.matching.criteria import ROUNDING, TOO_ALIKE
from mutua.matching.filters import bars
from mutua.matching.fit import Fits, fits
from mutua.matching.pool import Pool
from mutua.matching.proof.checker import Wrong, wrong
from mutua.matching.trios import TrioFits, trio_fits
from mutua.matching.weights import WEIGHTS

Rows = NDArray[np.intp]
ROUNDED = {"fit": 0.051, **dict.fromkeys(WEIGHTS, 0.00051), "known_weight": 0.0}
"""The columns of numbers, and how far rounding takes each from the truth: one decimal, three, none."""


@dataclass(frozen=True)
class Tandem:
    """The ids of one tandem as its list has them, and the numbers it says, without its empty cells."""

    ids: tuple[str, ...]
    said: Mapping[str, float] = field(default_factory=dict)


class UnreadableTandems(ValueError):  # noqa: N818 - it is told to people
    """The file is no list of tandems; the message names the reason."""


def read_tandems(path: Path) -> tuple[Tandem, ...]:
    """The tandems of a `.json` file or else a CSV file, as `mutua match` writes them.

    Raises UnreadableTandems, OSError.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        rows = json.loads(text) if path.suffix.lower() == ".json" else _csv_rows(text)
        return tuple(_tandem(row) for row in rows)
    except KeyError as error:
        raise UnreadableTandems(f"column {error} is missing") from error
    except (ValueError, TypeError, AttributeError, RecursionError, csv.Error) as error:
        raise UnreadableTandems(str(error)[:120]) from error


def _csv_rows(text: str) -> list[dict[str, object]]:
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    header = next(lines, [])
    for column in {"a", "b"} - set(header):
        raise KeyError(column)
    return [dict(zip(header, line, strict=False)) for line in lines if line]


def _tandem(row: dict[str, object]) -> Tandem:
    ids = (row["a"], row["b"], row.get("c"))
    named = tuple(str(person) for person in ids if person not in (None, ""))
    cells = {column: row.get(column) for column in ROUNDED}
    said = {column: float(str(cell)) for column, cell in cells.items() if cell not in (None, "")}
    return Tandem(named, said)


def rows_of(pool: Pool, groups: Iterable[Sequence[str]]) -> tuple[Rows, Rows, list[Wrong]]:
    """Pairs, shape (pairs, 2), and trios, shape (trios, 3), as rising row numbers, and what is no tandem."""
    place = {person: number for number, person in enumerate(pool.ids)}
    found: dict[int, list[list[int]]] = {2: [], 3: []}
    wrongs: list[Wrong] = []
    for number, ids in enumerate(groups, start=1):
        # A spreadsheet would run cells that begin like a formula, so those are written with a ' in front.
        rows = [place.get(person, place.get(person.removeprefix("'"), -1)) for person in ids]
        unknown = [person for person, row in zip(ids, rows, strict=True) if row < 0]
        wrongs += [wrong("person_unknown", tandem=number, person=person) for person in unknown]
        if not unknown and (len(rows) not in found or len(set(rows)) < len(rows)):
            wrongs.append(wrong("tandem_size", tandem=number))
        elif not unknown:
            found[len(rows)].append(sorted(rows))
    pairs, trios = (np.array(found[size], dtype=np.intp).reshape(-1, size) for size in (2, 3))
    return pairs, trios, wrongs


def broken_rules(pool: Pool, pairs: Rows, trios: Rows) -> list[Wrong]:
    """What the hard filters, gates, room, and settled pairs have against these tandems together."""
    return [
        *_pair_wrongs(pool, pairs),
        *_trio_wrongs(pool, trios),
        *_met_twice(pool, pairs, trios),
        *_overbooked(pool, pairs, trios),
        *_broken_locks(pool, pairs),
    ]


def _pair_wrongs(pool: Pool, pairs: Rows) -> list[Wrong]:
    first, second = pairs.T
    barred = bars(pool, first, second) > 0
    gated = ~barred & ~settled(pool, pairs) & ~fits(pool, first, second).allowed()
    return [
        wrong(code, a=pool.ids[a], b=pool.ids[b])
        for code, which in (("barred", barred), ("gated", gated))
        for a, b in pairs[which].tolist()
    ]


def settled(pool: Pool, pairs: Rows) -> NDArray[np.bool_]:
    """Which of the pairs (row numbers rising) are settled beforehand."""
    return np.isin(_keys(pool, pairs), _keys(pool, np.sort(pool.relations.locks, axis=1)))


def _keys(pool: Pool, pairs: Rows) -> Rows:
    keys: Rows = pairs[:, 0] * len(pool) + pairs[:, 1]
    return keys


def _trio_wrongs(pool: Pool, trios: Rows) -> list[Wrong]:
    couples = [trios[:, [0, 1]], trios[:, [0, 2]], trios[:, [1, 2]]]
    wrongs = []
    alike = np.zeros(len(trios), dtype=np.bool_)
    for couple in couples:
        first, second = couple.T
        barred = bars(pool, first, second) > 0
        wrongs += [wrong("barred", a=pool.ids[a], b=pool.ids[b]) for a, b in couple[barred].tolist()]
        alike |= fits(pool, first, second).distance < TOO_ALIKE - ROUNDING
    found = trio_fits(pool, trios)
    one_sided = ~(found.values["complementarity"] > 0)
    tests = {"trio_alike": alike, "trio_one_sided": one_sided, "trio_low": ~found.allowed() & ~one_sided}
    for code, which in tests.items():
        wrongs += [_of_trio(code, pool, trio) for trio in trios[which].tolist()]
    return wrongs


def _of_trio(code: str, pool: Pool, trio: Sequence[int]) -> Wrong:
    a, b, c = (pool.ids[person] for person in trio)
    return wrong(code, a=a, b=b, c=c)


def without_consent(pool: Pool, trios: Rows) -> list[Wrong]:
    """Trios in which not everyone agreed to be three."""
    unasked = ~pool.trio[trios].all(axis=1)
    return [_of_trio("trio_consent", pool, trio) for trio in trios[unasked].tolist()]


def below_floor(pool: Pool, pairs: Rows, trios: Rows, floor: float) -> list[Wrong]:
    """Tandems that fit less than the floor (0 to 1), settled pairs aside."""
    chosen = pairs[~settled(pool, pairs)]
    found = ((chosen, fits(pool, *chosen.T).fit), (trios, trio_fits(pool, trios).fit))
    return [
        wrong(
            "below_floor",
            people=", ".join(pool.ids[row] for row in rows),
            fit=f"{100 * fit:.1f}",
            floor=f"{100 * floor:.1f}",
        )
        for tandems, values in found
        for rows, fit in zip(tandems.tolist(), values.tolist(), strict=True)
        if fit < floor - ROUNDING
    ]


def _met_twice(pool: Pool, pairs: Rows, trios: Rows) -> list[Wrong]:
    tandems = [*pairs.tolist(), *trios.tolist()]
    met = Counter(couple for tandem in tandems for couple in combinations(tandem, 2))
    return [wrong("met_twice", a=pool.ids[a], b=pool.ids[b]) for (a, b), times in met.items() if times > 1]


def _overbooked(pool: Pool, pairs: Rows, trios: Rows) -> list[Wrong]:
    taken = np.bincount(np.concatenate([pairs.ravel(), trios.ravel()]), minlength=len(pool))
    return [
        wrong("overbooked", person=pool.ids[row], tandems=int(taken[row]), room=int(pool.capacity[row]))
        for row in np.flatnonzero(taken > pool.capacity).tolist()
    ]


def _broken_locks(pool: Pool, pairs: Rows) -> list[Wrong]:
    locks = {tuple(lock) for lock in np.sort(pool.relations.locks, axis=1).tolist()}
    missing = sorted(locks - {tuple(pair) for pair in pairs.tolist()})
    return [wrong("lock_broken", a=pool.ids[a], b=pool.ids[b]) for a, b in missing]


def changed_numbers(pool: Pool, tandems: Sequence[Tandem], pairs: Rows, trios: Rows) -> list[Wrong]:
    """Numbers that the list of tandems changes, leaves out or adds; pairs and trios: see rows_of."""
    at = {2: iter(_numbers(fits(pool, *pairs.T))), 3: iter(_numbers(trio_fits(pool, trios)))}
    return [
        changed
        for place, tandem in enumerate(tandems, start=1)
        for column, number in zip(ROUNDED, next(at[len(tandem.ids)]), strict=True)
        for changed in _changed(place, tandem, column, number)
    ]


def _numbers(found: Fits | TrioFits) -> list[list[float]]:
    """The columns of ROUNDED, tandem by tandem; NaN where unknown."""
    columns = [100 * found.fit, *found.values.values(), found.known_weight]
    numbers: list[list[float]] = np.column_stack(columns).tolist()
    return numbers


def _changed(place: int, tandem: Tandem, column: str, number: float) -> list[Wrong]:
    """What one cell says that is not so."""
    said = tandem.said.get(column)
    if math.isnan(number) if said is None else abs(said - number) <= ROUNDED[column]:
        return []
    people, digits = ", ".join(tandem.ids), 1 if column == "fit" else 3
    found, named = f"{number:.{digits}f}", "" if said is None else f"{said:g}"
    if said is None:
        return [wrong("number_missing", tandem=place, people=people, column=column, number=found)]
    if math.isnan(number):
        return [wrong("number_unknown", tandem=place, people=people, column=column, said=named)]
    return [wrong("number_differs", tandem=place, people=people, column=column, number=found, said=named)]
