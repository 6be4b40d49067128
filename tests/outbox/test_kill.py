"""A real worker process is killed at the worst moment: the server has the mail, the database not yet."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings
from django.db import connection

from mutua.outbox import leases
from mutua.outbox.actions import enqueue_mail
from mutua.outbox.models import Delivery
from mutua.outbox.worker import deliver_due
from tests.outbox.conftest import AT, Mailbox

ROOT = Path(__file__).parents[2]


@pytest.mark.django_db(transaction=True)
def test_killed_worker_loses_no_mail(
    mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    mails = [
        enqueue_mail(to=to, language="en", template="nt_sign", context={"link": "/"}, at=AT)
        for to in ("amira@example.org", "ben@example.org", "clara@example.org")
    ]
    workers: list[subprocess.Popen[bytes]] = []
    take = mailbox.handle_DATA

    async def take_and_kill(server: SMTP, session: Session, envelope: Envelope) -> str:
        answer = await take(server, session, envelope)
        workers[0].kill()
        return answer

    monkeypatch.setattr(mailbox, "handle_DATA", take_and_kill)
    workers.append(_start(tmp_path))
    assert workers[0].wait(60) == -signal.SIGKILL
    monkeypatch.setattr(mailbox, "handle_DATA", take)
    assert sorted(Delivery.objects.values_list("state", flat=True)) == ["leased", "waiting", "waiting"]
    assert deliver_due(AT + leases.LEASE, 10) == 3
    assert sorted(set(mailbox.ids())) == sorted(mail.message_id for mail in mails)
    assert len(mailbox.ids()) == 4


def _start(folder: Path) -> subprocess.Popen[bytes]:
    """The worker as a process of its own, on this test's database and mail server."""
    name = str(connection.settings_dict["NAME"])
    script = str(Path(__file__).with_name("dying_worker.py"))
    where = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    environment = {
        **os.environ,
        "PYTHONPATH": where,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "TMPDIR": str(folder),
    }
    arguments = [sys.executable, script, name, settings.EMAIL_HOST, str(settings.EMAIL_PORT)]
    return subprocess.Popen(arguments, env=environment)
