"""Pausing: nobody is suggested, proposed or invited to somebody who pauses. No reason is asked or kept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mutua.errors import DomainError
from mutua.people.models import Person
from mutua.programmes.actions.pairing import lock_people
from mutua.rounds.actions.ending import end_proposals_of
from mutua.rounds.models import Enrolment, Round
from mutua.rounds.states import LOOKING


@transaction.atomic
def pause(*, by: Person, at: datetime) -> None:
    """From now on until one comes back; open proposals end, tandems go on. Raises DomainError("not_now")."""
    lock_people(by.pk)
    if not Person.objects.filter(pk=by.pk, state=Person.State.ACTIVE).update(state=Person.State.PAUSED):
        raise DomainError("not_now", _("You are pausing already."))
    looking = Round.objects.filter(enrolments__person=by, enrolments__state__in=LOOKING)
    for round in looking.select_for_update(of=("self",), no_key=True).order_by("pk"):
        end_proposals_of(by.pk, round, at=at)
        # Whoever had a proposal looks again after the pause, like everybody else in the round.
        round.enrolments.filter(person=by, state=Enrolment.State.MATCHED).update(
            state=Enrolment.State.WAITING, since=at
        )


@transaction.atomic
def come_back(*, by: Person, at: datetime) -> None:
    """Everything is as it was before the pause. Raises DomainError("not_now")."""
    if not Person.objects.filter(pk=by.pk, state=Person.State.PAUSED).update(state=Person.State.ACTIVE):
        raise DomainError("not_now", _("You are not pausing."))
