"""Whether anything in the database names a person, whichever package it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from uuid import UUID

from django.db.models import ForeignObjectRel, QuerySet

from mutua.people.models import Exclusion, ImportedFacts, Person, Profile


class Named(Enum):
    """By what: only by people who keep apart from them, or by something else too."""

    KEPT_APART = 1
    OTHERWISE = 2


def who_is_named(people: QuerySet[Person], group: UUID | None) -> dict[UUID, Named]:
    """Those of these people whom any row names that a list of this group does not make beside them."""
    found: dict[UUID, Named] = {}
    for relation in _relations():
        field, model = relation.field, relation.related_model
        apart = model is Exclusion and field.name == "other"
        rows = model._base_manager.filter(**{f"{field.name}__in": people.values("pk")})
        if model is ImportedFacts:
            rows = rows.exclude(group=group)
        for key in rows.values_list(field.attname, flat=True).distinct():
            found[key] = Named.KEPT_APART if apart and key not in found else Named.OTHERWISE
    return found


def _relations() -> Iterator[ForeignObjectRel]:
    for relation in Person._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel) and relation.related_model is not Profile:
            yield relation
