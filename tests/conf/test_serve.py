"""`mutua serve` as an operator meets it: it starts, says what is wrong, stops, and starts again."""

from __future__ import annotations

import json
import signal
import socket
import sqlite3
import stat
from pathlib import Path

import pytest

from tests import postgresql
from tests.conf.running import answer, ended, free_port, running


def start(folder, port, **settings):
    return running(folder, "serve", "--port", str(port), "--data", "data", **settings)


def refusal(folder, *arguments, **settings) -> str:
    """The one line with which it refuses to start."""
    code, said = ended(folder, *arguments, **settings)
    assert code == 2
    assert said.count("\n") == 1
    return said.strip()


@pytest.mark.parametrize("journal", ["wal", "truncate"])
def test_serve_starts_stops_and_starts_again_on_the_same_data(tmp_path, journal):
    port = free_port()
    for number, everyone in ((signal.SIGTERM, False), (signal.SIGINT, True)):
        with start(tmp_path, port, MUTUA_SQLITE_JOURNAL=journal) as mutua:
            mutua.until(f"Ready: http://127.0.0.1:{port}\n")
            assert answer(port) == "ok\n"
            assert json.loads(answer(port, "/readyz")) == {"ready": True, "failing": []}
            code, seconds = mutua.end(number, everyone=everyone)
        assert (code, "Traceback" in mutua.said()) == (0, False)
        assert seconds < 5
    with sqlite3.connect(tmp_path / "data" / "mutua.sqlite3") as connection:
        kept = {"wal": "wal", "truncate": "delete"}[journal]
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == kept
    connection.close()


def test_serve_makes_everything_for_its_owner_only(tmp_path):
    with start(tmp_path, free_port()) as mutua:
        mutua.until("Ready: ")
        mutua.end()
    made = [tmp_path / "data", *(tmp_path / "data").iterdir()]
    assert [path.name for path in made if stat.S_IMODE(path.stat().st_mode) & 0o077] == []


def test_serve_prints_the_link_for_the_first_operator_until_there_is_one(tmp_path):
    port = free_port()
    for _once in range(2):
        with start(tmp_path, port) as mutua:
            said = mutua.until("Ready: ")
            assert f"Open this link to begin: http://127.0.0.1:{port}/" in said
            mutua.end()


def test_serve_killed_frees_its_port_and_starts_again(tmp_path):
    port = free_port()
    with start(tmp_path, port) as mutua:
        mutua.until("Ready: ")
        mutua.end(signal.SIGKILL)
        with start(tmp_path, port) as again:
            again.until("Ready: ")
            assert again.end()[0] == 0


def test_serve_refuses_a_second_one_on_the_same_data(tmp_path):
    with start(tmp_path, free_port()) as mutua:
        mutua.until("Ready: ")
        said = refusal(tmp_path, "serve", "--port", str(free_port()), "--data", "data")
        mutua.end()
    assert said == (
        f"mutua: Mutua is already running on {tmp_path / 'data'}. "
        "Stop it first, or choose another folder with --data."
    )


def test_serve_refuses_a_busy_port(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        said = refusal(tmp_path, "serve", "--port", port)
    assert said == (
        f"mutua: Cannot listen on 127.0.0.1, port {port}: Address already in use. Choose another with --port."
    )


def test_serve_refuses_a_folder_it_cannot_write(tmp_path):
    (tmp_path / "file").write_text("")
    said = refusal(tmp_path, "serve", "--data", "file/data")
    assert said == (
        f"mutua: Cannot write to the data folder {tmp_path / 'file/data'}: Not a directory. "
        "Choose another with --data, or give it to the person who runs this."
    )


def test_serve_refuses_an_unknown_setting(tmp_path):
    said = refusal(tmp_path, "serve", MUTUA_BASE_ULR="x")
    assert said == "mutua: Unknown setting MUTUA_BASE_ULR in the environment. Did you mean MUTUA_BASE_URL?"


def test_serve_refuses_a_missing_master_key_beside_data(tmp_path):
    key = served_once(tmp_path)
    key.unlink()
    said = refusal_after_note(tmp_path)
    assert said.startswith(f"mutua: The master key {key} is missing")
    assert not key.exists()


def test_serve_refuses_a_master_key_of_other_data(tmp_path):
    key = served_once(tmp_path)
    (tmp_path / "other").mkdir()
    other = served_once(tmp_path / "other")
    key.unlink()
    key.write_bytes(other.read_bytes())
    key.chmod(0o600)
    assert refusal_after_note(tmp_path).startswith(f"mutua: The master key {key} ")


def served_once(folder) -> Path:
    with start(folder, free_port()) as mutua:
        mutua.until("Ready: ")
        mutua.end()
    return folder / "data" / "master.key"


def refusal_after_note(folder) -> str:
    # In TRUNCATE mode there is no note on SQLite, so the refusal is the only line.
    port = str(free_port())
    return refusal(folder, "serve", "--port", port, "--data", "data", MUTUA_SQLITE_JOURNAL="truncate")


@pytest.fixture(scope="module")
def server_url(tmp_path_factory):
    """A PostgreSQL server of its own, so that these tests see a database nobody prepared."""
    sockets = tmp_path_factory.mktemp("pg")
    for folder in [sockets, *sockets.parents][:3]:
        folder.chmod(0o755)
    postgresql.start(sockets)
    yield f"postgresql://postgres@/postgres?host={sockets}"
    postgresql.stop(sockets)


def test_serve_on_postgresql_keeps_keys_in_their_schema(tmp_path, server_url):
    import psycopg

    with start(tmp_path, free_port(), DATABASE_URL=server_url) as mutua:
        mutua.until("Ready: ")
        assert mutua.end()[0] == 0
    with psycopg.connect(server_url) as connection:
        tables = "SELECT table_name FROM information_schema.tables WHERE table_schema = %s"
        keys = {name for (name,) in connection.execute(tables, ["mutua_keys"])}
        content = {name for (name,) in connection.execute(tables, ["public"])}
    assert {name for name in keys if name.startswith("vault_")} == {"vault_datakey", "vault_keyprobe"}
    assert {name for name in content if name.startswith("vault_")} == set()
    assert sorted(path.name for path in (tmp_path / "data").glob("*.sqlite3")) == []


def test_web_and_work_share_a_migrated_database(tmp_path, server_url):
    settings = {"DATABASE_URL": server_url, "MUTUA_DATA": str(tmp_path / "shared")}
    assert ended(tmp_path, "migrate", **settings) == (0, "The databases are up to date.\n")
    port = free_port()
    with (
        running(tmp_path, "web", "--port", str(port), **settings) as web,
        running(tmp_path, "work", **settings) as work,
    ):
        web.until("Ready: ")
        work.until("Ready: working.")
        assert answer(port) == "ok\n"
        assert (web.end()[0], work.end()[0]) == (0, 0)


def test_web_refuses_a_database_that_was_not_migrated(tmp_path):
    said = refusal(tmp_path, "web", "--port", str(free_port()))
    assert said == "mutua: The database is older than this version. Run: mutua migrate"


def test_web_without_its_database_server_is_told_in_one_line(tmp_path):
    said = refusal(
        tmp_path, "web", "--port", str(free_port()), DATABASE_URL=f"postgresql://h/d?host={tmp_path}"
    )
    assert said.startswith("mutua: Cannot use the database: ")
