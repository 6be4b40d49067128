from __future__ import annotations

import socket
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from threading import enumerate as threads
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from mutua.outbox import leases, rendering, transport
from mutua.outbox.actions import enqueue_job, enqueue_mail
from mutua.outbox.jobs import register_job, register_recipient_check
from mutua.outbox.models import Delivery
from mutua.outbox.worker import deliver_due, run
from tests.conftest import Race
from tests.outbox.conftest import AT, Mailbox

Done = list[dict[str, Any]]
Files = Callable[[], list[Path]]
parallel = pytest.mark.django_db(transaction=True)


def _mail(to: str = "amira@example.org", at: datetime = AT, **more: Any) -> Delivery:
    context = {"link": "/sign"}
    return enqueue_mail(to=to, language="en", template="nt_sign", context=context, at=at, **more)


def _job(number: int, at: datetime = AT) -> Delivery:
    return enqueue_job(name="note", arguments={"number": number}, run_at=at)


def _states() -> list[str]:
    return sorted(Delivery.objects.values_list("state", flat=True))


@pytest.mark.django_db
def test_only_what_is_due_is_done_in_its_order(done: Done) -> None:
    for number, minutes in enumerate([2, 1, -1]):
        _job(number, AT - timedelta(minutes=minutes))
    assert deliver_due(AT, 10) == 2
    assert [given["number"] for given in done] == [0, 1]


@pytest.mark.django_db
def test_limit_is_kept(done: Done) -> None:
    for number in range(5):
        _job(number)
    assert (deliver_due(AT, 3), len(done)) == (3, 3)


@pytest.mark.django_db
def test_done_delivery_is_emptied(done: Done) -> None:
    job = _job(1)
    deliver_due(AT, 10)
    job.refresh_from_db()
    assert (job.state, job.payload, job.lease_token, job.last_error) == ("sent", {}, None, "")


@parallel
def test_two_workers_do_each_delivery_once(race: Race, done: Done, mailbox: Mailbox) -> None:
    mails = [_mail() for _ in range(20)]
    for number in range(20):
        _job(number)
    results = race(*[lambda: deliver_due(AT, 40)] * 3)
    assert sum(results) == 40
    assert sorted(given["number"] for given in done) == list(range(20))
    assert sorted(mailbox.ids()) == sorted(mail.message_id for mail in mails)
    assert _states() == ["sent"] * 40


@parallel
def test_claim_is_given_to_one_of_many(race: Race) -> None:
    _mail()
    claims = race(*[lambda: leases.claim(AT, ["mail"])] * 6)
    assert sum(isinstance(claim, Delivery) for claim in claims) == 1
    assert [claim for claim in claims if isinstance(claim, Exception)] == []


@pytest.mark.django_db
def test_mail_of_a_worker_killed_before_finishing_comes_again_under_the_same_id(
    mailbox: Mailbox,
) -> None:
    mail = _mail()
    claimed = leases.claim(AT, ["mail"])
    assert claimed is not None
    with transport.opened() as send:
        send(claimed, rendering.message(claimed, AT))
    # Here the worker dies: nobody finishes or gives back what it had claimed.
    assert deliver_due(AT + leases.LEASE - timedelta(seconds=1), 10) == 0
    assert deliver_due(AT + leases.LEASE, 10) == 1
    assert mailbox.ids() == [mail.message_id] * 2


@pytest.mark.django_db
def test_worker_that_lost_its_lease_changes_nothing(done: Done) -> None:
    _job(1)
    slow = leases.claim(AT, ["job"])
    assert slow is not None
    quick = leases.claim(AT + leases.LEASE, ["job"])
    with pytest.raises(leases.LeaseLostError):
        leases.finish(slow, AT)
    leases.fail(slow, RuntimeError(), AT)
    leases.drop(slow)
    slow.refresh_from_db()
    assert quick is not None
    assert (slow.state, slow.lease_token) == ("leased", quick.lease_token)


@pytest.mark.django_db
def test_failing_job_leaves_nothing_behind_and_stops_no_other(done: Done) -> None:
    def fail(_arguments: dict[str, Any], at: datetime) -> None:
        enqueue_job(name="note", arguments={"number": 99}, run_at=at)
        raise RuntimeError("secret words")

    register_job("fail", fail)
    failing = enqueue_job(name="fail", arguments={}, run_at=AT - timedelta(seconds=1))
    _job(1)
    assert deliver_due(AT, 10) == 2
    failing.refresh_from_db()
    assert done == [{"number": 1}]
    assert (failing.state, failing.attempts, failing.last_error) == ("waiting", 1, "RuntimeError")


@pytest.mark.django_db
def test_unknown_job_is_tried_again_later() -> None:
    job = enqueue_job(name="nobody", arguments={}, run_at=AT)
    deliver_due(AT, 10)
    job.refresh_from_db()
    assert (job.state, job.last_error) == ("waiting", "LookupError")


@pytest.mark.django_db
def test_pauses_double_and_end_in_a_dead_letter() -> None:
    job = enqueue_job(name="nobody", arguments={}, run_at=AT)
    pauses, now = [], AT
    for _ in range(leases.MOST_ATTEMPTS):
        assert deliver_due(now, 10) == 1
        job.refresh_from_db()
        pauses.append((job.run_at - now).total_seconds())
        now = job.run_at
    expected = [min(30.0 * 2**step, 6 * 3600) for step in range(leases.MOST_ATTEMPTS - 1)]
    assert [0.79 < got / planned < 1.23 for got, planned in zip(pauses, expected, strict=False)] == [
        True
    ] * 11
    assert (job.state, job.payload["name"]) == ("dead", "nobody")
    assert deliver_due(now + timedelta(days=1), 10) == 0


