"""Proposals that come to nothing, and what becomes of the others in them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from mutua.rounds import mails
from mutua.rounds.models import Enrolment, Proposal, Round, Seat, Waiting

MATCHED, WAITING = Enrolment.State.MATCHED, Enrolment.State.WAITING
TAKEN = "partners_taken"


def end_proposals_of(person: UUID, round: Round, *, at: datetime) -> None:
    """Nothing of this round is proposed to or about this person any more. For transactions of others."""
    mine = Proposal.objects.filter(round=round, seats__person=person)
    for proposal in mine.filter(state=Proposal.State.PROPOSED):
        end_proposal(proposal.pk, Proposal.State.DECLINED, at=at)
    drop_drafts([proposal.pk for proposal in mine.filter(state=Proposal.State.DRAFT)], without={person})
    Waiting.objects.filter(person=person, scenario__run__round=round).delete()


def end_proposal(proposal_id: UUID, state: Proposal.State, *, at: datetime) -> bool:
    """Declined or expired: everybody in it looks again and reads the same words. False if too late."""
    changed = Proposal.objects.filter(pk=proposal_id, state=Proposal.State.PROPOSED).update(
        state=state, decided_at=at
    )
    if not changed:
        return False
    proposal = Proposal.objects.select_related("round").get(pk=proposal_id)
    seats = list(proposal.seats.select_related("person"))
    look_again(proposal.round, [seat.person_id for seat in seats], at=at)
    for seat in seats:
        mails.proposal_over(proposal, seat, at=at)
    return True


def look_again(round: Round, people: Collection[UUID], *, at: datetime) -> None:
    """Back on the waiting list, unless another proposal or tandem of this round holds them."""
    held = Seat.objects.filter(
        proposal__round=round, proposal__state=Proposal.State.PROPOSED, person__in=people
    ).values("person_id")
    Enrolment.objects.filter(round=round, person__in=people, state=MATCHED).exclude(person__in=held).update(
        state=WAITING, since=at
    )


def drop_drafts(ids: Collection[UUID], *, without: Collection[UUID] = ()) -> None:
    """Take these out of a review; their people wait in it, except those who left."""
    seats = Seat.objects.filter(proposal__in=ids).exclude(person__in=without)
    left = list(seats.values_list("proposal__scenario_id", "person_id").distinct())
    Proposal.objects.filter(pk__in=ids, state=Proposal.State.DRAFT).delete()
    still = Seat.objects.filter(proposal__scenario__in={scenario for scenario, _person in left})
    held = set(still.values_list("proposal__scenario_id", "person_id"))
    Waiting.objects.bulk_create(
        [
            Waiting(scenario_id=scenario, person_id=person, reason=TAKEN)
            for scenario, person in left
            if scenario and (scenario, person) not in held
        ],
        ignore_conflicts=True,
    )
