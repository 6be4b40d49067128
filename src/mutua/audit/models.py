"""What was looked at by whom, in one chain: nothing in it is ever changed or taken out."""

from __future__ import annotations

from typing import Any, NoReturn, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


class AppendOnlyError(Exception):
    """Somebody tried to change or take out what is written for good."""


class AppendOnly(models.QuerySet[Row]):
    """Rows that can be added and read, and nothing else."""

    def update(self, **_values: Any) -> NoReturn:
        raise AppendOnlyError

    def delete(self) -> NoReturn:
        raise AppendOnlyError

    def bulk_update(self, *_rows: Any, **_options: Any) -> NoReturn:
        raise AppendOnlyError

    def bulk_create(self, objs: Any, *args: Any, **options: Any) -> list[Row]:
        if options.get("update_conflicts") or options.get("ignore_conflicts"):
            raise AppendOnlyError
        return super().bulk_create(objs, *args, **options)


class WrittenOnce(models.Model):
    """A row that is saved once. The guard stands here because there is no other door to a saved row."""

    class Meta:
        abstract = True

    def save(self, **options: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError
        super().save(**{**options, "force_insert": True})

    def delete(self, **_options: Any) -> NoReturn:  # type: ignore[override]  # it never returns, on purpose
        raise AppendOnlyError


class Entry(WrittenOnce):
    """One look at the data of people by someone whose work allows it.

    `number` runs from 1 without gaps, `previous` is the hash of the entry before, `hash` that of this one
    with the ids of the people concerned (see chain.py). `by` is null where a command on the server looked;
    `details` holds a few short values and nothing personal. Ids are kept without a foreign key, so that the
    chain stays whole when somebody is erased.
    """

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    what = models.CharField(max_length=40)
    place = models.UUIDField(null=True)
    details = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    objects = AppendOnly["Entry"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(number__gte=1), name="audit_entry_from_1"),
            models.CheckConstraint(condition=~models.Q(what=""), name="audit_entry_says_what"),
            models.UniqueConstraint(fields=["previous"], name="audit_chain_never_forks"),
        ]

    def __str__(self) -> str:
        return str(self.number)


class Look(WrittenOnce):
    """One person whom an entry concerns."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="looks")
    person = models.UUIDField()
    objects = AppendOnly["Look"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "entry"], name="audit_look_once"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
