from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import AppConfig, apps
from django.db import connection

from tests.vault.models import Letter


@pytest.fixture(scope="session")
def letter_table(django_db_setup: None, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.create_model(Letter)


@pytest.fixture
def letters(letter_table: None, db: None) -> None:
    """The table of letters, as it was before after the test."""


@pytest.fixture
def kept_letters(letter_table: None, transactional_db: None) -> Iterator[None]:
    """The table of letters, for tests that commit."""
    yield
    Letter.objects.all().delete()


@pytest.fixture
def installed() -> Iterator[None]:
    """The letters as a Django app that is known to all, for this test only."""

    class Letters(AppConfig):
        name, label, path = "tests.vault", "vault_tests", str(Path(__file__).parent)

    app = Letters("tests.vault", None)
    app.apps, app.models = apps, apps.all_models["vault_tests"]
    apps.app_configs["vault_tests"] = app
    apps.clear_cache()
    yield
    del apps.app_configs["vault_tests"]
    apps.clear_cache()
