"""The only place that writes meetings.

Every action first takes the tandem's turn (a row lock; on SQLite the immediate transaction), so of two that
come at once the second sees what the first did.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mutua.errors import DomainError
from mutua.meetings import mails
from mutua.meetings.models import Meeting, MeetingYes
from mutua.meetings.rules import check_open, check_time, next_facilitator, next_format
from mutua.meetings.states import Event, after
from mutua.people.models import Person
from mutua.tandems.actions.writing import take_turn
from mutua.tandems.models import Tandem
from mutua.tandems.queries import members_of

LONGEST_PLACE = 500


@transaction.atomic
def propose_meeting(*, tandem: Tandem, start: datetime, end: datetime, by: Person, at: datetime) -> Meeting:
    """Put the first time for the tandem's next meeting on the table; whoever proposes says yes to it.

    Raises DomainError("not_open"), ("already_planned") or what `check_time` raises.
    """
    tandem = take_turn(tandem.id, by=by)
    check_open(tandem)
    check_time(start, end, at)
    meetings = Meeting.objects.filter(tandem=tandem)
    if meetings.filter(state__in=Meeting.OPEN).exists():
        raise DomainError(
            "already_planned", _("Your next meeting is already being planned. Look at it first.")
        )
    held = meetings.filter(state=Meeting.State.HELD).count()
    members = members_of(tandem)
    meeting = Meeting.objects.create(
        tandem=tandem,
        format=next_format(held, len(members)),
        facilitator=next_facilitator(members, held),
        proposed_start=start,
        proposed_end=end,
        created_at=at,
    )
    _say_yes(meeting, by, at)
    _tell_others(meeting, members, by, at)
    return meeting


@transaction.atomic
def propose_move(
    *, meeting: Meeting, start: datetime, end: datetime, seen: int, by: Person, at: datetime
) -> Meeting:
    """Put another time on the table; a time that was agreed before stays until everybody said yes.

    `seen` is the number of the proposal that `by` had before them. Raises DomainError("proposal_changed").
    """
    meeting = _locked(meeting, by)
    check_open(meeting.tandem)
    check_time(start, end, at)
    meeting.state = after(meeting, Event.SUGGEST)
    _check_seen(meeting, seen)
    meeting.proposed_start, meeting.proposed_end = start, end
    meeting.proposal += 1
    meeting.save(update_fields=["state", "proposed_start", "proposed_end", "proposal"])
    _say_yes(meeting, by, at)
    _tell_others(meeting, members_of(meeting.tandem), by, at)
    return meeting


@transaction.atomic
def confirm_meeting(*, meeting: Meeting, proposal: int, by: Person, at: datetime) -> Meeting:
    """Say yes to the time on the table. The last yes makes it the agreed time and sends the invitations.

    A second click changes nothing. Raises DomainError("proposal_changed") or ("past").
    """
    meeting = _locked(meeting, by)
    if meeting.state in Meeting.OPEN and _said_yes(meeting, proposal, by):
        return meeting
    check_open(meeting.tandem)
    state = after(meeting, Event.AGREE)
    _check_seen(meeting, proposal)
    if meeting.proposed_start is None or meeting.proposed_end is None:
        raise _changed()
    check_time(meeting.proposed_start, meeting.proposed_end, at)
    _say_yes(meeting, by, at)
    mails.drop_notices(meeting, by)
    members = members_of(meeting.tandem)
    if {person.id for person in members} <= _yeses(meeting):
        meeting.state = state
        _agree(meeting, members, at)
    return meeting


@transaction.atomic
def decline_proposal(*, meeting: Meeting, proposal: int, by: Person, at: datetime) -> Meeting:
    """Take the time on the table away, without a reason. An agreed time stays.

    Raises DomainError("proposal_changed").
    """
    meeting = _locked(meeting, by)
    meeting.state = after(meeting, Event.DECLINE)
    _check_seen(meeting, proposal)
    if meeting.proposed_start is None:
        return meeting
    meeting.proposed_start = meeting.proposed_end = None
    meeting.save(update_fields=["state", "proposed_start", "proposed_end"])
    mails.drop_notices(meeting)
    for person in members_of(meeting.tandem):
        if person.id != by.id:
            mails.time_declined(meeting=meeting, to=person, at=at)
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, by: Person, at: datetime) -> Meeting:
    """Call the meeting off; any member may, without a reason. What is in the calendars is cancelled."""
    return _call_off(_locked(meeting, by), at)


@transaction.atomic
def call_off_for_held(*, tandem: Tandem, at: datetime) -> None:
    """What a tandem that is held had planned does not take place."""
    for meeting in tandem.meetings.select_for_update().filter(state__in=Meeting.OPEN):
        _call_off(meeting, at)


def _call_off(meeting: Meeting, at: datetime) -> Meeting:
    meeting.state = after(meeting, Event.CANCEL)
    mails.drop_notices(meeting)
    meeting.proposed_start = meeting.proposed_end = None
    if meeting.starts_at is not None:
        meeting.sequence += 1
        for person in members_of(meeting.tandem):
            mails.cancellation(meeting=meeting, to=person, at=at)
    meeting.save(update_fields=["state", "proposed_start", "proposed_end", "sequence"])
    return meeting


@transaction.atomic
def record_outcome(*, meeting: Meeting, held: bool, by: Person, at: datetime) -> Meeting:
    """Note that the meeting took place, or did not (neutral, no reason). Makes room for the next one.

    Raises DomainError("not_yet") before its start.
    """
    meeting = _locked(meeting, by)
    meeting.state = after(meeting, Event.HOLD if held else Event.MISS)
    if meeting.starts_at is not None and at < meeting.starts_at:
        raise DomainError("not_yet", _("The meeting has not begun yet. You can move or cancel it."))
    meeting.proposed_start = meeting.proposed_end = None
    meeting.save(update_fields=["state", "proposed_start", "proposed_end"])
    return meeting


@transaction.atomic
def save_place(*, meeting: Meeting, place: str, seen: int, by: Person, at: datetime) -> Meeting:
    """Write where to meet: a room, a link, a telephone number. Sealed; in no mail and no calendar.

    `seen` is the `row_version` the writer had before them. Raises DomainError("changed_meanwhile"),
    ("too_long") or ("meeting_over").
    """
    meeting = _locked(meeting, by)
    check_open(meeting.tandem)
    if meeting.state not in Meeting.OPEN:
        raise DomainError("meeting_over", _("This meeting is over or was cancelled. You can plan a new one."))
    if len(place) > LONGEST_PLACE:
        raise DomainError("too_long", _("Use 500 characters at most."), field="place")
    if meeting.row_version != seen:
        raise DomainError(
            "changed_meanwhile",
            _("Your partner has changed the place in the meantime. Look at it, then save yours again."),
            field="place",
        )
    meeting.place, meeting.row_version = place.strip() or None, meeting.row_version + 1
    meeting.save(update_fields=["place", "row_version"])
    return meeting


def _locked(meeting: Meeting, by: Person) -> Meeting:
    """The meeting as it is now that it is this member's turn."""
    tandem = take_turn(meeting.tandem_id, by=by)
    meeting = Meeting.objects.select_for_update().get(id=meeting.id)
    meeting.tandem = tandem
    return meeting


