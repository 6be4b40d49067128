"""What every test may ask for: databases, a fixed time, real races, a browser."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
import time_machine
from django.db import connections
from hypothesis import HealthCheck, settings

from tests import postgresql
from tests.factories import AT

pytest_plugins = ["tests.browser", "tests.cast"]

# How long an example takes says how busy the machine is, not whether it is right.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

Race = Callable[..., list[Any]]
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_reset_sequences"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever touches a database may use both, is marked `database`, and runs on SQLite and PostgreSQL.

    Whoever asks for a browser is marked `browser`.
    """
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if "browser" in fixtures:
            item.add_marker("browser")
        marker = item.get_closest_marker("django_db")
        asked = DATABASE_FIXTURES & fixtures
        if marker is None and not asked:
            continue
        options = {"transaction": bool(asked - {"db"}), **(marker.kwargs if marker else {})}
        item.add_marker(pytest.mark.django_db(**{**options, "databases": "__all__"}), append=False)
        item.add_marker("database")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Start PostgreSQL before Django makes its test databases there."""
    if sockets := os.environ.get("MUTUA_TEST_POSTGRESQL"):
        postgresql.start(Path(sockets))


def pytest_unconfigure(config: pytest.Config) -> None:
    """The process that started all others also stops the server."""
    sockets = os.environ.get("MUTUA_TEST_POSTGRESQL")
    if sockets and not hasattr(config, "workerinput"):
        postgresql.stop(Path(sockets))


@pytest.fixture
def now(db: None) -> Iterator[None]:
    """It is AT, and stays so."""
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def race() -> Race:
    """race(first, second, …) runs them at the same moment, each in a thread with its own connections.

    Returns, in order, what each returned or the exception it raised. Needs committed data:
    @pytest.mark.django_db(transaction=True).
    """

    def run(*runners: Callable[[], Any]) -> list[Any]:
        results: list[Any] = [None] * len(runners)
        barrier = Barrier(len(runners))

        def one(place: int, runner: Callable[[], Any]) -> None:
            try:
                barrier.wait(timeout=30)
                results[place] = runner()
            except Exception as error:  # noqa: BLE001 - the test judges it
                results[place] = error
            finally:
                connections.close_all()

        threads = [Thread(target=one, args=entry) for entry in enumerate(runners)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=120)
        return results

    return run
