"""Rounds that move on by their dates, and rounds whose time to be kept is over."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from django.db import transaction

from mutua.errors import DomainError
from mutua.rounds import rules
from mutua.rounds.actions.locking import locked_round
from mutua.rounds.actions.round import ask_wishes, close, step, wind_up
from mutua.rounds.actions.run import start_run
from mutua.rounds.models import Candidate, Named, Round
from mutua.rounds.scenarios import OWN

KEEP_DAYS = 30
_log = structlog.get_logger(__name__)
R = Round.State


def move_by_dates(*, at: datetime) -> int:
    """Move on every round whose day is over; returns how many. Proposals are never sent by a date.

    One that cannot move (too few people) waits for its coordinator and does not hold up the others.
    """
    moved = 0
    for round in Round.objects.filter(by_dates=True):
        try:
            moved += _move(round, at)
        except DomainError as refusal:
            _log.info("round_waits", round=str(round.pk), code=refusal.code)
    return moved


def _move(round: Round, at: datetime) -> bool:
    today = rules.today(at)
    if round.state == R.REGISTRATION and round.programme_id is None and today > round.register_until:
        step(locked_round(round, None), "cancel")
        Round.objects.filter(pk=round.pk).update(closed_at=at)
        return True
    if round.state == R.REGISTRATION and today > round.register_until:
        if round.wish_until:
            ask_wishes(round=round, by=None, at=at)
        else:
            start_run(round=round, kinds=[OWN], seed=round.seed, by=None, at=at)
        return True
    if round.state == R.WISHES and round.wish_until and today > round.wish_until:
        start_run(round=round, kinds=[OWN], seed=round.seed, by=None, at=at)
        return True
    if round.state == R.RUNNING and today > round.ends_on:
        wind_up(round=round, by=None, at=at)
        return True
    if round.state == R.CLOSING and today > round.ends_on + timedelta(days=14):
        close(round=round, by=None, at=at)
        return True
    return False


def purge_old_rounds(*, at: datetime) -> int:
    """Forget who took part, marked and waited in rounds over for as long as the programme keeps them."""
    purged = 0
    for round in Round.objects.filter(state__in=(R.CLOSED, R.CANCELLED)).select_related("programme"):
        kept = round.programme.enrolment_days if round.programme else KEEP_DAYS
        days = KEEP_DAYS if kept is None else kept
        if round.closed_at is not None and round.closed_at <= at - timedelta(days=days):
            purge_round(round=round, at=at)
            purged += 1
    return purged


@transaction.atomic
def purge_round(*, round: Round, at: datetime) -> None:
    """Only the names and dates of the round stay."""
    locked = locked_round(round, None)
    step(locked, "purge")
    Round.objects.filter(pk=locked.pk).update(scenario=None)
    for rows in (locked.proposals, locked.runs, locked.splits, locked.enrolments):
        rows.all().delete()
    Candidate.objects.filter(round=locked).delete()
    Named.objects.filter(round=locked).delete()
