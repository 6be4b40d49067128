"""What leaves the outbox as mail: calendars, languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from mutua.outbox.actions import enqueue_calendar, enqueue_mail
from mutua.outbox.calendar import Method
from mutua.outbox.worker import deliver_due
from tests.outbox import ics
from tests.outbox.conftest import AT, Mailbox
from tests.outbox.test_calendar import EVENT


@pytest.mark.django_db
def test_invitation_is_built_as_calendars_take_it(mailbox: Mailbox) -> None:
    enqueue_calendar(to=EVENT.attendee.address, language="en", event=EVENT, at=AT, ref="meeting/1/0/amira")
    deliver_due(AT, 10)
    (mail,) = mailbox.mails
    types = [(part.get_content_type(), part.get_filename()) for part in mail.walk()]
    assert types == [
        ("multipart/mixed", None),
        ("multipart/alternative", None),
        ("text/plain", None),
        ("text/html", None),
        ("text/calendar", None),
        ("application/ics", "invite.ics"),
    ]
    calendar = next(part for part in mail.walk() if part.get_content_type() == "text/calendar")
    assert calendar["Content-Type"].params == {"method": "REQUEST", "charset": "utf-8"}
    invitation = ics.read(str(calendar.get_content()).replace("\r\n", "\n").replace("\n", "\r\n").encode())
    assert invitation.child("VEVENT").one("URL").value == "http://testserver/meetings/1"


@pytest.mark.django_db
def test_update_and_cancelling_say_what_changes_and_when_on_the_own_clock(mailbox: Mailbox) -> None:
    for number, method in enumerate([Method.REQUEST, Method.REQUEST, Method.CANCEL]):
        event = replace(EVENT, sequence=number, method=method)
        at = AT + timedelta(seconds=number)
        enqueue_calendar(
            to=EVENT.attendee.address, language="en", event=event, at=at, ref=f"meeting/1/{number}"
        )
    deliver_due(AT + timedelta(seconds=2), 10)
    subjects = [str(mail["Subject"]) for mail in mailbox.mails]
    assert subjects == ["Tandem meeting", "New time: Tandem meeting", "Cancelled: Tandem meeting"]
    text = str(mailbox.mails[0].get_body(("plain",)).get_content())  # type: ignore[union-attr]
    assert "Your meeting is on Tuesday 1 December 2026, 10:00–10:45 (Europe/Berlin)." in text


@pytest.mark.django_db
def test_each_gets_mail_in_the_own_language(mailbox: Mailbox) -> None:
    for language in ("de", "en"):
        enqueue_mail(
            to=f"{language}@example.org",
            language=language,
            template="nt_welcome",
            context={"link": "/"},
            at=AT,
        )
    deliver_due(AT, 10)
    subjects = {str(mail["Content-Language"]): str(mail["Subject"]) for mail in mailbox.mails}
    assert subjects == {"de": "Willkommen – fünf Minuten genügen", "en": "Welcome – five minutes are enough"}
