"""How the tandems of a round are doing: counts of tandems, where they are enough, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mutua.meetings.models import Meeting
from mutua.programmes.models.programme import USUAL_K
from mutua.rounds.ksafe import k_safe
from mutua.rounds.models import Proposal, Round
from mutua.tandems.models import Member, Tandem

FEWEST_TANDEMS = 5


class Stage(StrEnum):
    """Where a tandem is; each is in exactly one."""

    NO_FIRST_DATE = "no_first_date"
    NOT_SIGNED = "not_signed"
    NO_NEXT_DATE = "no_next_date"
    UNDER_WAY = "under_way"
    RESTING = "resting"


NAMES: Mapping[Stage, Promise | str] = {
    Stage.NO_FIRST_DATE: _("No first date yet"),
    Stage.NOT_SIGNED: _("A date, but no signed agreement yet"),
    Stage.NO_NEXT_DATE: _("Signed, but no next date"),
    Stage.UNDER_WAY: _("Signed, with a next date"),
    Stage.RESTING: _("Paused or ended"),
}


@dataclass(frozen=True)
class Cell:
    """One stage; count: None where it must not be told. A hint may be sent only where it is told."""

    stage: Stage
    name: Promise | str
    count: int | None
    may_nudge: bool


@dataclass(frozen=True)
class Health:
    """The board. shown: whether there are enough tandems and people for anything to be told."""

    shown: bool
    cells: Sequence[Cell]
    tandems: int
    fewest: int


NUDGED = (Stage.NO_FIRST_DATE, Stage.NOT_SIGNED, Stage.NO_NEXT_DATE)


def health(round: Round, *, at: datetime) -> Health:
    """Counts of a round's tandems by stage. Two queries."""
    stages = stages_of(round, at=at)
    counts = Counter(stages.values())
    people = Member.objects.filter(tandem__in=stages, left_at__isnull=True).count() if stages else 0
    k = round.programme.k if round.programme else USUAL_K
    shown = len(stages) >= FEWEST_TANDEMS and people >= k
    told = k_safe([counts[stage] for stage in Stage], FEWEST_TANDEMS)
    cells = [
        Cell(stage, NAMES[stage], count, bool(count) and stage in NUDGED)
        for stage, count in zip(Stage, told, strict=True)
    ]
    return Health(shown, cells if shown else [], len(stages) if shown else 0, FEWEST_TANDEMS)


def stages_of(round: Round, *, at: datetime) -> dict[UUID, Stage]:
    """The stage of every tandem of a round: for counting and for the worker, never for a page."""
    ids = Proposal.objects.filter(round=round, state=Proposal.State.CONFIRMED).values("tandem")
    meetings = Meeting.objects.filter(tandem=OuterRef("pk"))
    dated = (Meeting.State.CONFIRMED, Meeting.State.HELD)
    rows = (
        Tandem.objects.filter(pk__in=ids)
        .annotate(
            has_date=Exists(meetings.filter(state__in=dated)),
            has_next=Exists(meetings.filter(state=Meeting.State.CONFIRMED, ends_at__gt=at)),
        )
        .values_list("pk", "state", "has_date", "has_next")
    )
    return {key: _stage(state, has_date, has_next) for key, state, has_date, has_next in rows}


def _stage(state: str, has_date: bool, has_next: bool) -> Stage:
    if state not in {Tandem.State.FORMING, Tandem.State.ACTIVE}:
        return Stage.RESTING
    if not has_date:
        return Stage.NO_FIRST_DATE
    if state == Tandem.State.FORMING:
        return Stage.NOT_SIGNED
    return Stage.UNDER_WAY if has_next else Stage.NO_NEXT_DATE
