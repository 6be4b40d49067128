"""What would become of a change by hand: whether a tandem can be, and what would speak for it.

Why one cannot be is never said: a hard filter, a mark and too low a fit all give the same answer.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from uuid import UUID

import numpy as np

from mutua.matching.criteria import TOO_ALIKE
from mutua.matching.fit import Fits, Gate, fits
from mutua.matching.trios import trio_fits
from mutua.rounds.found import Tandem, known, reasons_between, same_unit
from mutua.rounds.models import Round
from mutua.rounds.queries.pool import RoundPool, round_pool


def tandem_by_hand(round: Round, people: Sequence[UUID], *, at: datetime) -> Tandem | None:
    """These two or three as a tandem; None if they cannot be one."""
    return tandem_among(round_pool(round, at=at, only=people), people)


def tandem_among(found: RoundPool, people: Sequence[UUID]) -> Tandem | None:
    """The same, of people of a pool."""
    pool = found.pool
    if not set(pool.ids).issuperset(map(str, people)):
        return None
    rows = [pool.index(str(person)) for person in people]
    return _pair(found, people, rows) if len(rows) == 2 else _trio(found, people, rows)


@dataclass(frozen=True)
class _Judged:
    fit: float
    values: dict[str, float | None]
    first_pass: bool


def _pair(found: RoundPool, people: Sequence[UUID], rows: Sequence[int]) -> Tandem | None:
    pair = fits(found.pool, np.array(rows[:1]), np.array(rows[1:]))
    if not pair.allowed()[0]:
        return None
    values = {name: known(value[0]) for name, value in pair.values.items()}
    return _made(
        found, people, rows, _Judged(float(pair.fit[0]), values, bool(pair.gate[0] == Gate.FIRST_PASS))
    )


def _trio(found: RoundPool, people: Sequence[UUID], rows: Sequence[int]) -> Tandem | None:
    one, other = (np.array(side) for side in zip(*combinations(rows, 2), strict=True))
    pairs = fits(found.pool, one, other)
    trio = trio_fits(found.pool, np.array([sorted(rows)]))
    possible = _may_be_three(pairs) and bool(found.pool.trio[rows].all())
    if not possible or not trio.allowed()[0] or trio.values["complementarity"][0] <= 0:
        return None
    values = {name: known(value[0]) for name, value in trio.values.items()}
    return _made(found, people, rows, _Judged(float(trio.fit[0]), values, first_pass=False))


def _may_be_three(pairs: Fits) -> bool:
    return bool((pairs.barred == 0).all() and not (pairs.distance < TOO_ALIKE).any())


def _made(found: RoundPool, people: Sequence[UUID], rows: Sequence[int], judged: _Judged) -> Tandem:
    return Tandem(
        people=tuple(people),
        fit=judged.fit,
        values=judged.values,
        first_pass=judged.first_pass,
        same_unit=same_unit(found, people),
        reasons=reasons_between(found.pool, rows),
    )


def best_partners(
    found: RoundPool, person: UUID, pairs: Collection[tuple[UUID, ...]], most: int
) -> list[Tandem]:
    """Pairs of the review that this person could join as a trio, the best first, at most `most`."""
    made = [trio for pair in pairs if (trio := tandem_among(found, (*pair, person)))]
    return sorted(made, key=lambda trio: (-trio.fit, trio.people))[:most]
