from __future__ import annotations

import ast
import re
import stat
from pathlib import Path

import pytest

from mutua.conf import env

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def fresh(monkeypatch, tmp_path):
    """Each test begins without settings, in an empty folder, and leaves no trace."""
    for name in env.KNOWN | {"DATABASE_URL", "KEYS_DATABASE_URL"}:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    env._values.cache_clear()
    yield
    env._values.cache_clear()


def test_text_comes_from_environment_then_file_then_default(monkeypatch, tmp_path):
    (tmp_path / "mutua.toml").write_text('organisation = "From file"\nmail_from = "x@example.org"\n')
    monkeypatch.setenv("MUTUA_ORGANISATION", " From environment ")
    assert env.text("MUTUA_ORGANISATION") == "From environment"
    assert env.text("MUTUA_MAIL_FROM") == "x@example.org"
    assert env.text("MUTUA_SMTP_HOST", "none") == "none"


def test_text_of_a_secret_comes_from_its_file(monkeypatch, tmp_path):
    (tmp_path / "password").write_text("hush\n")
    monkeypatch.setenv("MUTUA_SMTP_PASSWORD_FILE", str(tmp_path / "password"))
    assert env.text("MUTUA_SMTP_PASSWORD") == "hush"


def test_text_of_a_secret_named_in_toml_comes_from_its_file(tmp_path):
    (tmp_path / "password").write_text("hush\n")
    (tmp_path / "mutua.toml").write_text(f'smtp_password_file = "{tmp_path / "password"}"\n')
    assert env.text("MUTUA_SMTP_PASSWORD") == "hush"


def test_toml_in_the_data_folder_is_found(monkeypatch, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "mutua.toml").write_text(
        'demo = true\nsmtp_port = 25\nemail_domains = ["a.example", "b.example"]\n'
        'database_url = "postgresql://h/d"\n'
    )
    monkeypatch.setenv("MUTUA_DATA", str(tmp_path / "data"))
    assert env.flag("MUTUA_DEMO") is True
    assert env.integer("MUTUA_SMTP_PORT", 587) == 25
    assert env.words("MUTUA_EMAIL_DOMAINS") == ["a.example", "b.example"]
    assert env.text("DATABASE_URL") == "postgresql://h/d"


def read_some():
    env.flag("MUTUA_DEMO")
    env.integer("MUTUA_SMTP_PORT", 587)
    env.choice("MUTUA_SQLITE_JOURNAL", "wal", "truncate")


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("MUTUA_DMEO", "1", "Unknown setting MUTUA_DMEO in the environment. Did you mean MUTUA_DEMO?"),
        ("MUTUA_DEMO", "maybe", "MUTUA_DEMO is “maybe”, but must be 1 (on) or 0 (off)."),
        ("MUTUA_SMTP_PORT", "many", "MUTUA_SMTP_PORT is “many”, but must be a whole number."),
        (
            "MUTUA_SQLITE_JOURNAL",
            "fast",
            "MUTUA_SQLITE_JOURNAL is “fast”, but must be one of: wal, truncate.",
        ),
        (
            "MUTUA_SMTP_PASSWORD_FILE",
            "/nowhere",
            "MUTUA_SMTP_PASSWORD_FILE names /nowhere, which cannot be read: No such file or directory.",
        ),
        ("MUTUA_CONFIG", "/nowhere", "Cannot read /nowhere: No such file or directory."),
    ],
)
def test_a_wrong_setting_is_told_in_one_line(monkeypatch, name, value, message):
    monkeypatch.setenv(name, value)
    with pytest.raises(env.SettingError) as error:
        read_some()
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            "colour = 1",
            "Unknown setting “colour” in mutua.toml. docs/operators/settings.md lists them all.",
        ),
        (
            "organisation = 1.5",
            "“organisation” in mutua.toml must be text, a whole number, true, false or a list of text.",
        ),
    ],
)
def test_a_wrong_toml_key_is_told_in_one_line(tmp_path, content, message):
    (tmp_path / "mutua.toml").write_text(content)
    with pytest.raises(env.SettingError) as error:
        env.text("MUTUA_DATA")
    assert str(error.value) == message


def test_broken_toml_is_told_in_one_line(tmp_path):
    (tmp_path / "mutua.toml").write_text("organisation")
    with pytest.raises(env.SettingError, match=r"^mutua\.toml is not valid TOML: .*$"):
        env.text("MUTUA_DATA")


@pytest.mark.parametrize(
    ("base", "hosts"),
    [
        ("https://mutua.example.org", ["mutua.example.org"]),
        ("http://127.0.0.1:8000", ["127.0.0.1", "localhost", "[::1]"]),
        ("http://[::1]:8000", ["[::1]", "127.0.0.1", "localhost"]),
    ],
)
def test_hosts_of_a_base_url(base, hosts):
    assert env.hosts(base) == hosts


@pytest.mark.parametrize("base", ["mutua.example.org", "https://", "https://h/path", "ftp://h"])
def test_hosts_of_a_malformed_base_url(base):
    with pytest.raises(env.SettingError, match="must look like https://"):
        env.hosts(base)


def test_secret_key_is_made_once_and_only_for_its_owner(tmp_path):
    first = env.secret_key(tmp_path / "data")
    file = tmp_path / "data" / "secret.key"
    assert env.secret_key(tmp_path / "data") == first
    assert len(first) >= 64
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert [path.name for path in file.parent.iterdir()] == ["secret.key"]


def test_secret_key_in_a_place_that_is_a_file_is_told_in_one_line(tmp_path):
    (tmp_path / "data").write_text("")
    with pytest.raises(env.SettingError, match=r"^Cannot read or write .*data/secret\.key: "):
        env.secret_key(tmp_path / "data")


def test_settings_code_and_documentation_agree():
    table = (ROOT / "docs" / "operators" / "settings.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([A-Z_]+)`( \*)? \|", table, re.MULTILINE)
    assert sorted(name for name, _star in rows) == sorted(env.KNOWN)
    assert {name for name, star in rows if star} == env.SECRETS
    assert {"MUTUA_CONFIG"} | set(_names_asked_for()) == env.KNOWN


def _names_asked_for():
    for path in (ROOT / "src" / "mutua").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = node.args[0].value
                if isinstance(name, str) and re.fullmatch(r"(MUTUA|DATABASE|KEYS)_[A-Z_]+", name):
                    yield name
