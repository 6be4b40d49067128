"""The key store. It holds only wrapped keys: without the master key it opens nothing."""

from __future__ import annotations

import uuid

from django.db import models


class DataKey(models.Model):
    """One data key, wrapped by the master key. Deleting the row shreds all that was sealed with it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scope_kind = models.CharField(max_length=20)  # such as "tandem" or "person"
    scope_id = models.UUIDField()
    author_id = models.UUIDField(null=True)  # whose words; null: a text that everyone in the scope edits
    wrapped = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scope_kind", "scope_id", "author_id"],
                condition=models.Q(author_id__isnull=False),
                name="key_author_once",
            ),
            models.UniqueConstraint(
                fields=["scope_kind", "scope_id"],
                condition=models.Q(author_id__isnull=True),
                name="key_shared_once",
            ),
        ]


class KeyProbe(models.Model):
    """A known text under the master key: it tells at the start whether the key is the right one."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    wrapped = models.BinaryField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="probe_once")]
