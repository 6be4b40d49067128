"""What ties each entry to the one before: change one, and all after it no longer fit."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC
from hashlib import sha256
from uuid import UUID

from mutua.audit.models import Entry

BEGINNING = "0" * 64  # what stands for the entry before the first


def hash_of(entry: Entry, people: Iterable[UUID]) -> str:
    """SHA-256, as 64 hexadecimal digits, over canonical JSON of the entry, its people and `previous`.

    Canonical: keys sorted, no spaces, ASCII only; ids sorted, in lower case; time in UTC with microseconds.
    """
    said = {
        "number": entry.number,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "by": _written(entry.by),
        "what": entry.what,
        "place": _written(entry.place),
        "details": entry.details,
        "people": sorted(map(str, people)),
        "previous": entry.previous,
    }
    return sha256(json.dumps(said, sort_keys=True, separators=(",", ":")).encode("ascii")).hexdigest()


def _written(key: UUID | None) -> str | None:
    return None if key is None else str(key)
