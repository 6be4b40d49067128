"""A folder, a mail server and registries of its own for each test of the outbox."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from mutua.outbox import jobs, schedules, transport, worker

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class Mailbox:
    """What a mail server took, and what it answers to whom."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.answers: dict[str, str] = {}

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.answers.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        self.mails.append(message_from_bytes(content, policy=policy.default))  # type: ignore[arg-type]
        return "250 OK"

    def ids(self) -> list[str]:
        return [str(mail["Message-ID"]) for mail in self.mails]


@pytest.fixture(autouse=True)
def own_outbox(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DATA = tmp_path
    settings.DEMO = False
    settings.EMAIL_HOST = ""
    settings.DEFAULT_FROM_EMAIL = "Mutua <mutua@example.org>"
    monkeypatch.setattr(jobs, "_jobs", {})
    monkeypatch.setattr(jobs, "_checks", {})
    monkeypatch.setattr(schedules, "_plans", {})
    monkeypatch.setattr(worker, "_circuit", transport.Circuit())


@pytest.fixture
def mailbox(settings: Any) -> Iterator[Mailbox]:
    """A real SMTP server on this machine that the outbox sends to."""
    box = Mailbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        host, port = free.getsockname()
    controller = Controller(box, hostname=host, port=port)
    controller.start()
    settings.EMAIL_HOST, settings.EMAIL_PORT = host, port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    yield box
    controller.stop()


@pytest.fixture
def done() -> list[dict[str, Any]]:
    """The arguments of each “note” job that was done, in order."""
    arguments: list[dict[str, Any]] = []
    jobs.register_job("note", lambda given, _at: arguments.append(given))
    return arguments


@pytest.fixture
def files(tmp_path: Path) -> Callable[[], list[Path]]:
    return lambda: sorted((tmp_path / "outbox").glob("*"))
