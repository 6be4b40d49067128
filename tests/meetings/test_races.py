"""Two at the same moment, in real transactions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from mutua.errors import DomainError
from mutua.meetings.actions import cancel_meeting, confirm_meeting, propose_meeting, propose_move
from mutua.meetings.models import Meeting
from mutua.outbox.models import Delivery
from mutua.people.models import Person
from mutua.tandems.models import Tandem
from tests.factories import AT
from tests.meetings.tandem import END, START, make_tandem
from tests.meetings.test_actions import calendars

pytestmark = pytest.mark.django_db(transaction=True)
Race = Callable[..., list[Any]]


def test_two_last_yeses_at_once_send_one_request_to_each(
    race: Race, amira: Person, ben: Person, clara: Person
) -> None:
    meeting = propose_meeting(tandem=make_tandem(amira, ben, clara), start=START, end=END, by=amira, at=AT)

    race(
        *(partial(confirm_meeting, meeting=meeting, proposal=1, by=person, at=AT) for person in (ben, clara))
    )

    assert Meeting.objects.get().state == Meeting.State.CONFIRMED
    assert calendars() == [(0, f"{name}@example.org", "REQUEST", START) for name in ("amira", "ben", "clara")]


def test_the_same_yes_twice_at_once_sends_one_request_to_each(
    race: Race, proposed: Meeting, ben: Person
) -> None:
    results = race(*[partial(confirm_meeting, meeting=proposed, proposal=1, by=ben, at=AT)] * 2)

    assert [result.state for result in results] == ["confirmed"] * 2
    assert len(calendars()) == 2


def test_confirm_against_cancel_leaves_no_meeting_in_a_calendar(
    race: Race, proposed: Meeting, amira: Person, ben: Person
) -> None:
    race(
        partial(confirm_meeting, meeting=proposed, proposal=1, by=ben, at=AT),
        partial(cancel_meeting, meeting=proposed, by=amira, at=AT),
    )

    assert Meeting.objects.get().state == Meeting.State.CANCELLED
    last = {recipient: method for _sequence, recipient, method, _start in calendars()}
    assert last in ({}, {"amira@example.org": "CANCEL", "ben@example.org": "CANCEL"})


def test_two_proposals_at_once_make_one_meeting(
    race: Race, tandem: Tandem, amira: Person, ben: Person
) -> None:
    results = race(
        *(
            partial(propose_meeting, tandem=tandem, start=START, end=END, by=person, at=AT)
            for person in (amira, ben)
        )
    )

    assert Meeting.objects.count() == 1
    assert [result.code for result in results if isinstance(result, DomainError)] == ["already_planned"]
    assert Delivery.objects.count() == 1


def test_confirm_against_move_never_agrees_on_a_time_not_seen(
    race: Race, proposed: Meeting, amira: Person, ben: Person
) -> None:
    later = START + timedelta(days=1)

    race(
        partial(confirm_meeting, meeting=proposed, proposal=1, by=ben, at=AT),
        partial(
            propose_move, meeting=proposed, start=later, end=END + timedelta(days=1), seen=1, by=amira, at=AT
        ),
    )

    meeting = Meeting.objects.get()
    assert (meeting.starts_at, meeting.proposed_start) in ((START, later), (None, later))
