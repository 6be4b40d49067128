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


@transaction.atomic
def start_tandem(*, people: Sequence[Person], language: str, at: datetime) -> Tandem:
    """Form a tandem of two or three people who have all said yes themselves."""
    if not 2 <= len({person.id for person in people}) <= 3:
        raise DomainError("size", _("A tandem is two people, at most three."))
    if kept_apart([person.id for person in people], at):
        raise DomainError(
            "not_possible", _("This tandem is not possible. You find other suggestions under Find.")
        )
    tandem = Tandem.objects.create(id=uuid.uuid4(), language=language, began_at=at)
    record_pairing(tandem=tandem.id, people=people, at=at)
    for position, person in enumerate(people):
        Member.objects.create(tandem=tandem, person=person, position=position, accepted_at=at)
    AgreementVersion.objects.create(tandem=tandem, number=1, created_at=at)
    return tandem
