"""The fit preview: before any matching, how many find somebody, what is missing, what gets in the way.

Every number counts at least k people (of the programme), and what is not told cannot be worked out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from mutua.content.skills import skill_label
from mutua.matching.filters import Bar
from mutua.matching.fit import Gate, fits
from mutua.matching.pool import Pool
from mutua.programmes.models.programme import USUAL_K
from mutua.rounds.ksafe import k_safe
from mutua.rounds.models import Round
from mutua.rounds.queries.pool import RoundPool, round_pool
from mutua.ui.bars import Bar as Drawn
from mutua.ui.bars import bars

ENOUGH = 5
BANDS = ((0, 0), (1, 4), (5, 9), (10, 19), (20, None))
MOST_SKILLS = 10
ALL_PAIRS = 1_500
"""Of more people, so many drawn by the order of their ids stand for all."""
CHUNK = 500_000
NEARLY_ALL = 0.9


@dataclass(frozen=True)
class Preview:
    """What a coordinator sees. enough: of 20 people how many have five candidates, None where it must not be
    told; nearly_all: more than 18 of 20, and the rest are too few to be told.

    bands: people by number of candidates; missing: wanted skills that hardly anybody offers; hindrances:
    people who would have five candidates but for this; people: how many were looked at, of all.
    """

    people: int
    all_people: int
    k: int
    enough: int | None
    nearly_all: bool
    bands: Sequence[Drawn]
    missing: Sequence[Drawn]
    hindrances: Sequence[Drawn]
    hidden: bool


def preview(round: Round, *, at: datetime, lang: str) -> Preview:
    """The preview of everybody who takes part with a complete profile now."""
    found = round_pool(round, at=at)
    k = round.programme.k if round.programme else USUAL_K
    pool = found.pool
    counts = candidate_counts(pool)
    open_now = counts[0]
    bands = _told([(_band(low, high), _within(open_now, low, high)) for low, high in BANDS], k)
    return Preview(
        people=len(open_now),
        all_people=len(pool),
        k=k,
        enough=_share(open_now, k),
        nearly_all=len(open_now) >= k and bool((open_now >= ENOUGH).mean() > NEARLY_ALL),
        bands=bars([(name, count) for name, count in bands if count is not None]),
        missing=bars(_missing(found, k, lang)),
        hindrances=bars(_hindrances(counts, k)),
        hidden=any(count is None for _name, count in bands),
    )


def candidate_counts(pool: Pool) -> dict[int, NDArray[np.int64]]:
    """How many candidates each person has (at 0), and how many more but for one hard filter (at its Bar)."""
    people = min(len(pool), ALL_PAIRS)
    asked = (0, int(Bar.LANGUAGE), int(Bar.HOURS), int(Bar.LEVEL))
    counts = {bar: np.zeros(people, dtype=np.int64) for bar in asked}
    one, other = np.triu_indices(people, 1)
    for start in range(0, len(one), CHUNK):
        first, second = one[start : start + CHUNK], other[start : start + CHUNK]
        pairs = fits(pool, first, second)
        fine = pairs.gate <= Gate.SECOND_PASS
        for bar, total in counts.items():
            chosen = fine & (pairs.barred == bar)
            both = np.concatenate([first[chosen], second[chosen]])
            counts[bar] = total + np.bincount(both, minlength=people)
    return counts


def _share(open_now: NDArray[np.int64], k: int) -> int | None:
    """Of twenty people so many have enough candidates (steps of 5 %); None where k do not suffice."""
    enough = int((open_now >= ENOUGH).sum())
    if len(open_now) < k or 0 < enough < k or 0 < len(open_now) - enough < k:
        return None
    return int(20 * enough / len(open_now) + 0.5)


def _told(rows: Sequence[tuple[str, int]], k: int) -> list[tuple[str, int | None]]:
    told = k_safe([count for _name, count in rows], k)
    return [(name, count) for (name, _count), count in zip(rows, told, strict=True)]


def _within(counts: NDArray[np.int64], low: int, high: int | None) -> int:
    return int(((counts >= low) & (counts <= (high if high is not None else counts.max(initial=0)))).sum())


def _band(low: int, high: int | None) -> str:
    if high is None:
        return _("%(low)s and more") % {"low": low}
    return str(low) if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}


def _missing(found: RoundPool, k: int, lang: str) -> list[tuple[str, int]]:
    """Skills that at least k people want and fewer than k offer, with how many want them."""
    wanted = Counter(skill for sheet in found.sheets.values() for skill in sheet.wishes)
    offered = Counter(skill for sheet in found.sheets.values() for skill in sheet.offers)
    scarce = [(skill, count) for skill, count in wanted.items() if count >= k > offered[skill]]
    scarce.sort(key=lambda one: (-one[1], one[0]))
    return [(skill_label(skill, lang), count) for skill, count in scarce[:MOST_SKILLS]]


def _hindrances(counts: dict[int, NDArray[np.int64]], k: int) -> list[tuple[str, int]]:
    """People short of candidates who would have enough but for one thing, where they are at least k."""
    names = {
        int(Bar.LANGUAGE): _("No shared language"),
        int(Bar.HOURS): _("No shared free hour"),
        int(Bar.LEVEL): _("Levels too far apart"),
    }
    short = counts[0] < ENOUGH
    helped = {bar: int((short & (counts[0] + counts[bar] >= ENOUGH)).sum()) for bar in names}
    return [(names[bar], count) for bar, count in helped.items() if count >= k]
