"""The wish phase: cards are dealt, people mark them and name whom they know."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from mutua.errors import DomainError
from mutua.outbox.actions import enqueue_work
from mutua.people.models import Person
from mutua.rounds import mails
from mutua.rounds.actions.locking import locked_round
from mutua.rounds.models import Candidate, Enrolment, Named, Round
from mutua.rounds.queries.fits import best_others
from mutua.rounds.queries.pool import round_pool
from mutua.rounds.states import LOOKING

DEAL_WORK = "rounds.deal"
MOST_NAMED = 5


def deal_cards(round: Round, *, at: datetime) -> None:
    """Let the worker look for everybody's cards; for the transaction that opens the wish phase."""
    enqueue_work(name=DEAL_WORK, arguments={"round": str(round.pk)}, run_at=at, ref=f"deal/{round.pk}")


def deal(arguments: dict[str, Any], at: datetime) -> None:
    """The worker's part: cards for everybody, once, and then the mail that they are there."""
    round = Round.objects.select_related("programme").get(pk=arguments["round"])
    cards = best_others(replace(round_pool(round, at=at), gladly={}))
    with transaction.atomic():
        locked = locked_round(round, None)
        if locked.state != Round.State.WISHES or Candidate.objects.filter(round=round).exists():
            return
        Candidate.objects.bulk_create(
            [
                Candidate(round=round, person_id=person, other_id=other, position=position)
                for person, others in cards.items()
                for position, other in enumerate(others)
            ],
            batch_size=2000,
        )
        mails.enqueue_cards(locked, at=at)


@transaction.atomic
def mark_card(*, round: Round, other_id: UUID, mark: str, by: Person, at: datetime) -> None:
    """Say gladly, possible or rather not to one's own card; an empty mark takes it back.

    Raises DomainError: not_now, unknown_mark; Http404 for a card that is not one's own.
    """
    if mark not in Candidate.Mark.values:
        raise DomainError("unknown_mark", _("Choose from what is offered here."), field="mark")
    _check_wish_phase(round, by)
    card = get_object_or_404(Candidate, round=round, person=by, other=other_id)
    Candidate.objects.filter(pk=card.pk).update(mark=mark)


@transaction.atomic
def name_someone(*, round: Round, email: str, by: Person, at: datetime) -> None:
    """Name somebody one would like to be paired with; known or not, it is the same to see.

    Raises DomainError: not_now, oneself, too_many_named.
    """
    _check_wish_phase(round, by)
    if email == by.email:
        raise DomainError("oneself", _("This is your own address. Whom do you mean?"), field="email")
    mine = Named.objects.filter(round=round, person=by)
    if mine.exclude(email=email).count() >= MOST_NAMED:
        raise DomainError(
            "too_many_named", _("Name %(most)s people at most.") % {"most": MOST_NAMED}, field="email"
        )
    Named.objects.get_or_create(round=round, person=by, email=email)


@transaction.atomic
def forget_named(*, round: Round, email: str, by: Person, at: datetime) -> None:
    """Take somebody off one's own list. Raises DomainError("not_now") after the wish phase."""
    _check_wish_phase(round, by)
    Named.objects.filter(round=round, person=by, email=email).delete()


def _check_wish_phase(round: Round, by: Person) -> None:
    """The person's enrolment is locked, so that a matching does not begin amid a mark."""
    get_object_or_404(
        Enrolment.objects.select_for_update(of=("self",)), round=round, person=by, state__in=LOOKING
    )
    if not Round.objects.filter(pk=round.pk, state=Round.State.WISHES).exists():
        raise DomainError(
            "not_now", _("The wish phase is over. What you marked until then has been counted.")
        )
