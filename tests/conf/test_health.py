"""What `/readyz` tells a monitor, and nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from mutua.outbox.actions import enqueue_job

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("minutes", "status", "failing"), [(14, 200, []), (16, 503, ["outbox"])])
def test_readyz_fails_once_something_waits_too_long(minutes, status, failing):
    enqueue_job(name="x", arguments={}, run_at=timezone.now() - timedelta(minutes=minutes))
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.json()["failing"]) == (status, failing)


def test_readyz_is_only_for_the_monitor(settings):
    assert Client().get("/readyz", headers={"X-Forwarded-For": "192.0.2.1"}).status_code == 404
    settings.MONITOR_TOKEN = "secret"
    asked = [
        Client().get("/readyz", headers={"Authorization": f"Bearer {word}"}) for word in ("wrong", "secret")
    ]
    assert [answer.status_code for answer in asked] == [404, 200]
