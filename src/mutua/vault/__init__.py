"""The vault: confidential content, sealed in the database and opened for its readers only.

    text = vault.open(goal.body, viewer=person.id, purpose="tandem page")

The names are imported on first use, because Django loads this package before its apps are ready.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mutua.vault.errors import DamagedContent, MasterKeyError, NotAReader, Shredded, VaultError
    from mutua.vault.keys import ALL, key_cache, shred
    from mutua.vault.opening import mac, open_many
    from mutua.vault.opening import open_sealed as open  # noqa: A004 - it is called vault.open
    from mutua.vault.readers import register_readers
    from mutua.vault.sealed import Sealed
    from mutua.vault.startup import check

__all__ = [
    "ALL",
    "DamagedContent",
    "MasterKeyError",
    "NotAReader",
    "Sealed",
    "Shredded",
    "VaultError",
    "check",
    "key_cache",
    "mac",
    "open",
    "open_many",
    "register_readers",
    "shred",
]

_HOMES = {
    "ALL": "keys",
    "Sealed": "sealed",
    "check": "startup",
    "key_cache": "keys",
    "mac": "opening",
    "open_many": "opening",
    "open_sealed": "opening",
    "register_readers": "readers",
    "shred": "keys",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    name = "open_sealed" if name == "open" else name
    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'errors')}"), name)
