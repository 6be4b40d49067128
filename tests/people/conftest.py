"""What the tests of sign-in share: the worker's part, and the mail it leaves."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from mutua.outbox.jobs import job
from mutua.outbox.models import Delivery

Mailbox = Callable[[str], tuple[str, str]]


@pytest.fixture
def worker(db: None) -> Callable[[], None]:
    """Does the jobs that wait, as the worker would: what has been due longest comes first."""

    def work() -> None:
        waiting = Delivery.objects.filter(kind=Delivery.Kind.JOB)
        for delivery in waiting.order_by("run_at", "created_at"):
            job(delivery.payload["name"])(delivery.payload["arguments"], timezone.now())
            delivery.delete()

    return work


@pytest.fixture
def mail_for(worker: Callable[[], None]) -> Mailbox:
    """(code, path of the link) of the newest mail to an address; LookupError if there is none."""

    def read(address: str) -> tuple[str, str]:
        worker()
        mails = Delivery.objects.filter(kind=Delivery.Kind.MAIL, recipient=address).order_by("-created_at")
        if not mails:
            raise LookupError(address)
        return mails[0].payload["code"], mails[0].payload["link"]

    return read


@pytest.fixture
def stranger(db: None) -> Client:
    """A browser in which nobody is signed in."""
    return Client()
