"""What a tandem tells its members by mail: that there is something, never what (invariant 20)."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mutua.outbox.actions import cancel, enqueue_mail
from mutua.outbox.texts import MailText
from mutua.people.models import Person
from mutua.tandems.models import AgreementVersion, Tandem


def agreement_proposed(*, to: Person, version: AgreementVersion, at: datetime) -> None:
    """Once per proposal; a new proposal after an edit is a new mail."""
    enqueue_mail(
        to=to.email,
        language=to.language,
        template="nt_sign",
        context={"link": reverse("tandems:version", args=[version.tandem_id, version.number])},
        at=at,
        ref=f"{_ref(version)}/{version.revision}/{to.id}",
    )


LINE_NOTED = MailText(
    subject=_("A change that concerns your tandem"),
    paragraphs=[
        _("In your organisation's list one of you now reports to another. A tandem needs equals."),
        _("You have until {date} to part well. After that your tandem rests. Nobody else is told."),
    ],
    button=_("To my tandem"),
)


def line_noted(*, to: Person, tandem: Tandem, until: datetime, at: datetime) -> None:
    """The same neutral words to every member."""
    enqueue_mail(
        to=to.email,
        language=to.language,
        template=LINE_NOTED,
        context={"date": until.date(), "link": reverse("home:home")},
        at=at,
        ref=f"line/{tandem.pk.hex}/{to.pk.hex}/{at:%Y%m%d}",
    )


def take_back(version: AgreementVersion) -> None:
    """An edit came first: nobody is to be called to a text that is a draft again."""
    cancel(ref=_ref(version))


def _ref(version: AgreementVersion) -> str:
    return f"agreement/{version.id}"
