"""What the log says of a request: never its address, which may hold somebody's way in."""

from __future__ import annotations

import io
import logging

import pytest
from django.test import Client

from mutua.conf.logs import Discreet

TOKEN = "token-of-somebody"


@pytest.fixture
def log(monkeypatch):
    """What the configured handler writes."""
    handler = next(
        each
        for each in logging.getLogger().handlers
        if any(isinstance(one, Discreet) for one in each.filters)
    )
    written = io.StringIO()
    monkeypatch.setattr(handler, "stream", written)
    return written


def test_form_without_its_token_is_logged_by_route(log):
    Client(enforce_csrf_checks=True).post(f"/sign-in/link/{TOKEN}/")
    said = log.getvalue().split(": ", 1)[1]
    assert said == "Forbidden (CSRF cookie not set.): /sign-in/link/<str:token>/\n"


@pytest.mark.django_db
def test_error_is_logged_by_route(log, monkeypatch):
    def fail(*_arguments):
        raise OSError("gone")

    monkeypatch.setattr("mutua.people.views.signin.open_link", fail)
    Client(raise_request_exception=False).get(f"/sign-in/link/{TOKEN}/")
    assert "Internal Server Error: /sign-in/link/<str:token>/\nTraceback" in log.getvalue()
    assert TOKEN not in log.getvalue()


def test_turned_away_request_is_one_line(log):
    Client().get("/", headers={"Host": "evil.example"})
    assert (log.getvalue().count("\n"), "evil.example" in log.getvalue()) == (1, True)
