"""From a matching to what a round keeps of it: tandems with their reasons, who waits, and the figures."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from mutua.content import loader
from mutua.matching.explain import explain
from mutua.matching.fit import Gate
from mutua.matching.match import Matching
from mutua.matching.pool import Pool
from mutua.matching.report import reasons as reasons_of_trio
from mutua.programmes.queries.reasons import SPEAKS_FOR_THEM, texts
from mutua.rounds.queries.pool import RoundPool

STEPS = 10

Reasons = dict[str, dict[str, object]]


@dataclass(frozen=True)
class Tandem:
    """Two or three people; the fields are those of Proposal, reasons those of Seat, in the same order."""

    people: tuple[UUID, ...]
    fit: float
    values: dict[str, float | None]
    first_pass: bool
    same_unit: bool
    reasons: tuple[Reasons, ...]


@dataclass(frozen=True)
class Found:
    """What a scenario led to. waiting: person to the nearest reason; exact: proven to be the best."""

    tandems: Sequence[Tandem]
    waiting: Mapping[UUID, str]
    exact: bool


def found_in(people: RoundPool, matching: Matching) -> Found:
    """The tandems of a matching, in the order of the pool."""
    ids = [UUID(key) for key in people.pool.ids]
    return Found(
        tandems=[*_pairs(people, matching, ids), *_trios(people, matching, ids)],
        waiting={ids[one.person]: one.reason.name.lower() for one in matching.waiting},
        exact=matching.alone.exact,
    )


def figures(tandems: Sequence[Tandem], waiting: int, *, exact: bool) -> dict[str, object]:
    """Counts: people in a tandem (each once), pairs, trios, waiting, and the tandems' fits in ten steps."""
    fits = [0] * STEPS
    for tandem in tandems:
        fits[min(STEPS - 1, int(tandem.fit * STEPS))] += 1
    trios = sum(len(tandem.people) == 3 for tandem in tandems)
    return {
        "paired": len({person for tandem in tandems for person in tandem.people}),
        "pairs": len(tandems) - trios,
        "trios": trios,
        "waiting": waiting,
        "fits": fits,
        "exact": exact,
    }


def reasons_between(pool: Pool, rows: Sequence[int]) -> tuple[Reasons, ...]:
    """For each of two or three people, in both languages: why, the difference, and a first question."""
    return tuple(
        {lang: _said(pool, [me, *(row for row in rows if row != me)], lang) for lang in loader.LANGUAGES}
        for me in rows
    )


def same_unit(people: RoundPool, members: Sequence[UUID]) -> bool:
    """Whether all of them name a team in common."""
    units = [{word.casefold() for word in people.sheets[member].facet("unit")} for member in members]
    return bool(set.intersection(*units))


def _pairs(people: RoundPool, matching: Matching, ids: Sequence[UUID]) -> Iterator[Tandem]:
    pairs = matching.pairs
    for number, rows in enumerate(zip(pairs.first.tolist(), pairs.second.tolist(), strict=True)):
        members = tuple(ids[row] for row in rows)
        yield Tandem(
            people=members,
            fit=float(pairs.fit[number]),
            values={name: known(value[number]) for name, value in pairs.values.items()},
            first_pass=bool(pairs.gate[number] == Gate.FIRST_PASS),
            same_unit=same_unit(people, members),
            reasons=reasons_between(people.pool, rows),
        )


def _trios(people: RoundPool, matching: Matching, ids: Sequence[UUID]) -> Iterator[Tandem]:
    trios = matching.trios
    for number, rows in enumerate(trios.members.tolist()):
        members = tuple(ids[row] for row in rows)
        yield Tandem(
            people=members,
            fit=float(trios.fit[number]),
            values={name: known(value[number]) for name, value in trios.values.items()},
            first_pass=False,
            same_unit=same_unit(people, members),
            reasons=reasons_between(people.pool, rows),
        )


def _said(pool: Pool, rows: Sequence[int], lang: str) -> dict[str, object]:
    """What is said to the first of these rows."""
    me, other = rows[0], rows[1]
    found = explain(pool, me, other, texts=texts(), lang=lang)
    why = [line.sentence for line in found.strongest if line.strength in SPEAKS_FOR_THEM]
    if len(rows) > 2:
        why = [reasons_of_trio(pool, texts(), rows, lang)]
    return {"why": why, "difference": found.difference, "starter": found.talk_about}


def known(value: float) -> float | None:
    """A criterion as it is kept: three decimals, None if unknown."""
    return None if math.isnan(value) else round(float(value), 3)
