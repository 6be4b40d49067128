"""What a tandem's meetings send out: times and links, never a name, a place or an agenda (invariant 20)."""

from __future__ import annotations

from datetime import datetime
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mutua.content import loader
from mutua.meetings.models import Meeting
from mutua.outbox.actions import cancel, enqueue_calendar, enqueue_mail
from mutua.outbox.calendar import CalendarEvent, Method, Party
from mutua.outbox.texts import MailText
from mutua.people.models import Person

PROPOSED = MailText(
    subject=_("A time for your next meeting"),
    paragraphs=(
        _("A time for your next meeting has been proposed. Say whether it suits you, or propose another."),
    ),
    button=_("See the time"),
)
DECLINED = MailText(
    subject=_("Another time for your next meeting"),
    paragraphs=(_("The proposed time does not suit. You can propose another one whenever you like."),),
    button=_("Propose another time"),
)


def time_proposed(*, meeting: Meeting, to: Person, at: datetime) -> None:
    """Tell a member once that a time is on the table; an earlier notice that still waits is dropped."""
    _notice(PROPOSED, meeting, to, at, valid_until=meeting.proposed_start)


def time_declined(*, meeting: Meeting, to: Person, at: datetime) -> None:
    _notice(DECLINED, meeting, to, at)


def calendar_invitation(*, meeting: Meeting, to: Person, at: datetime) -> None:
    """Put the agreed time into a member's calendar, or move it there."""
    _into_calendar(meeting, to, Method.REQUEST, at)


def cancellation(*, meeting: Meeting, to: Person, at: datetime) -> None:
    """Take the meeting out of a member's calendar."""
    _into_calendar(meeting, to, Method.CANCEL, at)


def drop_notices(meeting: Meeting, to: Person | None = None) -> None:
    """Take back what has not left yet about times on the table; there is an answer now."""
    cancel(ref=_notices(meeting, to) if to else f"meeting/{meeting.id}/notice")


def calendar_event(meeting: Meeting, person: Person, method: Method = Method.REQUEST) -> CalendarEvent:
    """One member's copy of the agreed time. ValueError while there is none."""
    if meeting.starts_at is None or meeting.ends_at is None:
        raise ValueError("a meeting without an agreed time is in no calendar")
    link = settings.BASE_URL + _page(meeting)
    organizer, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return CalendarEvent(
        uid=f"{meeting.id}@{urlsplit(settings.BASE_URL).hostname}",
        sequence=meeting.sequence,
        method=method,
        start=meeting.starts_at,
        end=meeting.ends_at,
        zone=person.time_zone,
        summary=loader.items("notifications", person.language)["nt_meeting_invite"]["subject"],
        description=link,
        url=link,
        organizer=Party(organizer, address),
        attendee=Party(person.name, person.email),
    )


def _into_calendar(meeting: Meeting, to: Person, method: Method, at: datetime) -> None:
    enqueue_calendar(
        to=to.email,
        language=to.language,
        event=calendar_event(meeting, to, method),
        at=at,
        ref=f"meeting/{meeting.id}/calendar/{meeting.sequence}/{to.id}",
    )


def _notice(
    text: MailText, meeting: Meeting, to: Person, at: datetime, valid_until: datetime | None = None
) -> None:
    drop_notices(meeting, to)
    enqueue_mail(
        to=to.email,
        language=to.language,
        template=text,
        context={"link": _page(meeting)},
        at=at,
        ref=f"{_notices(meeting, to)}/{meeting.proposal}/{'proposed' if text is PROPOSED else 'declined'}",
        valid_until=valid_until,
    )


def _notices(meeting: Meeting, to: Person) -> str:
    return f"meeting/{meeting.id}/notice/{to.id}"


def _page(meeting: Meeting) -> str:
    return reverse("meetings:detail", args=[meeting.tandem_id, meeting.id])
