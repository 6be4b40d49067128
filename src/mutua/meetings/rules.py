"""Who may plan, who says yes, whose turn it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from mutua.errors import DomainError
from mutua.people.models import Person
from mutua.tandems.models import Tandem

KICK_OFF, FOR_TWO, FOR_THREE = "af_kickoff_75", "af_peer_45", "af_peer_60"
SHORTEST, LONGEST = timedelta(minutes=15), timedelta(hours=4)
FURTHEST = timedelta(days=180)


def may_plan(tandem: Tandem) -> bool:
    """The kick-off comes before signing, so a tandem that is forming plans as well."""
    return tandem.state in {Tandem.State.FORMING, Tandem.State.ACTIVE}


def check_open(tandem: Tandem) -> None:
    """DomainError("not_open") in a tandem where nothing is planned any more, or not now."""
    if not may_plan(tandem):
        raise DomainError("not_open", _("Your tandem is paused or over, so no meeting can be planned in it."))


def next_format(held: int, members: int) -> str:
    """The agenda format of the next meeting when so many were held by so many members."""
    if not held:
        return KICK_OFF
    return FOR_TWO if members == 2 else FOR_THREE


def next_facilitator(members: Sequence[Person], held: int) -> Person:
    """Members in the order of their turns; a meeting that was not held keeps the turn (CONTRACT §2.2)."""
    return members[held % len(members)]


def same_clock(one: Person, other: Person, at: datetime) -> bool:
    """Both read the same time off their clocks at this instant, whatever their zones are called."""
    return (
        at.astimezone(ZoneInfo(one.time_zone)).utcoffset()
        == at.astimezone(ZoneInfo(other.time_zone)).utcoffset()
    )


def check_time(start: datetime, end: datetime, at: datetime) -> None:
    """DomainError("past"), ("too_far") or ("length") for a time that nobody can mean."""
    if start <= at:
        raise DomainError("past", _("This time has passed. Choose a later one."), field="day")
    if start - at > FURTHEST:
        raise DomainError(
            "too_far", _("This is more than half a year ahead. Choose an earlier day."), field="day"
        )
    if not SHORTEST <= end - start <= LONGEST:
        raise DomainError("length", _("A meeting lasts between 15 minutes and 4 hours."), field="minutes")
