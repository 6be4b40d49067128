"""What runs at night."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from mutua.outbox.jobs import job


def test_sessions_that_have_run_out_are_forgotten(db: None) -> None:
    for days in (-1, 1):
        session = SessionStore()
        session["days"] = days
        session.save()
        expires = timezone.now() + timedelta(days=days)
        Session.objects.filter(session_key=session.session_key).update(expire_date=expires)
    job("sessions")({}, timezone.now())
    assert [row.get_decoded()["days"] for row in Session.objects.all()] == [1]
