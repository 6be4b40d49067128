"""A delivery as the mail that leaves: text and HTML in the recipient's language, with the invitation."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import css_inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy

from mutua.outbox.calendar import CalendarEvent, Method, build
from mutua.outbox.models import Delivery
from mutua.outbox.texts import MailText, long_date, written

_inliner = css_inline.CSSInliner(load_remote_stylesheets=False)

INVITED = MailText(
    "{title}",
    (
        gettext_lazy("Your meeting is on {time}."),
        gettext_lazy("The invitation is attached for your calendar."),
    ),
    gettext_lazy("See the meeting"),
)
MOVED = MailText(
    gettext_lazy("New time: {title}"),
    (
        gettext_lazy("Your meeting is now on {time}."),
        gettext_lazy("The attached invitation replaces the one in your calendar."),
    ),
    gettext_lazy("See the meeting"),
)
CANCELLED = MailText(
    gettext_lazy("Cancelled: {title}"),
    (
        gettext_lazy("Your meeting on {time} does not take place."),
        gettext_lazy("The attachment takes it out of your calendar."),
    ),
    gettext_lazy("See the meeting"),
)


def message(delivery: Delivery, at: datetime) -> EmailMultiAlternatives:
    """The mail for a delivery of kind mail or calendar."""
    if delivery.kind == Delivery.Kind.CALENDAR:
        return _calendar_mail(delivery, CalendarEvent.from_payload(delivery.payload), at)
    return _mail(delivery, delivery.payload)


def _mail(delivery: Delivery, words: dict[str, Any]) -> EmailMultiAlternatives:
    with translation.override(delivery.language):
        context = {
            "subject": words["subject"],
            "paragraphs": words["paragraphs"],
            "code": words.get("code", ""),
            "link": settings.BASE_URL + words["link"] if words["link"] else "",
            "link_text": words["button"],
            "organisation": settings.ORGANISATION,
        }
        text = render_to_string("outbox/mail.txt", context).strip() + "\n"
        html = _inliner.inline(render_to_string("outbox/mail.html", context))
    mail = EmailMultiAlternatives(
        subject=" ".join(words["subject"].split()),
        body=text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[delivery.recipient],
        headers={
            "Message-ID": delivery.message_id,
            "Content-Language": delivery.language,
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
    )
    mail.attach_alternative(html, "text/html")
    return mail


def _calendar_mail(delivery: Delivery, event: CalendarEvent, at: datetime) -> EmailMultiAlternatives:
    """As Outlook, Google and Apple take it: the event as an alternative and again as an attachment."""
    text = CANCELLED if event.method is Method.CANCEL else MOVED if event.sequence else INVITED
    context = {"title": event.summary, "time": _time(event, delivery.language)}
    words = written(text, context, delivery.language)
    mail = _mail(delivery, words | {"link": event.url.removeprefix(settings.BASE_URL)})
    invitation = build(event, stamp=at).decode("utf-8")
    mail.attach_alternative(invitation, f"text/calendar; method={event.method}")
    mail.attach("invite.ics", invitation.encode("utf-8"), "application/ics")
    return mail


def _time(event: CalendarEvent, language: str) -> str:
    start, end = event.local()
    until = f"{end:%H:%M}" if end.date() == start.date() else f"{long_date(end, language)}, {end:%H:%M}"
    return f"{long_date(start, language)}, {start:%H:%M}–{until} ({event.zone})"
