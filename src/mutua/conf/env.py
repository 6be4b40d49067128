"""Settings from the environment or mutua.toml; a mistake stops the start with one clear line.

A name is looked up in the environment first, then (for secrets) as NAME_FILE, then in mutua.toml,
where `MUTUA_BASE_URL` is written `base_url`. Every name is explained in docs/operators/settings.md.
"""

from __future__ import annotations

import os
import secrets
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

PREFIX = "MUTUA_"
SECRETS = frozenset(
    {
        "DATABASE_URL",
        "KEYS_DATABASE_URL",
        "MUTUA_SECRET_KEY",
        "MUTUA_SMTP_PASSWORD",
        "MUTUA_MONITOR_TOKEN",
    }
)
KNOWN = SECRETS | {
    "MUTUA_ALLOWED_HOSTS",
    "MUTUA_BASE_URL",
    "MUTUA_CONFIG",
    "MUTUA_DATA",
    "MUTUA_DEBUG",
    "MUTUA_DEMO",
    "MUTUA_EMAIL_DOMAINS",
    "MUTUA_MAIL_FROM",
    "MUTUA_MASTER_KEY_FILE",
    "MUTUA_ORGANISATION",
    "MUTUA_PROXIES",
    "MUTUA_SAFETY_CONTACTS",
    "MUTUA_SMTP_HOST",
    "MUTUA_SMTP_PORT",
    "MUTUA_SMTP_SECURITY",
    "MUTUA_SMTP_USER",
    "MUTUA_SQLITE_JOURNAL",
    "MUTUA_TIME_ZONE",
}
# Read by the tests only, so that a test run does not stop at its own variables.
FOR_TESTS = "MUTUA_TEST_"
TRUE, FALSE = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


class SettingError(Exception):
    """A setting is unknown or malformed; the message is the one line that the operator reads."""


def text(name: str, default: str = "") -> str:
    """The value of NAME, without surrounding blanks, or the default where it is not set or empty."""
    return _values().get(name, "") or default


def assume(name: str, value: str) -> None:
    """Set what is not set, for this process and those it starts: a better default than the built-in one."""
    if not text(name):
        os.environ[name] = value
        _values.cache_clear()


def flag(name: str) -> bool:
    """The switch NAME: 1, true, yes, on or 0, false, no, off; off where it is not set."""
    value = text(name).lower()
    if value not in TRUE | FALSE:
        raise SettingError(f"{name} is “{value}”, but must be 1 (on) or 0 (off).")
    return value in TRUE


def integer(name: str, default: int) -> int:
    """The whole number NAME."""
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise SettingError(f"{name} is “{value}”, but must be a whole number.") from None


def words(name: str) -> list[str]:
    """The words of NAME, separated by commas or blanks."""
    return text(name).replace(",", " ").split()


def lines(name: str) -> list[str]:
    """The lines of NAME that are not empty; in one line a semicolon separates them."""
    return [line.strip() for line in text(name).replace(";", "\n").splitlines() if line.strip()]


def choice(name: str, default: str, *others: str) -> str:
    """The value of NAME, which must be the default or one of the others."""
    value = text(name, default).lower()
    if value not in (default, *others):
        raise SettingError(f"{name} is “{value}”, but must be one of: {', '.join((default, *others))}.")
    return value


def hosts(base_url: str) -> list[str]:
    """The host names that may be asked for: that of the base URL, those of MUTUA_ALLOWED_HOSTS, and
    for a base URL on this machine all names of this machine."""
    parts = urlsplit(base_url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        raise SettingError(
            f"MUTUA_BASE_URL is “{base_url}”, but must look like https://mutua.example.org (no path)."
        )
    here = ["127.0.0.1", "localhost", "[::1]"]
    name = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return list(dict.fromkeys([name, *(here if name in here else []), *words("MUTUA_ALLOWED_HOSTS")]))


def secret_key(data: Path) -> str:
    """The key that signs sessions: MUTUA_SECRET_KEY, or data/secret.key, which is made once (0600)."""
    if key := text("MUTUA_SECRET_KEY"):
        return key
    path = data / "secret.key"
    try:
        if not path.exists():
            _create_secret(path)
        return path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not a text file"
        raise SettingError(f"Cannot read or write {path}: {reason}. Choose another MUTUA_DATA.") from None


def _create_secret(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(48) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)  # fails if another process was first: then its key counts
    except FileExistsError:
        pass
    finally:
        draft.unlink()


@cache
def _values() -> Mapping[str, str]:
    """All settings by name, read and checked once per process."""
    values = _from_file()
    for name, value in os.environ.items():
        base = name.removesuffix("_FILE")
        if name in KNOWN:
            values[name] = value.strip()
        elif base in SECRETS:
            values.setdefault(base, _content(name, value))
        elif name.startswith(PREFIX) and not name.startswith(FOR_TESTS):
            raise SettingError(f"Unknown setting {name} in the environment.{_nearest(name)}")
    return values


def _from_file() -> dict[str, str]:
    path = _config_path()
    if path is None:
        return {}
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingError(f"Cannot read {path}: {error.strerror}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingError(f"{path} is not valid TOML: {error}.") from None
    return dict(_setting(path, key, value) for key, value in document.items())


def _setting(path: Path, key: str, value: object) -> tuple[str, str]:
    name = key.upper() if key.upper() in KNOWN else PREFIX + key.upper()
    if secret := name.removesuffix("_FILE") if name.removesuffix("_FILE") in SECRETS else "":
        return secret, _content(key, str(value)) if name.endswith("_FILE") else str(value)
    if name not in KNOWN:
        raise SettingError(f"Unknown setting “{key}” in {path}.{_nearest(name)}")
    if isinstance(value, list):
        return name, " ".join(map(str, value))
    if not isinstance(value, str | int):
        raise SettingError(f"“{key}” in {path} must be text, a whole number, true, false or a list of text.")
    return name, str(value)


def _config_path() -> Path | None:
    """MUTUA_CONFIG, else mutua.toml in the data folder or in the current one."""
    if chosen := os.environ.get("MUTUA_CONFIG"):
        return Path(chosen)
    folders = (Path(os.environ.get("MUTUA_DATA") or "mutua-data"), Path())
    return next((path for folder in folders if (path := folder / "mutua.toml").is_file()), None)


def _content(name: str, path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not a text file"
        raise SettingError(f"{name} names {path}, which cannot be read: {reason}.") from None


def _nearest(name: str) -> str:
    from difflib import get_close_matches  # only needed for a mistake

    by_word = {known.removeprefix(PREFIX): known for known in KNOWN}
    near = get_close_matches(name.removeprefix(PREFIX), by_word, n=1)
    return f" Did you mean {by_word[near[0]]}?" if near else " docs/operators/settings.md lists them all."
