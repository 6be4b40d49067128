from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mutua.outbox.calendar import CalendarEvent, Method, Party, build
from tests.outbox import ics

STAMP = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
EVENT = CalendarEvent(
    uid="3f0c@example.org",
    sequence=0,
    method=Method.REQUEST,
    start=datetime(2026, 12, 1, 9, 0, tzinfo=UTC),
    end=datetime(2026, 12, 1, 9, 45, tzinfo=UTC),
    zone="Europe/Berlin",
    summary="Tandem meeting",
    description="Agenda and notes: http://testserver/meetings/1",
    url="http://testserver/meetings/1",
    organizer=Party("Mutua", "mutua@example.org"),
    attendee=Party("Amira Haddad", "amira@example.org"),
)
NASTY = st.sampled_from("\r\n\t\"':;,\\^=äß €\x00\x0b\x85\u2028")
HOSTILE = st.text(alphabet=st.one_of(NASTY, st.characters(codec="utf-8")), max_size=120)
# The weeks in which the clocks change, and one far from it.
DST_DAYS = [
    ("Europe/Berlin", datetime(2026, 3, 29, 7, 0, tzinfo=UTC)),
    ("Europe/Berlin", datetime(2026, 3, 28, 7, 0, tzinfo=UTC)),
    ("Europe/Berlin", datetime(2026, 10, 24, 7, 0, tzinfo=UTC)),
    ("Europe/Berlin", datetime(2026, 10, 25, 7, 0, tzinfo=UTC)),
    ("America/New_York", datetime(2026, 3, 7, 15, 0, tzinfo=UTC)),
    ("America/New_York", datetime(2026, 3, 8, 15, 0, tzinfo=UTC)),
    ("America/New_York", datetime(2026, 10, 31, 15, 0, tzinfo=UTC)),
    ("America/New_York", datetime(2026, 11, 1, 15, 0, tzinfo=UTC)),
    ("Australia/Sydney", datetime(2026, 4, 4, 1, 0, tzinfo=UTC)),
    ("Australia/Sydney", datetime(2026, 4, 5, 1, 0, tzinfo=UTC)),
    ("Australia/Sydney", datetime(2026, 10, 3, 1, 0, tzinfo=UTC)),
    ("Australia/Sydney", datetime(2026, 10, 4, 1, 0, tzinfo=UTC)),
    ("Asia/Kolkata", datetime(2026, 7, 1, 1, 0, tzinfo=UTC)),
    ("UTC", datetime(2026, 7, 1, 1, 0, tzinfo=UTC)),
]


def _read(event: CalendarEvent) -> tuple[ics.Component, ics.Component]:
    calendar = ics.read(build(event, stamp=STAMP))
    return calendar, calendar.child("VEVENT")


def test_request_holds_exactly_what_it_must() -> None:
    calendar, event = _read(EVENT)
    assert {line.name: line.value for line in calendar.lines} == {
        "PRODID": "-//Mutua//Mutua//EN",
        "VERSION": "2.0",
        "CALSCALE": "GREGORIAN",
        "METHOD": "REQUEST",
    }
    assert {line.name: line.value for line in event.lines} == {
        "UID": "3f0c@example.org",
        "SEQUENCE": "0",
        "DTSTAMP": "20261123T090000Z",
        "DTSTART": "20261201T100000",
        "DTEND": "20261201T104500",
        "SUMMARY": "Tandem meeting",
        "DESCRIPTION": "Agenda and notes: http://testserver/meetings/1",
        "URL": "http://testserver/meetings/1",
        "CLASS": "PRIVATE",
        "TRANSP": "OPAQUE",
        "STATUS": "CONFIRMED",
        "ORGANIZER": "mailto:mutua@example.org",
        "ATTENDEE": "mailto:amira@example.org",
    }


def test_only_the_recipient_attends() -> None:
    _, event = _read(EVENT)
    assert event.one("ATTENDEE").parameters == {
        "CN": "Amira Haddad",
        "ROLE": "REQ-PARTICIPANT",
        "PARTSTAT": "NEEDS-ACTION",
        "RSVP": "FALSE",
    }


def test_update_keeps_the_uid_and_counts_up() -> None:
    _, event = _read(replace(EVENT, sequence=1, start=EVENT.start + timedelta(minutes=15)))
    assert (event.one("UID").value, event.one("SEQUENCE").value) == ("3f0c@example.org", "1")


def test_cancelling_says_so_twice() -> None:
    calendar, event = _read(replace(EVENT, sequence=2, method=Method.CANCEL))
    assert (calendar.one("METHOD").value, event.one("STATUS").value) == ("CANCEL", "CANCELLED")


@pytest.mark.parametrize(("zone", "start"), DST_DAYS)
def test_time_is_right_by_the_rules_sent_along(zone: str, start: datetime) -> None:
    calendar, event = _read(replace(EVENT, zone=zone, start=start, end=start + timedelta(hours=1)))
    local = event.one("DTSTART")
    if zone == "UTC":
        assert local.value == start.strftime("%Y%m%dT%H%M%SZ")
        return
    assert local.parameters == {"TZID": zone}
    assert local.value == start.astimezone(ZoneInfo(zone)).strftime("%Y%m%dT%H%M%S")
    assert ics.to_utc(calendar, local) == start.replace(tzinfo=None)


@settings(deadline=None)
@given(HOSTILE, HOSTILE, HOSTILE)
def test_no_text_escapes_its_line(title: str, name: str, uid: str) -> None:
    parties = {"organizer": Party(name, "mutua@example.org"), "attendee": Party(name, "amira@example.org")}
    texts = {"summary": title, "description": title, "url": f"https://example.org/{title}", "uid": f"x{uid}"}
    calendar, event = _read(replace(EVENT, **texts, **parties))
    plain_calendar, plain_event = _read(EVENT)
    assert (calendar.names(), event.names()) == (plain_calendar.names(), plain_event.names())
    assert [child.name for child in calendar.children] == [child.name for child in plain_calendar.children]
    assert set(event.one("ATTENDEE").parameters) == set(plain_event.one("ATTENDEE").parameters)
    assert event.one("ATTENDEE").value == "mailto:amira@example.org"


def test_reader_notices_an_injected_line() -> None:
    content = build(EVENT, stamp=STAMP).replace(
        b"Tandem meeting", b"Tandem\nATTENDEE:mailto:boss@example.org"
    )
    with pytest.raises(ValueError, match="bare line break"):
        ics.read(content)


def test_payload_brings_the_same_event_back() -> None:
    assert CalendarEvent.from_payload(EVENT.to_payload()) == EVENT


@pytest.mark.parametrize(
    "change",
    [{"start": datetime(2026, 12, 1, 9, 0)}, {"end": EVENT.start}, {"sequence": -1}],
    ids=["naive", "empty", "negative"],
)
def test_impossible_event_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="must be"):
        replace(EVENT, **change)  # type: ignore[arg-type]
