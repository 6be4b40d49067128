"""What lies on the disk: for tests that look for words which must not be there."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

from django.db import connections


def everything(alias: str) -> bytes:
    """All that is stored: on SQLite the files as they are, on PostgreSQL every row of every table as text."""
    connection = connections[alias]
    if connection.vendor == "sqlite":
        name = Path(connection.settings_dict["NAME"])
        return b"".join(path.read_bytes() for path in sorted(name.parent.glob(f"{name.name}*")))
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            found += [row[0].replace("\\\\x", "") for row in cursor.fetchall()]
    return "\n".join(found).encode()


def spellings(text: bytes) -> Iterator[bytes]:
    for form in (text, text.decode("latin-1").encode("utf-16-le")):
        yield from (form, form.hex().encode(), base64.b64encode(form).rstrip(b"=")[:-1])


def holds(dump: bytes, text: bytes) -> bool:
    return any(form in dump for form in spellings(text))
