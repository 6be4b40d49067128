"""The mails about one's account."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mutua.outbox.actions import enqueue_mail
from mutua.outbox.texts import MailText
from mutua.people.codes import LIFETIME
from mutua.people.models import Person

SIGN_IN = MailText(
    subject=_("Your way into Mutua"),
    paragraphs=[
        _("Type it into the page that asked for it. It works for 15 minutes, in that browser."),
        _("In another browser, press the button instead. It opens a page where one click signs you in."),
        _("You did not ask for this? Then you need not do anything. Nobody can sign in without this mail."),
    ],
    button=_("Sign in"),
    code="{code}",
)


def sign_in(*, person: Person, code: str, token: str, at: datetime) -> None:
    """Code and one-time link, to be sent now or not at all."""
    enqueue_mail(
        to=person.email,
        language=person.language,
        template=SIGN_IN,
        context={"code": code, "link": reverse("people:link", args=[token])},
        at=at,
        valid_until=at + LIFETIME,
    )
