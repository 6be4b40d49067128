"""Sending proposals, and what people answer. One no ends it; the last yes belongs to tandems.

People are locked first, then the proposal, as everywhere: of several answers at the same moment each is
counted once, and after a no nobody's yes is.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from mutua.errors import DomainError
from mutua.people.models import Person
from mutua.programmes.actions.pairing import lock_people
from mutua.rounds import mails
from mutua.rounds.actions.ending import drop_drafts, end_proposal
from mutua.rounds.actions.locking import locked_round
from mutua.rounds.actions.round import begin, step
from mutua.rounds.actions.run import rerun_for_those_left
from mutua.rounds.models import Enrolment, Proposal, Round, Seat
from mutua.rounds.queries.bars import barred_pairs, may_be_together
from mutua.rounds.queries.pool import people_looking
from mutua.rounds.states import LOOKING, ROUND
from mutua.transitions import after

REMIND_BEFORE = timedelta(days=3)
OPEN = Proposal.State.PROPOSED


@transaction.atomic
def send_proposals(*, round: Round, by: Person | None, at: datetime) -> int:
    """Send every draft of the review; whoever has none learns that they wait. Returns how many were sent.

    What became impossible since the matching is left out. Raises DomainError: not_yours, not_now, nothing.
    """
    locked = locked_round(round, by)
    after(ROUND, locked.state, "send")
    _drop_impossible(locked, at)
    drafts = locked.proposals.filter(scenario=locked.scenario_id, state=Proposal.State.DRAFT)
    people = list(Seat.objects.filter(proposal__in=drafts).values_list("person_id", flat=True))
    sent = drafts.update(state=OPEN, proposed_at=at, expires_at=at + timedelta(days=locked.confirm_days))
    if not sent:
        raise DomainError("nothing", _("There is no proposal to send. Match again, or cancel the round."))
    looking = locked.enrolments.filter(state__in=LOOKING)
    looking.exclude(state=Enrolment.State.APPLIED).exclude(person__in=people).update(
        state=Enrolment.State.WAITING, since=at
    )
    looking.filter(person__in=people).update(state=Enrolment.State.MATCHED, since=at)
    moved = step(locked, "send")
    mails.enqueue_proposals(moved, at=at)
    return sent


@transaction.atomic
def take_yes(*, proposal_id: UUID, tandem: UUID, by: Person, at: datetime) -> Proposal | None:
    """One person's yes; the proposal if it was the last one, which `tandem` then stands for.

    For tandems, which begin the tandem in the same transaction. Raises DomainError("not_open"); Http404
    if `by` has no seat in it.
    """
    seats = _locked_seats(proposal_id, by)
    proposal = Proposal.objects.select_for_update(of=("self",)).select_related("round").get(pk=proposal_id)
    if proposal.state != OPEN or proposal.expires_at is None or proposal.expires_at <= at:
        raise too_late()
    Seat.objects.filter(proposal=proposal, person=by).update(answer=Seat.Answer.YES, answered_at=at)
    if any(seat.answer != Seat.Answer.YES for seat in seats if seat.person_id != by.pk):
        return None
    Proposal.objects.filter(pk=proposal.pk).update(
        state=Proposal.State.CONFIRMED, tandem=tandem, decided_at=at
    )
    people = [seat.person_id for seat in seats]
    proposal.round.enrolments.filter(person__in=people, state__in=LOOKING).update(
        state=Enrolment.State.IN_TANDEM, since=at
    )
    for seat in seats:
        if seat.person_id != by.pk:
            mails.proposal_begun(proposal, seat.person, at=at)
    return proposal


@transaction.atomic
def say_no(*, proposal_id: UUID, by: Person, at: datetime) -> None:
    """One no ends it for all; nobody learns whose. Raises DomainError("not_open"); Http404 without a seat."""
    _locked_seats(proposal_id, by)
    mine = Seat.objects.filter(proposal=proposal_id, person=by, proposal__expires_at__gt=at)
    if not mine.filter(proposal__state=OPEN).update(answer=Seat.Answer.NO, answered_at=at):
        raise too_late()
    if not end_proposal(proposal_id, Proposal.State.DECLINED, at=at):
        raise too_late()


@transaction.atomic
def give_up(*, proposal_id: UUID, at: datetime) -> None:
    """It is not possible any more, as somebody has no room left: it ends like one that was declined."""
    lock_people(*Seat.objects.filter(proposal=proposal_id).values_list("person_id", flat=True))
    end_proposal(proposal_id, Proposal.State.DECLINED, at=at)


def expire_proposals(*, at: datetime) -> int:
    """End what has run out, remind three days before, and move rounds on in which nothing is open.

    Returns how many ran out. Each is a transaction of its own: whoever answers at this moment is first.
    """
    ended = 0
    for proposal_id in Proposal.objects.filter(state=OPEN, expires_at__lte=at).values_list("pk", flat=True):
        with transaction.atomic():
            lock_people(*Seat.objects.filter(proposal=proposal_id).values_list("person_id", flat=True))
            ended += end_proposal(proposal_id, Proposal.State.EXPIRED, at=at)
    soon = Seat.objects.filter(
        answer="",
        proposal__state=OPEN,
        proposal__expires_at__gt=at,
        proposal__expires_at__lte=at + REMIND_BEFORE,
        proposal__proposed_at__lt=at - REMIND_BEFORE,
        person__state__in=("invited", "active"),
    )
    for seat in soon.select_related("person", "proposal__round"):
        mails.remind(seat, at=at)
    for round in Round.objects.filter(state=Round.State.CONFIRMATION):
        finish_confirmation(round=round, at=at)
    return ended


@transaction.atomic
def finish_confirmation(*, round: Round, at: datetime) -> None:
    """Once nothing is open any more: match those left over once more, else let the round begin."""
    locked = locked_round(round, None)
    if locked.state != Round.State.CONFIRMATION or locked.proposals.filter(state=OPEN).exists():
        return
    if rerun_for_those_left(locked, at=at) is None and locked.by_dates:
        begin(round=locked, by=None, at=at)


def too_late() -> DomainError:
    return DomainError(
        "not_open", _("This proposal is no longer open. The page of the round says what happens next.")
    )


def _locked_seats(proposal_id: UUID, by: Person) -> list[Seat]:
    """All seats of a proposal that was sent to `by`, read after everybody in it is locked."""
    sent = Seat.objects.filter(proposal=proposal_id).exclude(proposal__state=Proposal.State.DRAFT)
    get_object_or_404(sent, person=by)
    lock_people(*sent.values_list("person_id", flat=True))
    return list(sent.select_related("person"))


def _drop_impossible(round: Round, at: datetime) -> None:
    """Drafts in which somebody left or paused meanwhile, or that a hard filter bars now."""
    looking = people_looking(round)
    barred = barred_pairs(round, looking, at=at)
    drafts = round.proposals.filter(scenario=round.scenario_id, state=Proposal.State.DRAFT)
    gone = [
        draft.pk
        for draft in drafts.prefetch_related("seats")
        if not may_be_together([seat.person_id for seat in draft.seats.all()], looking, barred)
    ]
    drop_drafts(gone)
