"""The two databases: `default` holds the content, `keys` the wrapped keys that open it."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from mutua.conf import env

KEYS_SCHEMA = "mutua_keys"
# Milliseconds. A request that waits longer than this for a row is better told so than kept waiting.
TIMEOUTS = {
    "statement_timeout": 30_000,
    "lock_timeout": 10_000,
    "idle_in_transaction_session_timeout": 60_000,
}


def from_environment(data: Path) -> dict[str, dict[str, Any]]:
    """Django's DATABASES: SQLite files in the data folder, or PostgreSQL where DATABASE_URL is set.

    On PostgreSQL the keys are in KEYS_DATABASE_URL, or else in a schema of their own on the same server.
    """
    url, keys_url = env.text("DATABASE_URL"), env.text("KEYS_DATABASE_URL")
    if not url:
        if keys_url:
            raise env.SettingError("KEYS_DATABASE_URL is set, but DATABASE_URL is not.")
        return {"default": sqlite(data / "mutua.sqlite3"), "keys": sqlite(data / "keys.sqlite3")}
    keys = postgresql(keys_url, "KEYS_DATABASE_URL") if keys_url else postgresql(url, schema=KEYS_SCHEMA)
    return {"default": postgresql(url), "keys": keys}


def sqlite(path: Path) -> dict[str, Any]:
    """One SQLite file, set up so that an acknowledged write survives a power cut (SECURITY §5.1)."""
    journal = env.choice("MUTUA_SQLITE_JOURNAL", "wal", "truncate")
    pragmas = f"journal_mode={journal}", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": ";".join(f"PRAGMA {pragma}" for pragma in pragmas),
        },
    }


def postgresql(url: str, name: str = "DATABASE_URL", schema: str = "") -> dict[str, Any]:
    """One PostgreSQL database from postgresql://person:password@host:port/database?sslmode=require."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise env.SettingError(f"{name} is malformed: {_EXAMPLE}") from None
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise env.SettingError(f"{name} is malformed: {_EXAMPLE}")
    query = dict(parse_qsl(parts.query))
    settings = {**TIMEOUTS, **({"search_path": schema} if schema else {})}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        # A folder with a Unix socket cannot stand where the host stands: ?host=/run/postgresql
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(port or ""),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "options": " ".join(f"-c {key}={value}" for key, value in settings.items()),
            "pool": {"min_size": 1, "max_size": 10, "timeout": 10},
            **query,
        },
    }


_EXAMPLE = "it must look like postgresql://person:password@host:5432/database."
