"""Whether anything in the database names a person, whichever package it belongs to."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from enum import Enum
from uuid import UUID

from django.db.models import ForeignObjectRel

from mutua.people.imports.known import in_chunks
from mutua.people.models import Exclusion, ImportedFacts, Person, Profile


class Named(Enum):
    """By what: only by people who keep apart from them, or by something else too."""

    KEPT_APART = 1
    OTHERWISE = 2


MADE_BESIDE = (Profile, ImportedFacts)
"""What a list makes beside a person."""


def who_is_named(ids: Collection[UUID]) -> dict[UUID, Named]:
    """Those of these people whom any row names that a list does not make beside them."""
    found: dict[UUID, Named] = {}
    for relation in _relations():
        field, model = relation.field.name, relation.related_model
        apart = model is Exclusion and field == "other"
        for chunk in in_chunks(sorted(ids)):
            rows = model._base_manager.filter(**{f"{field}__in": chunk})
            for key in rows.values_list(relation.field.attname, flat=True).distinct():
                found[key] = Named.KEPT_APART if apart and key not in found else Named.OTHERWISE
    return found


def _relations() -> Iterator[ForeignObjectRel]:
    for relation in Person._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel) and relation.related_model not in MADE_BESIDE:
            yield relation
