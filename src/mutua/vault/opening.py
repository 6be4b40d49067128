"""Reading what is sealed, and naming it without showing it."""

from __future__ import annotations

import hashlib
import hmac
import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any, TypeVar, overload
from uuid import UUID

from django.views.decorators.debug import sensitive_variables

from mutua.vault import cipher, keys, master
from mutua.vault.cipher import Address, Scope
from mutua.vault.errors import DamagedContent, NotAReader
from mutua.vault.readers import may_read
from mutua.vault.sealed import Plain, Sealed, Stored, contents

T = TypeVar("T")
log = logging.getLogger(__name__)


@overload
def open_sealed(sealed: Sealed[T], *, viewer: UUID, purpose: str) -> T: ...
@overload
def open_sealed(sealed: None, *, viewer: UUID, purpose: str) -> None: ...
def open_sealed(sealed: Sealed[T] | None, *, viewer: UUID, purpose: str) -> T | None:
    """The text or JSON value for this viewer; None for an empty column.

    `purpose` says in a word or two what for; it stands in the log where opening fails, never the content.
    Raises NotAReader, DamagedContent or Shredded.
    """
    return open_many([sealed], viewer=viewer, purpose=purpose)[0]


def open_many(sealed: Sequence[Sealed[T] | None], *, viewer: UUID, purpose: str) -> list[T | None]:
    """Many at once, in order, with few queries. One that may not or cannot be opened raises for all."""
    held = [None if one is None else _located(contents(one)) for one in sealed]
    for scope in {one[1].scope for one in held if one is not None}:
        if not may_read(scope, viewer):
            log.warning("not a reader of %s %s (%s)", scope.kind, scope.id, purpose)
            raise NotAReader
    with keys.key_cache():
        keys.warm(_key_ids(one[0] for one in held if one is not None))
        return [None if one is None else _open(*one, purpose) for one in held]


def mac(scope_kind: str, scope_id: UUID, payload: bytes) -> str:
    """HMAC-SHA256 in hex under a key of the scope's shared text.

    It names a content exactly, but whoever reads the database cannot try guesses against it.
    """
    key = keys.for_sealing(Scope(scope_kind, scope_id, None))
    return hmac.new(master.derive(key.secret, "mac/v1"), payload, hashlib.sha256).hexdigest()


def _located(held: Plain | Stored) -> tuple[Plain | Stored, Address]:
    if isinstance(held, Plain):
        return held, held.field.address_of(held.row)
    if held.address is None:
        raise TypeError(f"{held.field}: values() reads content without its row. Load the row.")
    return held, held.address


def _key_ids(held: Iterable[Plain | Stored]) -> Iterator[UUID]:
    for one in held:
        if isinstance(one, Stored):
            with suppress(DamagedContent):  # opening it will tell
                yield cipher.key_id_of(one.blob)


@sensitive_variables("held", "payload")
def _open(held: Plain | Stored, address: Address, purpose: str) -> Any:
    if isinstance(held, Plain):
        return held.field.load(held.payload)
    try:
        key = keys.for_opening(cipher.key_id_of(held.blob))
        payload = cipher.unseal(key.secret, address, held.blob)
    except DamagedContent:
        place = f"{address.table}.{address.column} of row {address.row}"
        log.error("sealed content cannot be opened: %s (%s)", place, purpose)  # noqa: TRY400 - no trace needed
        raise
    return held.field.load(payload)
