"""What people does without anybody asking."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.management import call_command

from mutua.people.actions import imports


def forget_sessions(arguments: dict[str, Any], at: datetime) -> None:
    """Every night: sessions that have run out are deleted, so that nothing of them is left lying around."""
    call_command("clearsessions")


def read_import(arguments: dict[str, Any], at: datetime) -> None:
    """Long work: a list that was uploaded."""
    imports.check_import(import_id=UUID(arguments["import"]), at=at)


def empty_imports(arguments: dict[str, Any], at: datetime) -> None:
    """Every minute: lists do not stay longer than they are needed."""
    imports.empty_imports(at=at)
