"""Setting up a round and moving it from step to step, by hand or by its dates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mutua.errors import DomainError
from mutua.people.models import Person
from mutua.programmes.models import Programme
from mutua.programmes.queries.programmes import coordinates
from mutua.rounds import mails, rules
from mutua.rounds.actions.enrolment import refresh_eligible
from mutua.rounds.actions.locking import locked_round
from mutua.rounds.actions.wishes import deal_cards
from mutua.rounds.models import Enrolment, Proposal, Round, Run
from mutua.rounds.states import LOOKING, ROUND
from mutua.transitions import after

FIELDS = (
    "title_de", "title_en", "register_until", "wish_until", "ends_on", "by_dates", "confirm_days",
    "holidays", "trios", "seed",
)  # fmt: skip


@transaction.atomic
def create_round(*, programme: Programme, values: Mapping[str, Any], by: Person, at: datetime) -> Round:
    """A round in draft. Raises DomainError: not_yours, dates."""
    if not coordinates(by, programme):
        raise DomainError("not_yours", _("Only coordinators of this programme can do this."))
    _check(values)
    chosen = {field: values[field] for field in FIELDS if field in values}
    return Round.objects.create(programme=programme, created_at=at, **chosen)


@transaction.atomic
def edit_round(*, round: Round, values: Mapping[str, Any], by: Person, at: datetime) -> Round:
    """Change dates and words until the round runs. Raises DomainError: not_yours, not_now, dates."""
    locked = locked_round(round, by)
    if (locked.state, "cancel") not in ROUND:
        raise DomainError("not_now", _("The round runs; this does not change any more."))
    _check(values)
    for field in FIELDS:
        if field in values:
            setattr(locked, field, values[field])
    locked.save()
    return locked


@transaction.atomic
def open_registration(*, round: Round, by: Person, at: datetime) -> Round:
    """People may enrol from now on. Raises DomainError: not_yours, not_now, programme_not_open."""
    locked = locked_round(round, by)
    rules.check_open_programme(locked.programme)
    return step(locked, "open")


@transaction.atomic
def ask_wishes(*, round: Round, by: Person | None, at: datetime) -> Round:
    """Everybody gets cards, and a mail when they are there. Raises: not_yours, not_now, too_few."""
    locked = locked_round(round, by)
    refresh_eligible(locked, at=at)
    rules.check_enough_people(locked.enrolments.filter(state=Enrolment.State.ELIGIBLE).count())
    moved = step(locked, "ask_wishes")
    deal_cards(moved, at=at)
    return moved


@transaction.atomic
def begin(*, round: Round, by: Person | None, at: datetime) -> Round:
    """The tandems are there and the round runs; nothing is open any more."""
    locked = locked_round(round, by)
    check_all_answered(locked)
    locked.enrolments.filter(state__in=(Enrolment.State.ELIGIBLE, Enrolment.State.MATCHED)).update(
        state=Enrolment.State.WAITING, since=at
    )
    locked.began_at = locked.began_at or at
    locked.save(update_fields=["began_at"])
    return step(locked, "begin")


@transaction.atomic
def wind_up(*, round: Round, by: Person | None, at: datetime) -> Round:
    """The round comes to its end; tandems go on or part as they like."""
    return step(locked_round(round, by), "wind_up")


@transaction.atomic
def close(*, round: Round, by: Person | None, at: datetime) -> Round:
    """The round is over: whoever is in a tandem has completed it."""
    locked = locked_round(round, by)
    locked.enrolments.filter(state=Enrolment.State.IN_TANDEM).update(
        state=Enrolment.State.COMPLETED, since=at
    )
    locked.closed_at = at
    locked.save(update_fields=["closed_at"])
    return step(locked, "close")


@transaction.atomic
def cancel_round(*, round: Round, by: Person, at: datetime) -> Round:
    """Nothing of it comes about. Possible until it runs; tandems that began already go on."""
    locked = locked_round(round, by)
    rules.check_not_begun(locked)
    moved = step(locked, "cancel")
    locked.runs.filter(state__in=Run.UNDER_WAY).update(state=Run.State.CANCELLED, finished_at=at)
    locked.proposals.filter(state=Proposal.State.DRAFT).delete()
    locked.proposals.filter(state=Proposal.State.PROPOSED).update(state=Proposal.State.EXPIRED, decided_at=at)
    locked.enrolments.filter(state__in=LOOKING).update(state=Enrolment.State.WITHDRAWN, since=at)
    Round.objects.filter(pk=locked.pk).update(closed_at=at)
    mails.enqueue_cancelled(moved, at=at)
    return moved


def check_all_answered(round: Round) -> None:
    """Raises DomainError("still_open") while a proposal of the round waits for an answer."""
    if round.proposals.filter(state=Proposal.State.PROPOSED).exists():
        raise DomainError(
            "still_open", _("Some people have not answered yet. Wait for them, or until their time is over.")
        )


def step(locked: Round, event: str) -> Round:
    """Move a locked round on. Raises DomainError("not_now")."""
    locked.state = after(ROUND, locked.state, event)
    locked.save(update_fields=["state"])
    return locked


def _check(values: Mapping[str, Any]) -> None:
    rules.check_dates(
        register_until=values["register_until"],
        wish_until=values["wish_until"],
        ends_on=values["ends_on"],
        holidays=values.get("holidays") or [],
    )
