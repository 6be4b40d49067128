"""Where a meeting is: for members only."""

from __future__ import annotations

from mutua.meetings.actions import (
    save_place,
)
from mutua.meetings.models import Meeting
from mutua.meetings.queries import place_of
from mutua.people.models import Person
from tests.factories import AT
from tests.meetings.leaving import refused


def test_save_place_is_read_by_members(confirmed: Meeting, amira: Person, ben: Person) -> None:
    saved = save_place(meeting=confirmed, place="  Room Linden ", seen=1, by=amira, at=AT)

    assert (place_of(Meeting.objects.get(), viewer=ben), saved.row_version) == ("Room Linden", 2)


def test_save_place_over_somebody_elses_is_refused(confirmed: Meeting, amira: Person, ben: Person) -> None:
    save_place(meeting=confirmed, place="Room Linden", seen=1, by=amira, at=AT)

    refused("changed_meanwhile", save_place, meeting=confirmed, place="Café", seen=1, by=ben, at=AT)


def test_save_place_can_be_emptied(confirmed: Meeting, amira: Person) -> None:
    save_place(meeting=confirmed, place="Room Linden", seen=1, by=amira, at=AT)

    emptied = save_place(meeting=confirmed, place=" ", seen=2, by=amira, at=AT)

    assert place_of(Meeting.objects.get(id=emptied.id), viewer=amira) == ""


def test_save_place_too_long_is_refused(confirmed: Meeting, amira: Person) -> None:
    refused("too_long", save_place, meeting=confirmed, place="x" * 501, seen=1, by=amira, at=AT)
