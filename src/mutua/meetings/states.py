"""What can happen to a meeting, as one table."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from mutua.errors import DomainError
from mutua.meetings.models import Meeting

State = Meeting.State


class Event(StrEnum):
    SUGGEST = "suggest"  # a time is put on the table; an agreed one stays until all said yes to the new one
    AGREE = "agree"  # the last yes to the time on the table
    DECLINE = "decline"  # the time on the table does not suit
    CANCEL = "cancel"
    HOLD = "hold"
    MISS = "miss"


TRANSITIONS: dict[tuple[State, Event], State] = {
    (State.PROPOSED, Event.SUGGEST): State.PROPOSED,
    (State.PROPOSED, Event.AGREE): State.CONFIRMED,
    (State.PROPOSED, Event.DECLINE): State.PROPOSED,
    (State.PROPOSED, Event.CANCEL): State.CANCELLED,
    (State.CONFIRMED, Event.SUGGEST): State.CONFIRMED,
    (State.CONFIRMED, Event.AGREE): State.CONFIRMED,
    (State.CONFIRMED, Event.DECLINE): State.CONFIRMED,
    (State.CONFIRMED, Event.CANCEL): State.CANCELLED,
    (State.CONFIRMED, Event.HOLD): State.HELD,
    (State.CONFIRMED, Event.MISS): State.NOT_HELD,
}


def after(meeting: Meeting, event: Event) -> State:
    """The state this event leads to. DomainError("meeting_over") where nothing can happen any more."""
    state = TRANSITIONS.get((State(meeting.state), event))
    if state is not None:
        return state
    if meeting.state in Meeting.OPEN:
        raise DomainError("not_confirmed", _("This meeting has no agreed time yet. Agree on a time first."))
    raise DomainError("meeting_over", _("This meeting is over or was cancelled. You can plan a new one."))
