"""The first start of the demo: what it tells, what it refuses, and that chance has no part in it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from mutua.demo.seed import ensure
from mutua.errors import DomainError
from mutua.people.models import Person
from tests.demo.conftest import AS_DEMO, AT, SEED, undone
from tests.demo.snapshot import everything
from tests.factories import make_person

pytestmark = pytest.mark.django_db


def test_page_outside_the_demo_says_nothing_of_it(client: Client, db: None) -> None:
    assert "demo-line" not in client.get("/").content.decode()


def test_same_seed_and_day_invent_the_same(db: None, settings: Any) -> None:
    settings.DEMO, settings.ROOT_URLCONF = AS_DEMO["DEMO"], AS_DEMO["ROOT_URLCONF"]
    found = []
    for at in (AT, AT + timedelta(hours=10)):
        with undone():
            found.append((ensure(seed=3, at=at), everything()))
    assert found[0] == found[1]


def test_demo_refuses_people_it_did_not_invent(db: None) -> None:
    noor = make_person("Noor Aziz")
    with pytest.raises(DomainError) as refused:
        ensure(seed=SEED, at=AT)
    assert refused.value.code == "not_a_demo"
    assert list(Person.objects.all()) == [noor]


def test_progress_is_told_to_the_end(db: None, settings: Any) -> None:
    settings.DEMO, settings.ROOT_URLCONF = AS_DEMO["DEMO"], AS_DEMO["ROOT_URLCONF"]
    told: list[tuple[int, int]] = []
    with undone():
        ensure(seed=SEED, at=AT, progress=lambda done, steps: told.append((done, steps)))
    assert told == [(step, len(told)) for step in range(1, len(told) + 1)]
