"""Nobody can find out by signing in who has an account (SECURITY §3.1, row 15)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mutua.outbox.models import Delivery
from mutua.people.models import Person, SignInLink
from tests.factories import make_person

pytestmark = pytest.mark.django_db

ADDRESSES = {
    "known": "known@example.org",
    "invited": "guest@example.org",
    "left": "ended@example.org",
    "only invited by address": "outside@example.org",
    "unknown": "nobody@example.org",
    "of the organisation": "newby@inside.org",
}


@pytest.fixture(autouse=True)
def people(db: None, settings: Any) -> None:
    settings.EMAIL_DOMAINS = ["inside.org"]
    make_person("Known Person", email=ADDRESSES["known"])
    make_person("Guest Person", email=ADDRESSES["invited"], state=Person.State.INVITED)
    make_person("Ended Person", email=ADDRESSES["left"], state=Person.State.LEFT)
    make_person(email=ADDRESSES["only invited by address"], state=Person.State.OUTSIDE)


def answers(address: str) -> tuple[object, ...]:
    """Everything a stranger can see of a try to sign in, and the kinds of queries it took."""
    cache.clear()
    browser = Client()
    seen: list[object] = []
    for path, data in (
        ("/sign-in/", {"email": address}),
        ("/sign-in/code/", None),
        ("/sign-in/code/", {"code": "ABCD-EFGH"}),
    ):
        with CaptureQueriesContext(connection) as queries:
            response = browser.post(path, data) if data else browser.get(path)
        body = re.sub(r'value="[A-Za-z0-9]{64}"', "", response.content.decode().replace(address, "ADDRESS"))
        body = re.sub(r'"X-CSRFToken": "\w+"', "", body)
        shapes = [re.sub(r"'[^']*'|\d+|[0-9a-f]{32}", "?", q["sql"])[:40] for q in queries.captured_queries]
        headers = {
            name: value for name, value in response.items() if name not in {"Content-Length", "Expires"}
        }
        seen.append((response.status_code, headers, body, shapes))
    return tuple(seen)


@pytest.mark.parametrize("kind", [kind for kind in ADDRESSES if kind != "known"])
def test_answer_and_steps_are_the_same_for_everybody(kind: str) -> None:
    assert answers(ADDRESSES[kind]) == answers(ADDRESSES["known"])


def test_only_people_who_belong_get_a_mail(worker: Callable[[], None]) -> None:
    for address in ADDRESSES.values():
        cache.clear()
        Client().post("/sign-in/", {"email": address})
    assert Delivery.objects.count() == len(ADDRESSES)
    worker()
    mailed = set(Delivery.objects.values_list("recipient", flat=True))
    assert mailed == {ADDRESSES["known"], ADDRESSES["invited"], ADDRESSES["of the organisation"]}


def test_unknown_address_of_the_organisation_becomes_an_invited_person(worker: Callable[[], None]) -> None:
    Client().post("/sign-in/", {"email": "Newby@inside.org"}, headers={"Accept-Language": "de"})
    assert not Person.objects.filter(email="newby@inside.org").exists()
    worker()
    person = Person.objects.get(email="newby@inside.org")
    assert (person.state, person.language) == (Person.State.INVITED, "de")


def test_unknown_address_elsewhere_leaves_nothing_behind(worker: Callable[[], None]) -> None:
    Client().post("/sign-in/", {"email": ADDRESSES["unknown"]})
    worker()
    assert not Person.objects.filter(email=ADDRESSES["unknown"]).exists()
    assert not SignInLink.objects.exists()
