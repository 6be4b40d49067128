"""The cast of these tests, and how they write and read letters."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.db import connection

from mutua import vault
from tests.vault.models import Letter

AMIRA, BEN, CLARA = uuid4(), uuid4(), uuid4()  # a tandem and a stranger
MARKER = "Zitronenfalter-7391"

_members: dict[UUID, set[UUID]] = {}


def may_read(scope_id: UUID, viewer_id: UUID, _author_id: UUID | None) -> bool:
    return viewer_id in _members.get(scope_id, set())


vault.register_readers("letters", may_read)


def new_tandem() -> UUID:
    """A tandem of Amira and Ben."""
    tandem_id = uuid4()
    _members[tandem_id] = {AMIRA, BEN}
    return tandem_id


def write(**values: Any) -> Letter:
    """A letter of Amira's, read back from the database as another request would."""
    values = {"tandem_id": new_tandem(), "author_id": AMIRA, "text": MARKER, **values}
    return again(Letter.objects.create(**values))


def again(letter: Letter) -> Letter:
    return Letter.objects.get(pk=letter.pk)


def read(sealed: vault.Sealed[Any] | None, viewer: UUID = AMIRA) -> Any:
    return vault.open(sealed, viewer=viewer, purpose="test")


def in_database(letter: Letter, column: str = "text") -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM vault_tests_letter WHERE id = %s", [stored_id(letter)])
        return bytes(cursor.fetchone()[0])


def put_into_database(letter: Letter, value: Any, column: str = "text") -> None:
    """What an attacker with the database does."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE vault_tests_letter SET {column} = %s WHERE id = %s", [value, stored_id(letter)]
        )


def stored_id(letter: Letter) -> Any:
    return letter.pk if connection.vendor == "postgresql" else letter.pk.hex
