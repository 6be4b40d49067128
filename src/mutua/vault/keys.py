"""Data keys: made on first use, unwrapped for the moment, shredded for good.

A key is committed on its own connection before any content that uses it, so content without its key
cannot exist; a rolled back transaction leaves at most a key that opens nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, Literal
from uuid import UUID, uuid4

from django.db import connections
from django.views.decorators.debug import sensitive_variables

from mutua.vault import cipher, master
from mutua.vault.cipher import Scope
from mutua.vault.errors import DamagedContent, Shredded
from mutua.vault.models import DataKey
from mutua.vault.routers import KEYS


class _Authors(Enum):
    ALL = "all"


ALL: Final = _Authors.ALL
BATCH = 500  # SQLite allows a limited number of parameters in one query


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Key:
    """An unwrapped data key. It prints nothing and lives as long as one request at most."""

    id: UUID
    scope: Scope
    secret: bytes


@dataclass(slots=True, repr=False, eq=False)
class _Cache:
    by_id: dict[UUID, Key] = field(default_factory=dict)
    by_scope: dict[Scope, Key] = field(default_factory=dict)

    def add(self, key: Key) -> None:
        self.by_id[key.id] = self.by_scope[key.scope] = key

    def clear(self) -> None:
        self.by_id.clear()
        self.by_scope.clear()


_cache: ContextVar[_Cache | None] = ContextVar("vault_keys", default=None)


@contextmanager
def key_cache() -> Iterator[None]:
    """Unwrap each key once within this block: one web request, one job. Nothing is kept after it."""
    if _cache.get() is not None:
        yield
        return
    cache = _Cache()
    token = _cache.set(cache)
    try:
        yield
    finally:
        _cache.reset(token)
        cache.clear()


def for_sealing(scope: Scope) -> Key:
    """The key of this scope, made if there is none yet. Two at once get the same one."""
    cache = _cache.get()
    if cache and scope in cache.by_scope:
        return cache.by_scope[scope]
    row = _find(scope)
    if row is None:
        _create(scope)
        row = _find(scope)
    if row is None:  # shredded at this very moment
        raise Shredded
    return unwrap(row)


def for_opening(key_id: UUID) -> Key:
    """The key with this id. Raises Shredded where it is gone, DamagedContent where it does not unwrap."""
    cache = _cache.get()
    if cache and key_id in cache.by_id:
        return cache.by_id[key_id]
    row = DataKey.objects.filter(id=key_id).first()
    if row is None:
        raise Shredded
    return unwrap(row)


def warm(key_ids: Iterable[UUID]) -> None:
    """Fetch many keys with few queries, into the cache of the block (see key_cache)."""
    cache = _cache.get()
    if cache is None:
        return
    missing = sorted(set(key_ids) - cache.by_id.keys())
    for start in range(0, len(missing), BATCH):
        for row in DataKey.objects.filter(id__in=missing[start : start + BATCH]):
            try:
                unwrap(row)
            except DamagedContent:
                continue  # whoever needs this one will be told


def shred(scope_kind: str, scope_id: UUID, author_id: UUID | Literal[_Authors.ALL] | None = ALL) -> int:
    """Destroy the keys of a scope, or in it only of one author (None: of the shared text). Returns how many.

    There is no way back, also not by a rollback of the content: call it after the commit.
    """
    rows = DataKey.objects.filter(scope_kind=scope_kind, scope_id=scope_id)
    if author_id is not ALL:
        rows = rows.filter(author_id=author_id)
    count, _per_model = rows.delete()  # overwritten in the file by the setting secure_delete
    connection = connections[KEYS]
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:  # the journal would keep the old page for a while
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    if cache := _cache.get():
        cache.clear()
    return count


def _find(scope: Scope) -> DataKey | None:
    rows = DataKey.objects.filter(scope_kind=scope.kind, scope_id=scope.id, author_id=scope.author)
    return rows.first()


@sensitive_variables("secret")
def _create(scope: Scope) -> None:
    """Add a fresh key, unless another process was faster; then that one stands."""
    row = DataKey(id=uuid4(), scope_kind=scope.kind, scope_id=scope.id, author_id=scope.author)
    secret = os.urandom(cipher.SECRET_SIZE)
    row.wrapped = master.wrap(secret, purpose=_purpose(scope), bound=_bound(row.id, scope))
    DataKey.objects.bulk_create([row], ignore_conflicts=True)


@sensitive_variables("secret", "key")
def unwrap(row: DataKey) -> Key:
    """The key of a row. Raises DamagedContent where the row or the master key is not what it was."""
    scope = Scope(row.scope_kind, row.scope_id, row.author_id)
    secret = master.unwrap(bytes(row.wrapped), purpose=_purpose(scope), bound=_bound(row.id, scope))
    key = Key(row.id, scope, secret)
    if cache := _cache.get():
        cache.add(key)
    return key


def _purpose(scope: Scope) -> str:
    return f"wrap/{scope.kind}/v1"


def _bound(key_id: UUID, scope: Scope) -> bytes:
    author = scope.author.bytes if scope.author else b""
    return cipher.joined(b"data key", key_id.bytes, scope.kind.encode(), scope.id.bytes, author)
