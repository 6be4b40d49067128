"""How a tandem begins: with the yes of everyone in it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mutua.errors import DomainError
from mutua.people.models import Person
from mutua.programmes.actions.invitation import take_invitation
from mutua.programmes.actions.pairing import record_pairing
from mutua.rounds.actions.proposal import give_up, take_yes
from mutua.tandems.models import AgreementVersion, Member, Tandem
from mutua.tandems.rules import kept_apart


@transaction.atomic
def accept_invitation(*, invitation_id: UUID, by: Person, at: datetime) -> Tandem:
    """The invited person says yes; the two are a tandem from this moment.

    Raises DomainError when the invitation is not open any more, when one of the two has no room left,
    or ("not_possible") when they may not be paired; Http404 when it is not addressed to `by`.
    """
    invitation = take_invitation(invitation_id=invitation_id, by=by, at=at)
    return start_tandem(people=[invitation.sender, by], language=by.language, at=at)


def accept_proposal(*, proposal_id: UUID, by: Person, at: datetime) -> Tandem | None:
    """One person's yes to a proposal of a round; the last yes makes the tandem, which is returned.

    Where it turns out that the tandem cannot be (somebody has no room left, or is kept apart by now), the
    proposal ends for all of them. Raises DomainError: not_open, over; Http404 without a seat in it.
    """
    try:
        return _begin_if_last(proposal_id, by, at)
    except DomainError as refusal:
        if refusal.code not in {"capacity", "already_paired", "not_possible"}:
            raise
    give_up(proposal_id=proposal_id, at=at)
    raise DomainError(
        "over", _("This tandem is not possible any more. You stay in the round; its page says what is next.")
    )


@transaction.atomic
def _begin_if_last(proposal_id: UUID, by: Person, at: datetime) -> Tandem | None:
    planned = uuid.uuid4()
    proposal = take_yes(proposal_id=proposal_id, tandem=planned, by=by, at=at)
    if proposal is None:
        return None
    people = [seat.person for seat in proposal.seats.select_related("person")]
    return start_tandem(people=people, language=by.language, at=at, key=planned)


@transaction.atomic
def start_tandem(*, people: Sequence[Person], language: str, at: datetime, key: UUID | None = None) -> Tandem:
    """Form a tandem of two or three people who have all said yes themselves."""
    if not 2 <= len({person.id for person in people}) <= 3:
        raise DomainError("size", _("A tandem is two people, at most three."))
    if kept_apart([person.id for person in people], at):
        raise DomainError(
            "not_possible", _("This tandem is not possible. You find other suggestions under Find.")
        )
    tandem = Tandem.objects.create(id=key or uuid.uuid4(), language=language, began_at=at)
    record_pairing(tandem=tandem.id, people=people, at=at)
    for position, person in enumerate(people):
        Member.objects.create(tandem=tandem, person=person, position=position, accepted_at=at)
    AgreementVersion.objects.create(tandem=tandem, number=1, created_at=at)
    return tandem
