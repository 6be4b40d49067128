"""Lindenwerk, invented once for all tests that only look at it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connections, transaction
from django.test import override_settings

import mutua.people.urls  # noqa: F401 - loaded before anything pretends to be the demo
from mutua.demo.seed import DemoPerson, ensure
from mutua.people.models import Person

AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SEED = 2026
AS_DEMO: Mapping[str, Any] = {"DEMO": True, "ROOT_URLCONF": "tests.people.demo_urls"}


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside is gone afterwards, in both databases."""
    with ExitStack() as stack:
        for alias in connections:
            stack.enter_context(transaction.atomic(using=alias))
            stack.callback(transaction.set_rollback, True, using=alias)
        yield


@pytest.fixture(scope="module")
def links(django_db_setup: None, django_db_blocker: Any) -> Iterator[list[DemoPerson]]:
    """What the first start of the demo returns; everybody is there until the last test of the module."""
    with django_db_blocker.unblock(), undone(), override_settings(**AS_DEMO):
        yield ensure(seed=SEED, at=AT)


@pytest.fixture
def lindenwerk(links: list[DemoPerson], db: None) -> dict[str, Person]:
    """Everybody there, by full name."""
    return {person.name: person for person in Person.objects.all()}
