"""Keeps the key store apart from the content: whoever gets one of the two databases can read nothing."""

from __future__ import annotations

from typing import Any

from django.db import models

KEYS = "keys"
APP = "vault"


class KeyStoreRouter:
    """The models of the vault live in the database `keys`, and nothing else does."""

    def db_for_read(self, model: type[models.Model], **_hints: Any) -> str | None:
        return KEYS if model._meta.app_label == APP else None

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, **_hints: Any) -> bool | None:
        if db == KEYS or app_label == APP:
            return db == KEYS and app_label == APP
        return None
