"""Model fields whose content is sealed. The sealing is in the field, so that no way of writing goes round it.

    text = SealedTextField(scope="tandem", scope_id="tandem_id", author="author_id", version="row_version")

`scope_id`, `author` and `version` name columns of the same row. Where `author` is None, or the row's
author is null, the text belongs to everyone in the scope. The attribute gives a `Sealed`, or None where the
column is null; `vault.open` reads it. A save with new content raises the version, unless that was done.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Generic, NoReturn, TypeVar
from uuid import UUID

from django.core import checks
from django.core.exceptions import FieldError
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.views.decorators.debug import sensitive_variables

from mutua.vault import cipher, keys, rows
from mutua.vault.cipher import Address, Scope
from mutua.vault.errors import Shredded
from mutua.vault.sealed import Plain, Sealed, Stored, contents, placed

SetT = TypeVar("SetT")
GetT = TypeVar("GetT")

if TYPE_CHECKING:  # for the types alone Django's fields are generic
    BinaryField = models.BinaryField
else:

    class BinaryField(models.BinaryField, Generic[SetT, GetT]):
        pass


class Ciphertext(bytes):
    """What `pre_save` made for exactly this row: the one thing that is let into the column."""


class SealedAttribute(DeferredAttribute):
    """Makes a plain value `Sealed` the moment it is assigned, and loads a deferred one with its address."""

    field: SealedField[Any, Any]

    def __get__(self, instance: models.Model | None, cls: type[models.Model] | None = None) -> Any:
        if instance is None:
            return self
        held = instance.__dict__
        if self.field.attname not in held:
            held[self.field.attname] = self.field.fetch(instance)
        return held[self.field.attname]

    @sensitive_variables("value")
    def __set__(self, instance: models.Model, value: Any) -> None:
        if value is not None and not isinstance(value, Sealed):
            value = self.field.plain(instance, value)
        instance.__dict__[self.field.attname] = value


class SealedField(BinaryField[SetT, GetT]):
    """What both kinds of sealed field share. Subclasses say how a value becomes bytes and comes back."""

    descriptor_class = SealedAttribute
    unset: ClassVar[Any] = None

    def __init__(
        self, *args: Any, scope: str, scope_id: str, author: str | None, version: str, **kwargs: Any
    ) -> None:
        if kwargs.get("unique") or kwargs.get("db_index") or kwargs.get("primary_key"):
            raise TypeError("A sealed column cannot be a key or an index.")
        self.scope, self.scope_id, self.author, self.version = scope, scope_id, author, version
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs |= {name: getattr(self, name) for name in ("scope", "scope_id", "author", "version")}
        return name, path, args, kwargs

    if TYPE_CHECKING:  # what the subclasses say

        def dump(self, value: Any) -> bytes: ...

        def load(self, payload: bytes) -> Any: ...

    # the row

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        if not cls._meta.abstract:
            rows.guard(cls)

    @property
    def beside(self) -> set[str]:
        """The columns of the row that the address is made of, besides the primary key."""
        return {self.scope_id, self.version} | ({self.author} if self.author else set())

    def address(self, row: Mapping[str, Any]) -> Address:
        """The address in a row given as column -> value. Raises TypeError where a part of it is missing."""
        key, author = self.model._meta.pk.attname, row.get(self.author or "")
        if row[key] is None or row[self.scope_id] is None or not isinstance(row[self.version], int):
            raise TypeError(f"{self}: {key}, {self.scope_id} and {self.version} must be set before a save.")
        scope = Scope(self.scope, _uuid(row[self.scope_id]), None if author is None else _uuid(author))
        return Address(self.model._meta.db_table, _uuid(row[key]), str(self.column), scope, row[self.version])

    def address_of(self, instance: models.Model) -> Address:
        names = self.beside | {self.model._meta.pk.attname}
        return self.address({name: getattr(instance, name) for name in names})

    def bind(self, instance: models.Model) -> None:
        """Note the address of a row just read. Where a part of it was not, the content counts as deferred."""
        held = instance.__dict__
        if held.get(self.attname) is None:
            return
        if not held.keys() >= self.beside:
            del held[self.attname]
            return
        held[self.attname] = placed(held[self.attname], self.address(held))

    def fetch(self, instance: models.Model) -> Sealed[Any] | None:
        """Read a deferred content together with the address that it has in the database now."""
        names = sorted(self.beside | {self.model._meta.pk.attname})
        manager = self.model._base_manager.using(instance._state.db)
        sealed, *values = manager.values_list(self.attname, *names).get(pk=instance.pk)
        if sealed is None:
            return None
        return placed(sealed, self.address(dict(zip(names, values, strict=True))))

    # writing

    @sensitive_variables("value")
    def plain(self, instance: models.Model, value: Any) -> Sealed[Any]:
        """The value, closed at once. It remembers the version it changes, if any (see rows)."""
        before = instance.__dict__.get(self.attname)
        held = before and contents(before)
        if isinstance(held, Plain):
            version = held.replaces
        else:
            address = held and held.address
            version = address.version if address else instance.__dict__.get(self.version)
        return Sealed(Plain(self, self.dump(value), instance, version))

    @sensitive_variables("held", "payload")
    def pre_save(self, model_instance: models.Model, add: bool) -> Ciphertext | None:
        sealed = getattr(model_instance, self.attname)
        if sealed is None:
            return None
        address, held = self.address_of(model_instance), contents(sealed)
        if isinstance(held, Stored) and held.address == address:
            return Ciphertext(held.blob)
        blob = self._seal(held, address)
        model_instance.__dict__[self.attname] = Sealed(Stored(self, blob, address))
        return Ciphertext(blob)

    @sensitive_variables("held", "payload", "key")
    def _seal(self, held: Plain | Stored, address: Address) -> bytes:
        if isinstance(held, Plain):
            payload = held.payload
        elif held.address is None or held.address.scope != address.scope:
            raise TypeError(
                f"{self}: sealed content stays with its scope and author. Open it, assign it anew."
            )
        else:
            try:
                key = keys.for_opening(cipher.key_id_of(held.blob))
            except Shredded:
                return held.blob  # an author's words are gone; the rest of the row may still change
            payload = self.dump(held.field.load(cipher.unseal(key.secret, held.address, held.blob)))
        key = keys.for_sealing(address.scope)
        return cipher.seal(key.secret, key.id, address, payload)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is not None and not isinstance(value, Ciphertext):
            raise TypeError(
                f"{self} is sealed: assign to it and call save(); update(), bulk_update(), fixtures "
                "and defaults for existing rows would go round the vault."
            )
        return super().get_db_prep_value(value, connection, prepared)

    def get_default(self) -> Any:
        if self.has_default():
            return self.default() if callable(self.default) else self.default
        return None if self.null else self.unset

    # reading

    def from_db_value(self, value: Any, _expression: Any, _connection: Any) -> Sealed[Any] | None:
        return None if value is None else Sealed(Stored(self, bytes(value), None))

    def to_python(self, value: Any) -> Any:
        return value

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise FieldError(f"{self} is sealed, so the database cannot search or compare it; only isnull works.")

    def value_to_string(self, obj: models.Model) -> NoReturn:
        raise TypeError(f"{self} is sealed and cannot be serialised.")

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        return [*super().check(**kwargs), *rows.problems(self)]

    def _check_str_default_value(self) -> list[checks.CheckMessage]:
        return []  # a text is a fine default here


class SealedTextField(SealedField[SetT, GetT]):
    """A confidential text."""

    _pyi_private_set_type: str | Sealed[str]
    _pyi_private_get_type: Sealed[str]  # type: ignore[assignment]  # not bytes, as in the base
    unset = ""

    def dump(self, value: str) -> bytes:
        if not isinstance(value, str):
            raise TypeError(f"{self} takes text, not {type(value).__name__}.")
        return value.encode("utf-8", "surrogatepass")  # whatever was typed comes back, broken emoji too

    def load(self, payload: bytes) -> str:
        return payload.decode("utf-8", "surrogatepass")


class SealedJSONField(SealedField[SetT, GetT]):
    """A confidential value of lists, dictionaries, texts, numbers and truth values; None is a null column."""

    _pyi_private_set_type: Any
    _pyi_private_get_type: Sealed[Any]  # type: ignore[assignment]  # not bytes, as in the base

    def dump(self, value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode(
            "utf-8", "surrogatepass"
        )

    def load(self, payload: bytes) -> Any:
        return json.loads(payload.decode("utf-8", "surrogatepass"))


def _uuid(value: Any) -> UUID:
    return value if isinstance(value, UUID) else UUID(str(value))
