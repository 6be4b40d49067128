from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from mutua.conf import databases, env


@pytest.fixture
def configure(monkeypatch):
    """configure(NAME=value) sets the environment for one reading of the settings."""

    def set_values(**values: str) -> None:
        for name in env.KNOWN:
            monkeypatch.delenv(name, raising=False)
        for name, value in values.items():
            monkeypatch.setenv(name, value)
        env._values.cache_clear()

    yield set_values
    env._values.cache_clear()


def test_sqlite_is_the_default_and_durable(configure, tmp_path):
    configure()
    found = databases.from_environment(tmp_path)
    assert [str(found[alias]["NAME"]) for alias in ("default", "keys")] == [
        str(tmp_path / "mutua.sqlite3"),
        str(tmp_path / "keys.sqlite3"),
    ]
    options = found["default"]["OPTIONS"]
    assert (options["transaction_mode"], options["timeout"]) == ("IMMEDIATE", 20)
    with sqlite3.connect(tmp_path / "probe") as connection:
        connection.executescript(options["init_command"])
        state = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    connection.close()
    assert state == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


def test_sqlite_journal_can_be_truncate(configure, tmp_path):
    configure(MUTUA_SQLITE_JOURNAL="truncate")
    options = databases.from_environment(tmp_path)["keys"]["OPTIONS"]
    assert options["init_command"].startswith("PRAGMA journal_mode=truncate;")


def test_postgresql_keeps_keys_in_a_schema_of_their_own(configure):
    configure(DATABASE_URL="postgresql://a%40b:p%2Fw@db.example:5433/mutua?sslmode=require")
    found = databases.from_environment(Path("unused"))
    default, keys = found["default"], found["keys"]
    assert [default[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")] == [
        "mutua",
        "a@b",
        "p/w",
        "db.example",
        "5433",
    ]
    assert default["OPTIONS"]["sslmode"] == "require"
    assert default["OPTIONS"]["options"] == (
        "-c statement_timeout=30000 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=60000"
    )
    assert keys["OPTIONS"]["options"].endswith(" -c search_path=mutua_keys")
    assert "CONN_MAX_AGE" not in default


def test_postgresql_takes_a_socket_folder_and_another_server_for_keys(configure):
    configure(
        DATABASE_URL="postgresql://mutua@/mutua?host=/run/postgresql",
        KEYS_DATABASE_URL="postgresql://keys@vault.example/keys",
    )
    found = databases.from_environment(Path("unused"))
    assert (found["default"]["HOST"], found["keys"]["HOST"]) == ("/run/postgresql", "vault.example")
    assert "search_path" not in found["keys"]["OPTIONS"]["options"]


@pytest.mark.parametrize("url", ["mysql://h/d", "postgresql://h", "postgresql://h:port/d", "nonsense"])
def test_a_malformed_url_is_told_without_its_password(configure, url):
    configure(DATABASE_URL=url)
    with pytest.raises(env.SettingError) as error:
        databases.from_environment(Path("unused"))
    assert str(error.value) == (
        "DATABASE_URL is malformed: it must look like postgresql://person:password@host:5432/database."
    )


def test_keys_without_content_database_are_refused(configure):
    configure(KEYS_DATABASE_URL="postgresql://h/d")
    with pytest.raises(env.SettingError, match="KEYS_DATABASE_URL is set, but DATABASE_URL is not"):
        databases.from_environment(Path("unused"))