def _check_seen(meeting: Meeting, seen: int) -> None:
    if meeting.proposal != seen:
        raise _changed()


def _changed() -> DomainError:
    return DomainError(
        "proposal_changed",
        _("Another time is on the table by now. Look at it before you answer."),
        field="time",
    )


def _say_yes(meeting: Meeting, by: Person, at: datetime) -> None:
    MeetingYes.objects.create(meeting=meeting, person=by, proposal=meeting.proposal, at=at)


def _said_yes(meeting: Meeting, proposal: int, person: Person) -> bool:
    return meeting.proposal == proposal and person.id in _yeses(meeting)


def _yeses(meeting: Meeting) -> set[UUID]:
    return set(meeting.yeses.filter(proposal=meeting.proposal).values_list("person_id", flat=True))


def _tell_others(meeting: Meeting, members: list[Person], by: Person, at: datetime) -> None:
    for person in members:
        if person.id != by.id:
            mails.time_proposed(meeting=meeting, to=person, at=at)


def _agree(meeting: Meeting, members: list[Person], at: datetime) -> None:
    """Make the time on the table the agreed one and send it to every member's calendar."""
    if meeting.starts_at is not None:
        meeting.sequence += 1
    meeting.starts_at, meeting.ends_at = meeting.proposed_start, meeting.proposed_end
    meeting.proposed_start = meeting.proposed_end = None
    meeting.save(
        update_fields=["state", "starts_at", "ends_at", "proposed_start", "proposed_end", "sequence"]
    )
    for person in members:
        mails.calendar_invitation(meeting=meeting, to=person, at=at)
