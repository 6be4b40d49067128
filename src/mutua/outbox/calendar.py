"""Calendar invitations by mail: iTIP (RFC 5546) over iCalendar (RFC 5545), one recipient each.

An event in a calendar may be seen by others (shared and delegated calendars), so it is private, has a
neutral title, and holds nothing but time and a link.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Self
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vText

PRODUCT = "-//Mutua//Mutua//EN"
# The zone's rules are sent for this long around the event; a calendar that moves it further knows the zone.
RULES_AROUND = timedelta(days=370)


class Method(StrEnum):
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True, slots=True)
class Party:
    """A name and a mail address."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One person's copy of a meeting. `uid` stays, `sequence` grows with every change and the cancelling.

    `start` and `end` are aware; `zone` is the attendee's IANA zone, in which they are shown.
    """

    uid: str
    sequence: int
    method: Method
    start: datetime
    end: datetime
    zone: str
    summary: str
    description: str
    url: str
    organizer: Party
    attendee: Party

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError("start and end must be aware")
        if self.end <= self.start or self.sequence < 0:
            raise ValueError("the end must be after the start, and the sequence not negative")

    def to_payload(self) -> dict[str, Any]:
        return asdict(self) | {"start": self.start.isoformat(), "end": self.end.isoformat()}

    @classmethod
    def from_payload(cls, payload: dict[str, Any]) -> Self:
        return cls(
            **payload
            | {
                "method": Method(payload["method"]),
                "start": datetime.fromisoformat(payload["start"]),
                "end": datetime.fromisoformat(payload["end"]),
                "organizer": Party(**payload["organizer"]),
                "attendee": Party(**payload["attendee"]),
            }
        )

    def local(self) -> tuple[datetime, datetime]:
        """Start and end on the attendee's clock."""
        zone = ZoneInfo(self.zone)
        return self.start.astimezone(zone), self.end.astimezone(zone)


def build(event: CalendarEvent, *, stamp: datetime) -> bytes:
    """The invitation, its update (a higher sequence) or its cancelling as iCalendar, made at `stamp`."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", event.method.value)
    calendar.add_component(_event(event, stamp))
    first, last = (event.start - RULES_AROUND).date(), (event.end + RULES_AROUND).date()
    calendar.add_missing_timezones(first_date=first, last_date=last)
    content: bytes = calendar.to_ical()
    return content


def _event(event: CalendarEvent, stamp: datetime) -> Event:
    entry = Event()
    start, end = event.local()
    entry.add("uid", _one_line(event.uid))
    entry.add("sequence", event.sequence)
    entry.add("dtstamp", stamp)
    entry.add("dtstart", start)
    entry.add("dtend", end)
    entry.add("summary", _one_line(event.summary))
    entry.add("description", _one_line(event.description))
    entry.add("url", _one_line(event.url))
    entry.add("class", "PRIVATE")
    entry.add("transp", "OPAQUE")
    entry.add("status", "CANCELLED" if event.method is Method.CANCEL else "CONFIRMED")
    entry.add("organizer", _address(event.organizer))
    attendee = _address(event.attendee)
    attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
    attendee.params["PARTSTAT"] = vText("NEEDS-ACTION")
    # Everyone has agreed in Mutua already, and nobody reads the answers.
    attendee.params["RSVP"] = vText("FALSE")
    entry.add("attendee", attendee)
    return entry


def _address(party: Party) -> vCalAddress:
    address = vCalAddress(f"mailto:{_one_line(party.address)}")
    # A quotation mark cannot stand in a parameter; not every calendar reads its escape (RFC 6868).
    address.params["CN"] = vText(_one_line(party.name).replace('"', "'"))
    return address


def _one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
