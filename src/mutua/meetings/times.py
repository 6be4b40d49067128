"""How a time is said: in the reader's language, on each member's own clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import dateformat, formats
from django.utils.translation import get_language

from mutua.meetings.rules import same_clock
from mutua.people.models import Person


@dataclass(frozen=True)
class Span:
    """From one instant to another as one member's clock shows it."""

    name: str
    place: str  # the city of the zone
    day: str
    clock: str
    when: str  # the clock alone where the reader has the same day, otherwise the day as well
    start: datetime


@dataclass(frozen=True)
class Times:
    """A time as the reader sees it, and as the others do whose clocks differ from the reader's."""

    own: Span
    others: Sequence[Span]


def times(start: datetime, end: datetime, *, viewer: Person, members: Sequence[Person]) -> Times:
    """What `viewer` is shown; both instants are aware."""
    own_day = start.astimezone(ZoneInfo(viewer.time_zone)).date()
    differing = (
        person for person in members if person.id != viewer.id and not same_clock(viewer, person, start)
    )
    return Times(
        _span(start, end, viewer, own_day), tuple(_span(start, end, person, own_day) for person in differing)
    )


def _span(start: datetime, end: datetime, person: Person, own_day: date) -> Span:
    zone = ZoneInfo(person.time_zone)
    first, last = start.astimezone(zone), end.astimezone(zone)
    day = dateformat.format(first, f"l, {_day_and_month()}")
    clock = f"{first:%H:%M}–{last:%H:%M}"
    when = clock if first.date() == own_day else f"{day}, {clock}"
    return Span(person.first_name, city(person.time_zone), day, clock, when, first)


def city(zone: str) -> str:
    """What people call a zone: “America/New_York” is New York."""
    return zone.rsplit("/", maxsplit=1)[-1].replace("_", " ")


def _day_and_month() -> str:
    """Meetings are at most half a year away, so the year says nothing. English here is British."""
    language = get_language() or "en"
    return str(formats.get_format("MONTH_DAY_FORMAT", lang="en-gb" if language == "en" else language))