@pytest.mark.django_db
def test_pauses_are_not_the_same_for_all() -> None:
    assert len({leases.pause(5) for _ in range(20)}) > 1


@pytest.mark.django_db
def test_delivery_that_kills_every_worker_is_given_up() -> None:
    job = _job(1)
    for attempt in range(leases.MOST_ATTEMPTS):
        assert leases.claim(AT + attempt * leases.LEASE, ["job"]) is not None
    assert deliver_due(AT + leases.MOST_ATTEMPTS * leases.LEASE, 10) == 1
    job.refresh_from_db()
    assert job.state == "dead"


@pytest.mark.django_db
def test_mail_that_is_too_late_is_forgotten(mailbox: Mailbox) -> None:
    _mail(valid_until=AT + timedelta(minutes=10))
    deliver_due(AT + timedelta(minutes=10), 10)
    assert (mailbox.mails, Delivery.objects.count()) == ([], 0)


@pytest.mark.django_db
def test_mail_to_someone_who_may_not_get_it_any_more_is_forgotten(mailbox: Mailbox) -> None:
    asked = []

    def check(address: str, ref: str) -> bool:
        asked.append((address, ref))
        return address != "clara@example.org"

    register_recipient_check("mail", check)
    _mail("clara@example.org", ref="x/1")
    _mail("amira@example.org", at=AT + timedelta(seconds=1))
    deliver_due(AT + timedelta(seconds=1), 10)
    assert [str(mail["To"]) for mail in mailbox.mails] == ["amira@example.org"]
    assert asked == [("clara@example.org", "x/1"), ("amira@example.org", "")]
    assert _states() == ["sent"]


@pytest.mark.django_db
def test_refused_recipient_is_a_dead_letter_at_once_and_others_go_on(mailbox: Mailbox) -> None:
    mailbox.answers["gone@example.org"] = "550 secret words about gone@example.org"
    refused, taken = _mail("gone@example.org"), _mail(at=AT + timedelta(seconds=1))
    deliver_due(AT + timedelta(seconds=1), 10)
    refused.refresh_from_db()
    assert (refused.state, refused.last_error) == ("dead", "SMTPRecipientsRefused 550")
    assert mailbox.ids() == [taken.message_id]


@pytest.mark.django_db
def test_recipient_refused_for_now_is_tried_again(mailbox: Mailbox) -> None:
    mailbox.answers["full@example.org"] = "452 mailbox full"
    mail = _mail("full@example.org")
    deliver_due(AT, 10)
    mailbox.answers.clear()
    deliver_due(AT + timedelta(minutes=1), 10)
    assert mailbox.ids() == [mail.message_id]


@pytest.mark.django_db
def test_unreachable_server_rests_while_jobs_go_on(settings: Any, done: Done) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        settings.EMAIL_HOST, settings.EMAIL_PORT = closed.getsockname()
        for _ in range(3):
            _mail()
        _job(1, AT)
        assert deliver_due(AT, 10) == 2
    assert done == [{"number": 1}]
    assert sorted(Delivery.objects.filter(kind="mail").values_list("attempts", flat=True)) == [0, 0, 1]


@pytest.mark.django_db
def test_mail_without_a_server_is_a_file_for_the_owner_only(files: Files) -> None:
    mail = _mail()
    deliver_due(AT, 10)
    (path,) = files()
    assert path.name == f"20261123T090000000000-{mail.id}.eml"
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


@pytest.mark.django_db
def test_demo_never_uses_the_server(settings: Any, mailbox: Mailbox, files: Files) -> None:
    settings.DEMO = True
    _mail()
    deliver_due(AT, 10)
    assert (mailbox.mails, len(files())) == ([], 1)


@parallel
def test_once_does_everything_that_is_due(done: Done) -> None:
    for number in range(45):
        _job(number, timezone.now())
    run(Event(), once=True)
    assert len(done) == 45


@parallel
def test_loop_survives_a_lost_database_connection_and_stops_when_told(done: Done) -> None:
    finished, stop = Event(), Event()

    def lose(_arguments: dict[str, Any], _at: datetime) -> None:
        connection.connection.close()  # as when the server goes away

    register_job("lose", lose)
    register_job("last", lambda _arguments, _at: finished.set())
    enqueue_job(name="lose", arguments={}, run_at=timezone.now() - timedelta(seconds=1))
    enqueue_job(name="last", arguments={}, run_at=timezone.now())
    loop = Thread(target=run, args=(stop,))
    loop.start()
    assert finished.wait(30)
    stop.set()
    loop.join(30)
    assert not loop.is_alive()


@parallel
def test_stop_does_not_wait_for_a_mail_server_that_does_not_answer(settings: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.getsockname()
        settings.EMAIL_TIMEOUT = 600
        mail, stop = _mail(at=timezone.now()), Event()
        runner = Thread(target=run, args=(stop,))
        runner.start()
        silent, _address = server.accept()
        stop.set()
        runner.join(30)
        assert not runner.is_alive()
        mail.refresh_from_db()
        assert mail.state == "leased"
        silent.close()
    for thread in threads():
        if thread.name == "outbox":
            thread.join(10)
