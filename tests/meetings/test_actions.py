"""What members do with a meeting, and what leaves the house for it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.http import Http404

from mutua.meetings.actions import (
    cancel_meeting,
    confirm_meeting,
    decline_proposal,
    propose_meeting,
    propose_move,
    record_outcome,
    save_place,
)
from mutua.meetings.models import Meeting, MeetingYes
from mutua.outbox.models import Delivery
from mutua.people.models import Person
from mutua.tandems.models import Member, Tandem
from tests.factories import AT
from tests.meetings.leaving import LATER, LATER_END, REQUEST, both, calendars, mails, refused
from tests.meetings.tandem import END, START, make_tandem


def test_propose_meeting_puts_a_time_on_the_table(proposed: Meeting, amira: Person) -> None:
    assert (proposed.state, proposed.starts_at, proposed.proposed_start) == (
        Meeting.State.PROPOSED,
        None,
        START,
    )
    assert (proposed.format, proposed.facilitator, proposed.proposal) == ("af_kickoff_75", amira, 1)
    assert list(MeetingYes.objects.values_list("person", "proposal")) == [(amira.id, 1)]


def test_propose_meeting_tells_the_other_once_and_no_calendar(proposed: Meeting) -> None:
    assert mails() == [("ben@example.org", mails()[0][1])]
    assert calendars() == []


@pytest.mark.parametrize("state", ["paused", "closing", "closed", "held"])
def test_propose_meeting_in_a_tandem_at_rest_is_refused(tandem: Tandem, amira: Person, state: str) -> None:
    Tandem.objects.update(state=state)

    refused("not_open", propose_meeting, tandem=tandem, start=START, end=END, by=amira, at=AT)


def test_propose_meeting_beside_an_open_one_is_refused(proposed: Meeting, ben: Person) -> None:
    refused(
        "already_planned", propose_meeting, tandem=proposed.tandem, start=LATER, end=LATER_END, by=ben, at=AT
    )


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        (AT, AT + timedelta(hours=1), "past"),
        (AT + timedelta(days=181), AT + timedelta(days=181, hours=1), "too_far"),
        (START, START + timedelta(minutes=14), "length"),
        (START, START + timedelta(minutes=241), "length"),
    ],
)
def test_propose_meeting_at_a_time_nobody_can_mean_is_refused(
    tandem: Tandem, amira: Person, start: datetime, end: datetime, code: str
) -> None:
    refused(code, propose_meeting, tandem=tandem, start=start, end=end, by=amira, at=AT)


def test_every_action_of_a_stranger_finds_nothing(confirmed: Meeting, clara: Person) -> None:
    who = {"by": clara, "at": AT}
    for action, values in [
        (propose_meeting, {"tandem": confirmed.tandem, "start": START, "end": END}),
        (propose_move, {"meeting": confirmed, "start": START, "end": END, "seen": 1}),
        (confirm_meeting, {"meeting": confirmed, "proposal": 1}),
        (decline_proposal, {"meeting": confirmed, "proposal": 1}),
        (cancel_meeting, {"meeting": confirmed}),
        (record_outcome, {"meeting": confirmed, "held": True}),
        (save_place, {"meeting": confirmed, "place": "x", "seen": 1}),
    ]:
        with pytest.raises(Http404):
            action(**values, **who)  # type: ignore[operator]


def test_confirm_meeting_sends_one_request_to_each(confirmed: Meeting) -> None:
    assert (confirmed.state, confirmed.starts_at, confirmed.ends_at) == (Meeting.State.CONFIRMED, START, END)
    assert (confirmed.proposed_start, confirmed.sequence) == (None, 0)
    assert calendars() == both(0, REQUEST, START)


def test_confirm_meeting_takes_back_the_notice_that_still_waits(confirmed: Meeting) -> None:
    assert mails() == []


def test_confirm_meeting_twice_sends_nothing_more(confirmed: Meeting, ben: Person) -> None:
    confirm_meeting(meeting=confirmed, proposal=1, by=ben, at=AT)

    assert len(calendars()) == 2


def test_confirm_meeting_by_the_proposer_alone_confirms_nothing(proposed: Meeting, amira: Person) -> None:
    assert confirm_meeting(meeting=proposed, proposal=1, by=amira, at=AT).state == Meeting.State.PROPOSED


def test_confirm_meeting_in_a_trio_needs_all_three(amira: Person, ben: Person, clara: Person) -> None:
    meeting = propose_meeting(tandem=make_tandem(amira, ben, clara), start=START, end=END, by=amira, at=AT)

    states = [confirm_meeting(meeting=meeting, proposal=1, by=person, at=AT).state for person in (ben, clara)]

    assert states == [Meeting.State.PROPOSED, Meeting.State.CONFIRMED]
    assert len(calendars()) == 3


def test_confirm_meeting_with_an_older_proposal_in_mind_is_refused(
    proposed: Meeting, amira: Person, ben: Person
) -> None:
    propose_move(meeting=proposed, start=LATER, end=LATER_END, seen=1, by=amira, at=AT)

    refused("proposal_changed", confirm_meeting, meeting=proposed, proposal=1, by=ben, at=AT)


def test_a_yes_to_an_older_proposal_does_not_count_for_the_new_one(
    amira: Person, ben: Person, clara: Person
) -> None:
    meeting = propose_meeting(tandem=make_tandem(amira, ben, clara), start=START, end=END, by=amira, at=AT)
    confirm_meeting(meeting=meeting, proposal=1, by=ben, at=AT)
    propose_move(meeting=meeting, start=LATER, end=LATER_END, seen=1, by=amira, at=AT)

    assert confirm_meeting(meeting=meeting, proposal=2, by=clara, at=AT).state == Meeting.State.PROPOSED


def test_confirm_meeting_that_would_have_begun_is_refused(proposed: Meeting, ben: Person) -> None:
    refused("past", confirm_meeting, meeting=proposed, proposal=1, by=ben, at=START)


def test_confirm_meeting_in_a_paused_tandem_is_refused(proposed: Meeting, ben: Person) -> None:
    Tandem.objects.update(state="paused")

    refused("not_open", confirm_meeting, meeting=proposed, proposal=1, by=ben, at=AT)


def test_propose_move_keeps_the_agreed_time_until_all_said_yes(confirmed: Meeting, ben: Person) -> None:
    moved = propose_move(meeting=confirmed, start=LATER, end=LATER_END, seen=1, by=ben, at=AT)

    assert (moved.state, moved.starts_at, moved.proposed_start) == (Meeting.State.CONFIRMED, START, LATER)
    assert len(calendars()) == 2


def test_propose_move_updates_the_calendars_after_the_last_yes(
    confirmed: Meeting, amira: Person, ben: Person
) -> None:
    propose_move(meeting=confirmed, start=LATER, end=LATER_END, seen=1, by=ben, at=AT)

    moved = confirm_meeting(meeting=confirmed, proposal=2, by=amira, at=AT)

    assert (moved.starts_at, moved.ends_at, moved.proposed_start, moved.sequence) == (
        LATER,
        LATER_END,
        None,
        1,
    )
    assert calendars()[2:] == both(1, REQUEST, LATER)


def test_propose_move_with_an_older_proposal_in_mind_is_refused(
    proposed: Meeting, amira: Person, ben: Person
) -> None:
    propose_move(meeting=proposed, start=LATER, end=LATER_END, seen=1, by=amira, at=AT)

    refused("proposal_changed", propose_move, meeting=proposed, start=START, end=END, seen=1, by=ben, at=AT)


def test_propose_move_leaves_one_notice_waiting(proposed: Meeting, amira: Person) -> None:
    propose_move(meeting=proposed, start=LATER, end=LATER_END, seen=1, by=amira, at=AT)

    assert [recipient for recipient, _subject in mails()] == ["ben@example.org"]


def test_decline_proposal_takes_the_time_away_and_keeps_the_agreed_one(
    confirmed: Meeting, amira: Person, ben: Person
) -> None:
    propose_move(meeting=confirmed, start=LATER, end=LATER_END, seen=1, by=ben, at=AT)

    declined = decline_proposal(meeting=confirmed, proposal=2, by=amira, at=AT)

    assert (declined.state, declined.starts_at, declined.proposed_start) == (
        Meeting.State.CONFIRMED,
        START,
        None,
    )
    assert [recipient for recipient, _subject in mails()] == ["ben@example.org"]
    refused("proposal_changed", confirm_meeting, meeting=declined, proposal=2, by=amira, at=AT)


def test_members_who_left_say_no_yes(amira: Person, ben: Person, clara: Person) -> None:
    tandem = make_tandem(amira, ben, clara)
    meeting = propose_meeting(tandem=tandem, start=START, end=END, by=amira, at=AT)
    Member.objects.filter(person=clara).update(left_at=AT)

    assert confirm_meeting(meeting=meeting, proposal=1, by=ben, at=AT).state == Meeting.State.CONFIRMED
    assert len(calendars()) == 2


def test_nothing_that_leaves_names_the_partner_or_the_place(
    confirmed: Meeting, amira: Person, ben: Person
) -> None:
    save_place(meeting=confirmed, place="Zaubernuss", seen=1, by=amira, at=AT)
    propose_move(meeting=confirmed, start=LATER, end=LATER_END, seen=1, by=amira, at=AT)
    to_ben = [str(row.payload) for row in Delivery.objects.filter(recipient=ben.email)]

    assert len(to_ben) == 2
    assert [word for word in ("Amira", "amira@", "Zaubernuss", "Kick-off") if word in " ".join(to_ben)] == []


def test_invitations_speak_each_ones_language_in_each_ones_zone(confirmed: Meeting) -> None:
    events = {row.recipient: row.payload for row in Delivery.objects.filter(kind=Delivery.Kind.CALENDAR)}

    assert {to: (event["summary"], event["zone"]) for to, event in events.items()} == {
        "amira@example.org": ("Tandem meeting", "Europe/Berlin"),
        "ben@example.org": ("Tandem-Treffen", "Europe/Berlin"),
    }
    assert {event["uid"] for event in events.values()} == {f"{confirmed.id}@testserver"}
