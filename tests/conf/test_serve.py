"""`mutua serve` as an operator meets it: it starts, says what is wrong, stops, and starts again."""

from __future__ import annotations

import base64
import json
import shutil
import signal
import socket
import sqlite3
import tempfile
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from tests import postgresql
from tests.conf.running import answer, ended, free_port, running


def start(folder, port, **settings):
    return running(folder, "serve", "--port", str(port), "--data", "data", **settings)


@pytest.fixture(scope="module")
def first_start(tmp_path_factory):
    """The folder and the words of a first start, which takes longest; the other tests copy the folder."""
    folder = tmp_path_factory.mktemp("first")
    with start(folder, free_port()) as mutua:
        mutua.until("Ready: ")
        assert mutua.end() == 0
    return folder / "data", mutua.said()


@pytest.fixture
def data(first_start, tmp_path):
    """A data folder in which Mutua was started once before."""
    return Path(shutil.copytree(first_start[0], tmp_path / "data"))


def refusal(folder, *arguments, **settings) -> str:
    """The one line with which it refuses to start."""
    code, said = ended(folder, *arguments, **settings)
    assert code == 2
    assert said.count("\n") == 1
    return said.strip()


def test_serve_makes_everything_for_its_owner_only(first_start):
    folder, _said = first_start
    open_to_others = [path.name for path in [folder, *folder.glob("*")] if path.stat().st_mode & 0o077]
    assert open_to_others == []


@pytest.mark.parametrize(
    ("journal", "kept", "number", "everyone"),
    [("wal", "wal", signal.SIGTERM, False), ("truncate", "delete", signal.SIGINT, True)],
)
def test_serve_starts_again_on_the_same_data_and_stops(data, journal, kept, number, everyone):
    port = free_port()
    with start(data.parent, port, MUTUA_SQLITE_JOURNAL=journal) as mutua:
        mutua.until(f"Ready: http://127.0.0.1:{port}\n")
        assert answer(port) == "ok\n"
        assert json.loads(answer(port, "/readyz")) == {"ready": True, "failing": []}
        code = mutua.end(number, everyone=everyone)
    assert (code, mutua.said().splitlines()[-1]) == (0, "Stopped.")
    connection = sqlite3.connect(data / "mutua.sqlite3")
    assert connection.execute("PRAGMA journal_mode").fetchone()[0] == kept
    connection.close()


def test_serve_prints_the_link_for_the_first_operator_as_long_as_there_is_none(first_start, data):
    port = free_port()
    with start(data.parent, port) as mutua:
        said = mutua.until("Ready: ")
    assert "Open this link to begin: http://127.0.0.1:" in first_start[1]
    assert f"Open this link to begin: http://127.0.0.1:{port}/" in said


def test_serve_killed_frees_its_port_and_starts_again(data):
    port = free_port()
    with start(data.parent, port) as mutua:
        mutua.until("Ready: ")
        mutua.end(signal.SIGKILL)
        with start(data.parent, port) as again:
            again.until("Ready: ")
            assert again.end() == 0


def test_serve_stopped_during_its_start_ends_at_once(tmp_path):
    with start(tmp_path, free_port(), MUTUA_SQLITE_JOURNAL="wal") as mutua:
        mutua.until_file(tmp_path / "data" / "keys.sqlite3")
        assert mutua.end() == 0
        assert mutua.said().splitlines()[-1] == "Stopped before it was ready."


