"""How a mail leaves: by SMTP, or into a folder of .eml files in the demo and where no server is set."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from smtplib import SMTPAuthenticationError, SMTPRecipientsRefused, SMTPResponseException, SMTPSenderRefused
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from mutua.outbox.models import Delivery

Send = Callable[[Delivery, EmailMessage], None]
SMTP = "django.core.mail.backends.smtp.EmailBackend"
REST_SECONDS = 30.0


def writes_files() -> bool:
    return bool(settings.DEMO or not settings.EMAIL_HOST)


def folder() -> Path:
    return Path(settings.DATA) / "outbox"


@contextmanager
def opened() -> Iterator[Send]:
    """A way to send; an SMTP connection is opened with the first mail and kept for the next ones."""
    if writes_files():
        yield _write
        return
    connection = get_connection(SMTP)
    try:
        yield lambda _delivery, message: _send(connection, message)
    finally:
        connection.close()


class Circuit:
    """Lets a mail server that cannot be reached rest, instead of trying it with every mail that is due."""

    def __init__(self) -> None:
        self._closed_from = 0.0

    def is_closed(self) -> bool:
        """Whether mail may be tried."""
        return monotonic() >= self._closed_from

    def note(self, error: Exception) -> None:
        """Rest if the error concerns the server and not one mail."""
        one_mail = isinstance(error, SMTPResponseException | SMTPRecipientsRefused | SMTPSenderRefused)
        if isinstance(error, SMTPAuthenticationError) or (isinstance(error, OSError) and not one_mail):
            self._closed_from = monotonic() + REST_SECONDS


def _send(connection: Any, message: EmailMessage) -> None:
    try:
        connection.open()
        connection.send_messages([message])
    except OSError:  # all SMTP errors are
        connection.close()
        raise


def _write(delivery: Delivery, message: EmailMessage) -> None:
    """Durably, for the owner only, and under a name that makes a second copy replace the first."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder() / f"{delivery.created_at:%Y%m%dT%H%M%S%f}-{delivery.id}.eml"
    part = path.with_suffix(".part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(message.message().as_bytes())
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    descriptor = os.open(folder(), os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
