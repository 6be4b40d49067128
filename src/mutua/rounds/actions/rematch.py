"""Looking for another tandem in a round one is in already, as room allows (CONTRACT §2.1, Re-match)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mutua.errors import DomainError
from mutua.people.models import Person
from mutua.programmes.actions.pairing import lock_people
from mutua.rounds.models import Enrolment, Round
from mutua.rounds.queries.rematch import has_room
from mutua.rounds.states import REMATCHING


@transaction.atomic
def look_for_another(*, round: Round, by: Person, at: datetime) -> None:
    """On the waiting list once more. Former partners come up again only if both name each other.

    Raises DomainError: no_room, not_now.
    """
    lock_people(by.pk)
    if not has_room(by):
        raise DomainError(
            "no_room",
            _("You have as many tandems as you want at a time. You can change the number under “Me”."),
        )
    mine = Enrolment.objects.filter(
        round=round, person=by, state=Enrolment.State.IN_TANDEM, round__state__in=REMATCHING
    )
    if not mine.update(state=Enrolment.State.WAITING, since=at):
        raise DomainError("not_now", _("This is not possible at the moment."))
