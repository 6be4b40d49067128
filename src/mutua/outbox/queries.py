"""What an operator may look at: mails kept in the local folder, and deliveries that were given up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from pathlib import Path
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from mutua.outbox import transport
from mutua.outbox.models import Delivery

NEWEST = 200
_NAME = re.compile(r"\d{8}T\d{12}-[0-9a-f-]{36}")


@dataclass(frozen=True, slots=True)
class LocalMail:
    """A mail in the local folder; `calendar` is its invitation as text, or empty."""

    name: str
    to: str
    subject: str
    sent: datetime
    text: str
    calendar: str


def local_mails(address: str = "") -> list[LocalMail]:
    """The newest mails of the local folder, only those to `address` if it is given; none where SMTP sends."""
    if not transport.writes_files():
        return []
    paths = sorted(transport.folder().glob("*.eml"), reverse=True)
    wanted = address.strip().casefold()
    mails = (_read(path) for path in paths)
    chosen = (mail for mail in mails if not wanted or wanted in mail.to.casefold())
    return [mail for mail, _ in zip(chosen, range(NEWEST), strict=False)]


def local_mail(name: str) -> LocalMail:
    """One mail of the local folder. Raises Http404."""
    path = transport.folder() / f"{name}.eml"
    if not transport.writes_files() or not _NAME.fullmatch(name) or not path.is_file():
        raise Http404
    return _read(path)


def dead_deliveries() -> QuerySet[Delivery]:
    """What was given up, the latest first."""
    return Delivery.objects.filter(state=Delivery.State.DEAD).order_by("-finished_at")


def dead_delivery(key: UUID) -> Delivery:
    """One delivery that was given up. Raises Http404."""
    delivery = dead_deliveries().filter(id=key).first()
    if delivery is None:
        raise Http404
    return delivery


def oldest_due(at: datetime) -> timedelta:
    """How long the oldest delivery has been due; a monitor sees here that no worker runs."""
    waiting = Delivery.objects.filter(state=Delivery.State.WAITING, run_at__lte=at)
    first = waiting.order_by("run_at").values_list("run_at", flat=True).first()
    return at - first if first else timedelta()


def _read(path: Path) -> LocalMail:
    mail: EmailMessage = BytesParser(policy=policy.default).parsebytes(path.read_bytes())
    text = mail.get_body(("plain",))
    calendars = (part for part in mail.walk() if part.get_content_type() == "text/calendar")
    calendar = next(calendars, None)
    return LocalMail(
        name=path.stem,
        to=str(mail["To"]),
        subject=str(mail["Subject"]),
        # Our mails are dated in UTC as “-0000”, which Python reads as no zone at all.
        sent=parsedate_to_datetime(str(mail["Date"])).replace(tzinfo=UTC),
        text=str(text.get_content()) if text else "",
        calendar=str(calendar.get_content()) if calendar else "",
    )
