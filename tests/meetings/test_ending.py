"""Cancelling a meeting, and saying whether it took place."""

from __future__ import annotations

from datetime import timedelta

from mutua.meetings.actions import (
    cancel_meeting,
    propose_meeting,
    record_outcome,
)
from mutua.meetings.models import Meeting
from mutua.people.models import Person
from mutua.tandems.models import Tandem
from tests.factories import AT
from tests.meetings.leaving import CANCEL, LATER, LATER_END, both, calendars, mails, refused
from tests.meetings.tandem import END, START


def test_cancel_meeting_takes_it_out_of_the_calendars(confirmed: Meeting, ben: Person) -> None:
    cancelled = cancel_meeting(meeting=confirmed, by=ben, at=AT)

    assert (cancelled.state, cancelled.sequence) == (Meeting.State.CANCELLED, 1)
    assert calendars()[2:] == both(1, CANCEL, START)


def test_cancel_meeting_without_a_time_touches_no_calendar(proposed: Meeting, ben: Person) -> None:
    cancel_meeting(meeting=proposed, by=ben, at=AT)

    assert (calendars(), mails()) == ([], [])


def test_cancel_meeting_works_in_a_closed_tandem(confirmed: Meeting, ben: Person) -> None:
    Tandem.objects.update(state="closed")

    assert cancel_meeting(meeting=confirmed, by=ben, at=AT).state == Meeting.State.CANCELLED


def test_cancel_meeting_makes_room_for_another(confirmed: Meeting, amira: Person, ben: Person) -> None:
    cancel_meeting(meeting=confirmed, by=ben, at=AT)

    again = propose_meeting(tandem=confirmed.tandem, start=LATER, end=LATER_END, by=ben, at=AT)

    assert (again.facilitator, again.format) == (amira, "af_kickoff_75")


def test_record_outcome_held_passes_the_turn_on(confirmed: Meeting, amira: Person, ben: Person) -> None:
    record_outcome(meeting=confirmed, held=True, by=amira, at=END)

    following = propose_meeting(
        tandem=confirmed.tandem,
        start=END + timedelta(days=14),
        end=END + timedelta(days=14, hours=1),
        by=amira,
        at=END,
    )

    assert (following.facilitator, following.format) == (ben, "af_peer_45")


def test_record_outcome_not_held_keeps_the_turn(confirmed: Meeting, amira: Person) -> None:
    assert record_outcome(meeting=confirmed, held=False, by=amira, at=END).state == Meeting.State.NOT_HELD

    following = propose_meeting(
        tandem=confirmed.tandem,
        start=END + timedelta(days=1),
        end=END + timedelta(days=1, hours=1),
        by=amira,
        at=END,
    )

    assert following.facilitator == amira


def test_record_outcome_before_the_start_is_refused(confirmed: Meeting, amira: Person) -> None:
    refused("not_yet", record_outcome, meeting=confirmed, held=True, by=amira, at=AT)
