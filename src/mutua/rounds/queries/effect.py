"""What other weights would do to the people who take part now: counts of at least k, before and after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from mutua.matching.pool import Pool
from mutua.programmes.models import Programme
from mutua.rounds.ksafe import k_safe
from mutua.rounds.models import Round
from mutua.rounds.queries.pool import round_pool
from mutua.rounds.queries.preview import ENOUGH, candidate_counts
from mutua.rounds.states import JOINABLE

NOW = (*JOINABLE, Round.State.MATCHING, Round.State.REVIEW)


@dataclass(frozen=True)
class Line:
    """One count with the weights of now and with the others; None where it must not be told."""

    name: str
    before: int | None
    after: int | None


@dataclass(frozen=True)
class Effect:
    """shown: whether there is a round with at least k people to work it out for."""

    shown: bool
    people: int
    lines: Sequence[Line]


def newest_pool(programme: Programme) -> Round | None:
    """The round whose people the effect is shown for."""
    return programme.rounds.filter(state__in=NOW).order_by("-created_at").first()


def effect(programme: Programme, points: Mapping[str, int], *, at: datetime) -> Effect:
    """How many people have how many candidates, with the programme's weights and with these."""
    round = newest_pool(programme)
    if round is None:
        return Effect(shown=False, people=0, lines=[])
    found = round_pool(round, at=at)
    before = _counts(found.pool)
    after = before if points == programme.weights else _counts(found.weighed(points))
    people = sum(before)
    if people < programme.k:
        return Effect(shown=False, people=0, lines=[])
    names = (_("No candidate"), _("One to four candidates"), _("Five candidates or more"))
    told = zip(names, k_safe(before, programme.k), k_safe(after, programme.k), strict=True)
    return Effect(shown=True, people=people, lines=[Line(*one) for one in told])


def _counts(pool: Pool) -> list[int]:
    counts = candidate_counts(pool)[0]
    none, enough = int((counts == 0).sum()), int((counts >= ENOUGH).sum())
    return [none, len(counts) - none - enough, enough]
