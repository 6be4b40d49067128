"""Who may do what in a round, and what must hold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from mutua.errors import DomainError
from mutua.people.models import Person, Profile
from mutua.people.rules import is_complete
from mutua.programmes.models import Programme
from mutua.programmes.queries.programmes import coordinates
from mutua.rounds.models import Enrolment, Round
from mutua.rounds.states import JOINABLE

LONGEST_ROUND = 3 * 366
LEAST_PEOPLE = 2
UNDO_FOR = timedelta(minutes=10)
MOST_HOLIDAYS = 20


def today(at: datetime) -> date:
    """The day it is where the installation is."""
    return at.astimezone(ZoneInfo(settings.DEFAULT_PERSON_ZONE)).date()


def require_coordinator(round: Round, by: Person) -> None:
    """Raises DomainError("not_yours") for everybody but coordinators of its programme."""
    if round.programme is None or not by.is_active or not coordinates(by, round.programme):
        raise DomainError("not_yours", _("Only coordinators of this programme can do this."))


def check_open_programme(programme: Programme | None) -> None:
    if programme is not None and programme.state != Programme.State.OPEN:
        raise DomainError(
            "programme_not_open", _("The programme is not open yet. Open it first, under “Set up”.")
        )


def check_not_begun(round: Round) -> None:
    """A round that ran once is wound up, not cancelled, even while it matches those who wait."""
    if round.began_at is not None:
        raise DomainError("not_now", _("This round has begun. You can end it, but not cancel it any more."))


def check_enough_people(people: int) -> None:
    if people < LEAST_PEOPLE:
        raise DomainError(
            "too_few", _("A matching needs at least two people with a complete profile who take part.")
        )


def check_joinable(round: Round) -> None:
    if round.state not in JOINABLE:
        raise DomainError("not_joinable", _("Nobody can join this round at the moment."))


def enrolled_as(profile: Profile | None) -> Enrolment.State:
    """Eligible with a complete profile (S19: at least one offer and one wish), applied without."""
    complete = profile is not None and is_complete(profile)
    return Enrolment.State.ELIGIBLE if complete else Enrolment.State.APPLIED


def check_dates(
    *, register_until: date, wish_until: date | None, ends_on: date, holidays: Sequence[Sequence[str]]
) -> None:
    """Raises DomainError("dates") that names the field to mend."""
    last = wish_until or register_until
    if wish_until is not None and wish_until <= register_until:
        raise DomainError("dates", _("The wish phase ends after registration."), field="wish_until")
    if ends_on <= last:
        raise DomainError("dates", _("The round ends after all other dates."), field="ends_on")
    if (ends_on - register_until).days > LONGEST_ROUND:
        raise DomainError("dates", _("A round takes three years at most."), field="ends_on")
    if len(holidays) > MOST_HOLIDAYS:
        raise DomainError("dates", _("Name twenty holidays at most."), field="holidays")
    if any(first > until for first, until in holidays):
        raise DomainError("dates", _("A holiday ends before it begins."), field="holidays")
