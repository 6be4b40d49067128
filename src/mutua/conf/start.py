"""What happens between the command and the first page: databases, keys, static files. Needs Django set up."""

from __future__ import annotations

import fcntl
import sqlite3
from hashlib import sha256
from pathlib import Path

import psycopg
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from mutua import __version__, vault
from mutua.conf import databases
from mutua.conf.folder import StartError

# SQLite up to 3.51.2 has the WAL-reset bug; it was also mended in these two older lines.
WAL_MENDED = (3, 51, 3)
WAL_MENDED_LINES = {(3, 44): 6, (3, 50): 7}


def wal_is_safe(version: tuple[int, int, int]) -> bool:
    """Whether this SQLite is free of the WAL-reset bug (SECURITY §5.1)."""
    return version >= WAL_MENDED or version[2] >= WAL_MENDED_LINES.get(version[:2], 1000)


def sqlite_advice(version: tuple[int, int, int] = sqlite3.sqlite_version_info) -> str:
    """One line about an affected SQLite in WAL mode, or nothing."""
    options = settings.DATABASES[DEFAULT_DB_ALIAS]["OPTIONS"]
    if "journal_mode=wal" not in options.get("init_command", "") or wal_is_safe(version):
        return ""
    return (
        f"Note: SQLite {'.'.join(map(str, version))} has a rare defect in WAL mode, unless your system "
        "mended it. MUTUA_SQLITE_JOURNAL=truncate avoids it, a third slower: docs/operators/running.md"
    )


def reach_databases() -> None:
    """Say it in one line if a database cannot be used, and make room for the keys on a server."""
    for alias in connections:
        connection = connections[alias]
        try:
            if connection.vendor == "postgresql":
                _reach_server(connection)
            else:
                connection.ensure_connection()  # reads and sets the journal mode, so it sees a damaged file
        except (psycopg.Error, DatabaseError) as error:
            first_line = str(error).strip().splitlines()[0]
            raise StartError(f"Cannot use the database “{alias}”: {first_line}") from None


def _reach_server(connection: BaseDatabaseWrapper) -> None:
    """Past the pool, which would try again and again without a word."""
    with psycopg.connect(**{"connect_timeout": 10, **connection.get_connection_params()}) as reached:
        if f"search_path={databases.KEYS_SCHEMA}" in connection.settings_dict["OPTIONS"]["options"]:
            reached.execute(f"CREATE SCHEMA IF NOT EXISTS {databases.KEYS_SCHEMA}")


def migrate() -> None:
    """Bring both databases up to date, and make the table of the shared cache."""
    for alias in connections:
        call_command("migrate", database=alias, verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


def refuse_unmigrated() -> None:
    """Several machines share one database: migrating is a step of its own there."""
    executors = [MigrationExecutor(connections[alias]) for alias in connections]
    if any(each.migration_plan(each.loader.graph.leaf_nodes()) for each in executors):
        raise StartError("The database is older than this version. Run: mutua migrate")


def check_master_key() -> None:
    """Make the master key on the very first start; afterwards it must be there and be the right one."""
    try:
        vault.check()
    except vault.MasterKeyError as error:
        raise StartError(str(error)) from None


def collect_static() -> None:
    """Gather the static files in the data folder, unless those there are of these very files."""
    stamp = settings.STATIC_ROOT / ".fingerprint"
    fingerprint = _static_fingerprint()
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    with (settings.DATA / "static.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not stamp.exists() or stamp.read_text() != fingerprint:
            call_command("collectstatic", interactive=False, clear=True, verbosity=0)
            stamp.write_text(fingerprint)


def _static_fingerprint() -> str:
    found = sha256(__version__.encode())
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda entry: entry[0]):
            state = Path(storage.path(name)).stat()
            found.update(f"{name} {state.st_size} {state.st_mtime_ns}\n".encode())
    return found.hexdigest()