def test_serve_refuses_a_second_one_on_the_same_data(data):
    with start(data.parent, free_port()) as mutua:
        mutua.until("Ready: ")
        said = refusal(data.parent, "serve", "--port", str(free_port()), "--data", "data")
    assert said == (
        f"mutua: Mutua is already running on {data}. Stop it first, or choose another folder with --data."
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


def test_serve_keeps_real_people_and_invented_ones_apart(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "mutua.sqlite3").touch()
    (tmp_path / "invented").mkdir()
    (tmp_path / "invented" / "demo").touch()
    assert refusal(tmp_path, "serve", "--demo", "--data", "real") == (
        f"mutua: {tmp_path / 'real'} holds the data of real people. "
        "Choose another folder for --demo with --data."
    )
    assert refusal(tmp_path, "serve", "--data", "invented") == (
        f"mutua: {tmp_path / 'invented'} holds a demo. "
        "Start it with --demo, or choose another folder with --data."
    )


def test_serve_starts_beside_the_folder_of_a_demo(data):
    (data / "demo").mkdir()
    with start(data.parent, free_port()) as mutua:
        mutua.until("Ready: ")


def test_serve_refuses_an_unknown_setting(tmp_path):
    said = refusal(tmp_path, "serve", MUTUA_BASE_ULR="x")
    assert said == "mutua: Unknown setting MUTUA_BASE_ULR in the environment. Did you mean MUTUA_BASE_URL?"


def test_serve_refuses_a_missing_master_key_beside_data(data):
    key = data / "master.key"
    key.unlink()
    said = refusal_after_note(data)
    assert said.startswith(f"mutua: The master key {key} is missing")
    assert not key.exists()


def test_serve_refuses_a_master_key_of_other_data(data):
    key = data / "master.key"
    key.unlink()
    key.write_text(base64.b64encode(bytes(32)).decode())
    key.chmod(0o600)
    assert refusal_after_note(data).startswith(f"mutua: The master key {key} is not the one")


def test_serve_refuses_a_damaged_database(data):
    (data / "keys.sqlite3").write_bytes(b"This is not a database." * 100)
    assert refusal_after_note(data) == "mutua: Cannot use the database “keys”: file is not a database"


def refusal_after_note(data) -> str:
    # In TRUNCATE mode there is no note on SQLite, so the refusal is the only line.
    arguments = "serve", "--port", str(free_port()), "--data", "data"
    return refusal(data.parent, *arguments, MUTUA_SQLITE_JOURNAL="truncate")


@pytest.fixture(scope="module")
def server():
    """A PostgreSQL server of its own, so that these tests see databases nobody prepared."""
    sockets = Path(tempfile.mkdtemp(prefix="mutua-pg-", dir="/tmp"))
    postgresql.start(sockets)
    yield sockets
    postgresql.stop(sockets)


@pytest.fixture
def database_url(server, request):
    """An empty database on that server."""
    name = request.node.name
    with psycopg.connect(f"postgresql://postgres@/postgres?host={server}", autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return f"postgresql://postgres@/{name}?host={server}"


def test_serve_on_postgresql_keeps_keys_in_their_schema(first_start, tmp_path, database_url):
    shutil.copytree(first_start[0] / "static", tmp_path / "data" / "static")
    with start(tmp_path, free_port(), DATABASE_URL=database_url) as mutua:
        mutua.until("Ready: ")
        assert mutua.end() == 0
    with psycopg.connect(database_url) as connection:
        tables = "SELECT table_name FROM information_schema.tables WHERE table_schema = %s"
        keys = {name for (name,) in connection.execute(tables, ["mutua_keys"])}
        content = {name for (name,) in connection.execute(tables, ["public"])}
    assert {name for name in keys if name.startswith("vault_")} == {"vault_datakey", "vault_keyprobe"}
    assert {name for name in content if name.startswith("vault_")} == set()
    assert sorted(path.name for path in (tmp_path / "data").glob("*.sqlite3")) == []


def test_demo_refuses_a_database_with_real_people(tmp_path, database_url):
    settings = {"DATABASE_URL": database_url}
    assert ended(tmp_path, "migrate", **settings)[0] == 0
    with psycopg.connect(database_url) as connection:
        connection.execute(
            "INSERT INTO people_person (id, password, email, name, language, time_zone, state, is_operator,"
            " created_at) VALUES (gen_random_uuid(), '', 'noor@example.org', 'Noor', 'en',"
            " 'UTC', 'active', false, now())"
        )
    said = refusal(tmp_path, "serve", "--demo", "--port", str(free_port()), **settings)
    assert said == (
        "mutua: The database holds people whom the demo did not invent. "
        "Choose an empty one, with --data or DATABASE_URL."
    )


def test_web_and_work_share_a_migrated_database(first_start, tmp_path, database_url):
    shutil.copytree(first_start[0] / "static", tmp_path / "shared" / "static")
    settings = {"DATABASE_URL": database_url, "MUTUA_DATA": str(tmp_path / "shared")}
    assert ended(tmp_path, "migrate", **settings) == (0, "The databases are up to date.\n")
    port = free_port()
    with (
        running(tmp_path, "web", "--port", str(port), **settings) as web,
        running(tmp_path, "work", **settings) as work,
    ):
        assert "Open this link to begin: http://127.0.0.1:" in web.until("Ready: ")
        work.until("Ready: working.")
        assert answer(port) == "ok\n"
        assert (web.end(), work.end()) == (0, 0)


def test_web_refuses_a_database_that_was_not_migrated(tmp_path):
    said = refusal(tmp_path, "web", "--port", str(free_port()))
    assert said == "mutua: The database is older than this version. Run: mutua migrate"


def test_web_without_its_database_server_is_told_in_one_line(tmp_path):
    said = refusal(
        tmp_path, "web", "--port", str(free_port()), DATABASE_URL=f"postgresql://h/d?host={tmp_path}"
    )
    assert said.startswith("mutua: Cannot use the database “default”: ")
