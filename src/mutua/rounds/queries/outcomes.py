"""What would become of a change by hand: whether a tandem can be, and what would speak for it.

Why one cannot be is never said: a hard filter, a mark and too low a fit all give the same answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import combinations
from uuid import UUID

import numpy as np

from mutua.content.loader import language
from mutua.matching.criteria import TOO_ALIKE
from mutua.matching.fit import Fits, Gate, fits
from mutua.matching.trios import trio_fits
from mutua.rounds.found import Tandem, known, reasons_between, same_unit
from mutua.rounds.models import Round
from mutua.rounds.queries.pool import RoundPool, round_pool


def tandem_by_hand(round: Round, people: Sequence[UUID], *, at: datetime) -> Tandem | None:
    """These two or three as a tandem; None if they cannot be one."""
    found = round_pool(round, at=at, only=people)
    tandem = tandem_among(found, people)
    return (
        None if tandem is None else replace(tandem, reasons=reasons_between(found.pool, _rows(found, people)))
    )


def tandem_among(found: RoundPool, people: Sequence[UUID]) -> Tandem | None:
    """The same, of people of a pool, without its reasons."""
    if any(person not in found.sheets for person in people):
        return None
    try:
        rows = _rows(found, people)
    except KeyError:  # a profile that cannot be read
        return None
    return _pair(found, people, rows) if len(rows) == 2 else _trio(found, people, rows)


def why(found: RoundPool, people: Sequence[UUID], lang: str) -> list[str]:
    """What speaks for a tandem, said to the first of them."""
    said = reasons_between(found.pool, _rows(found, people))[0][language(lang)]["why"]
    return list(said) if isinstance(said, list) else []


def _rows(found: RoundPool, people: Sequence[UUID]) -> list[int]:
    return [found.pool.index(str(person)) for person in people]


def _pair(found: RoundPool, people: Sequence[UUID], rows: Sequence[int]) -> Tandem | None:
    pair = fits(found.pool, np.array(rows[:1]), np.array(rows[1:]))
    if not pair.allowed()[0]:
        return None
    values = {name: known(value[0]) for name, value in pair.values.items()}
    first_pass = bool(pair.gate[0] == Gate.FIRST_PASS)
    return _made(found, people, float(pair.fit[0]), values, first_pass=first_pass)


def _trio(found: RoundPool, people: Sequence[UUID], rows: Sequence[int]) -> Tandem | None:
    one, other = (np.array(side) for side in zip(*combinations(rows, 2), strict=True))
    pairs = fits(found.pool, one, other)
    trio = trio_fits(found.pool, np.array([sorted(rows)]))
    possible = _may_be_three(pairs) and bool(found.pool.trio[rows].all())
    if not possible or not trio.allowed()[0] or trio.values["complementarity"][0] <= 0:
        return None
    values = {name: known(value[0]) for name, value in trio.values.items()}
    return _made(found, people, float(trio.fit[0]), values, first_pass=False)


def _may_be_three(pairs: Fits) -> bool:
    return bool((pairs.barred == 0).all() and not (pairs.distance < TOO_ALIKE).any())


def _made(
    found: RoundPool,
    people: Sequence[UUID],
    fit: float,
    values: dict[str, float | None],
    *,
    first_pass: bool,
) -> Tandem:
    return Tandem(
        people=tuple(people),
        fit=fit,
        values=values,
        first_pass=first_pass,
        same_unit=same_unit(found, people),
        reasons=(),
    )
