"""What a model with sealed fields needs around it: the parts of an address are read and written together.

A row that changes its version without its sealed columns would be unreadable for ever. So the fields put
these guards round their model, also round the historical models in migrations, and nobody can forget them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.core import checks
from django.db import models

from mutua.vault.sealed import Plain, contents

if TYPE_CHECKING:
    from mutua.vault.fields import SealedField


def sealed_fields(model: type[models.Model]) -> list[SealedField[Any, Any]]:
    from mutua.vault.fields import SealedField  # the fields import this module

    return [field for field in model._meta.concrete_fields if isinstance(field, SealedField)]


def guard(model: Any) -> None:
    """Wrap how rows of this model are read and saved, once."""
    if not vars(model).get("is_guarded"):
        model.is_guarded = True
        model.from_db = classmethod(_binding(model.from_db.__func__))
        model.save = _guarded(model.save)


def _binding(from_db: Callable[..., models.Model]) -> Callable[..., models.Model]:
    @wraps(from_db)
    def bound(cls: type[models.Model], *args: Any, **kwargs: Any) -> models.Model:
        row = from_db(cls, *args, **kwargs)
        for field in sealed_fields(cls):
            field.bind(row)
        return row

    return bound


def _guarded(save: Callable[..., None]) -> Callable[..., None]:
    @wraps(save)  # keeps alters_data too, so that no template can call it
    def guarded(self: models.Model, *args: Any, **kwargs: Any) -> None:
        if args:
            raise TypeError("save() of a row with sealed content takes keyword arguments only.")
        fields = sealed_fields(type(self))
        if (names := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = names = with_sealed(type(self), names)
            fields = [field for field in fields if field.attname in names]
        if not self._state.adding:
            _renew(self, fields)
        save(self, **kwargs)

    return guarded


def with_sealed(model: type[models.Model], names: Iterable[str]) -> set[str]:
    """These names for update_fields, with all that must be written together once one of it is."""
    names, fields = set(names), sealed_fields(model)
    together = {field.attname for field in fields}.union(*(field.beside for field in fields))
    together -= {model._meta.pk.attname}
    aliases = {field.name for field in model._meta.concrete_fields if field.attname in together}
    return names | together if names & (together | aliases) else names


def _renew(row: models.Model, fields: list[SealedField[Any, Any]]) -> None:
    """Load deferred content, and give new content a new version, so that no older one fits any more."""
    for field in fields:
        value = getattr(row, field.attname)
        held = value and contents(value)
        version = getattr(row, field.version)
        if isinstance(held, Plain) and held.replaces == version:
            setattr(row, field.version, version + 1)


def problems(field: SealedField[Any, Any]) -> list[checks.CheckMessage]:
    """Django system checks of one sealed field."""
    opts = field.model._meta
    columns = {column.attname for column in opts.concrete_fields}
    texts = {f"vault.E002: there is no column “{name}”." for name in field.beside - columns}
    if not (isinstance(opts.pk, models.UUIDField) and opts.pk.has_default()):
        texts.add("vault.E001: the id must be a UUID with a default, known before the insert.")
    if field.name in {name.lstrip("-") for name in opts.ordering or () if isinstance(name, str)}:
        texts.add("vault.E003: rows cannot be ordered by sealed content.")
    return [checks.Error(text[12:], obj=field, id=text[:10]) for text in sorted(texts)]
