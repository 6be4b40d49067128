"""Settings from the environment; every secret may also come as NAME_FILE. One clear line on a mistake."""

from __future__ import annotations

import os
from pathlib import Path

KNOWN = {
    "MUTUA_DATA",
    "MUTUA_DEMO",
    "MUTUA_DEBUG",
    "MUTUA_BASE_URL",
    "MUTUA_ALLOWED_HOSTS",
}


def text(name: str, default: str = "") -> str:
    """The setting NAME, or the content of the file that NAME_FILE names, or the default."""
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default)


def flag(name: str) -> bool:
    return text(name).lower() in {"1", "true", "yes", "on"}
