"""The race fixture itself: a race test that does not race would prove nothing."""

from __future__ import annotations

from threading import Barrier

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, connection, transaction

from mutua.vault.models import KeyProbe


def insert() -> str:
    with transaction.atomic():
        ContentType.objects.create(app_label="race", model="race")
    return "inserted"


@pytest.mark.django_db(transaction=True)
def test_race_lets_one_of_six_inserts_win(race):
    results = race(*[insert] * 6)
    assert (
        sorted(str(type(result)) for result in results if result != "inserted") == [str(IntegrityError)] * 5
    )
    assert ContentType.objects.filter(app_label="race").count() == 1


@pytest.mark.django_db(transaction=True)
def test_race_runs_at_the_same_moment_on_separate_connections(race):
    meeting = Barrier(2)

    def meet() -> int:
        connection.ensure_connection()
        meeting.wait(timeout=10)
        return id(connection.connection)

    first, second = race(meet, meet)
    assert first != second


@pytest.mark.django_db
def test_both_databases_are_there():
    KeyProbe.objects.create(wrapped=b"x")
    assert KeyProbe.objects.get().wrapped is not None
    assert ContentType.objects.using("default").exists()
